import { type Condition, type Expr, isCoveredBy, outcomeOf } from '../../languages/expr/index.ts'
import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisConditions, readCondition } from '../../model/rollouts/analysis-condition.ts'
import { rule, yaml } from '../../rule.ts'

/** What becomes of each measurement, and what if there is the other condition, too. */
const effects: Readonly<Record<string, readonly [alone: string, besides: string]>> = {
  'successCondition always': ['is never false, so this metric stops no rollout', 'is never false, so it says nothing'],
  'successCondition never': ['is never true, so each measurement fails and the rollout is aborted', 'is never true, so no measurement is a success'],
  'failureCondition always': [
    'is never false, so each measurement fails and the rollout is aborted',
    'is never false, so each measurement fails and the rollout is aborted',
  ],
  'failureCondition never': ['is never true, so this metric stops no rollout', 'is never true, so no measurement is a failure'],
}

export default rule({
  severity: 'warning',
  summary: 'Write conditions that results can meet, and can miss.',
  why: 'A condition that is always true lets every rollout through, one that is never true aborts each of them; a failureCondition that is true for each success does so, too.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisConditions,

  *check({ subject, field, at, expr }) {
    const condition = conditionOf(at.value!, expr)
    if (!condition) return
    const outcome = outcomeOf(condition)
    const other = subject.metric.at(field === 'successCondition' ? 'failureCondition' : 'successCondition')
    // "true" beside a failureCondition says: all else is a success; "false" beside a successCondition: all else is inconclusive.
    const isMeant = other.exists && condition.node.kind === 'boolean'
    if (outcome && !isMeant)
      yield {
        at,
        message: `The ${field} of the ${metricTitle(subject)} ${effects[`${field} ${outcome}`]![other.exists ? 1 : 0]}. Compare the result with something it can ${outcome === 'always' ? 'miss' : 'meet'}.`,
      }
    if (outcome || field !== 'failureCondition' || !other.value) return
    const success = conditionOf(other.value, readCondition(other.value, 'any'))
    if (success && !outcomeOf(success) && isCoveredBy(success, condition))
      yield {
        at,
        message: `The failureCondition of the ${metricTitle(subject)} is true whenever its successCondition is, and a failure goes first, so no measurement is ever a success. Let it cover other results.`,
        related: [{ at: other, message: 'the successCondition' }],
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - { name: share, successCondition: «'result[0] > 0.95 && result[0] < 0.5'» }
            - { name: rate, successCondition: «'len(result) >= 0'» }
            - { name: p99, successCondition: 'result[0] < 1', failureCondition: «'result[0] <= 1.5'» }
            - { name: status, failureCondition: «"result != 'ok' || result != 'warn'"» }
            - { name: queue, successCondition: «'true'» }
      `,
    },
    {
      title: 'ranges, gaps that are inconclusive, NaN, arguments, "true" beside a failureCondition',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: low }]
          metrics:
            - { name: share, successCondition: 'result[0] >= 0.95', failureCondition: 'result[0] < 0.9' }
            - { name: rate, successCondition: 'result[0] > 0.5 and not (result[0] > 2)' }
            - { name: p99, successCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] < 1' }
            - { name: p50, successCondition: 'result[0] >= 0 || result[0] < 0' }
            - { name: queue, successCondition: 'result[0] > {{args.low}} && result[0] < 5' }
            - { name: status, successCondition: 'true', failureCondition: "result == 'down'" }
      `,
    },
  ],
})

function conditionOf(text: string, { node, problem }: Expr): Condition | undefined {
  return node && !problem ? { text, node } : undefined
}
