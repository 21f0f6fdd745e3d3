import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisConditions } from '../../model/rollouts/analysis-condition.ts'
import { replace, rule, yaml } from '../../rule.ts'

/** What other languages write, and what it is here. */
const advice: Readonly<Record<string, string>> = {
  '=': 'Compare with "==".',
  '&': 'Write "&&" or "and".',
  AND: 'Write "&&" or "and".',
  OR: 'Write "||" or "or".',
  NOT: 'Write "!" or "not".',
  '%': 'Write percentages as numbers: 0.95.',
}

export default rule({
  severity: 'error',
  summary: 'Write conditions that Argo can read.',
  why: 'Each measurement with a condition that cannot be read ends in an error. After five of them the analysis gives up and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/', 'https://expr-lang.org/docs/language-definition'],
  on: analysisConditions,

  *check({ subject, field, at, expr }) {
    const { problem, type } = expr
    if (problem) {
      const part = problem.end > problem.start ? at.slice(problem.start, problem.end) : at
      const written = part.value ?? ''
      yield {
        at: part,
        message:
          `Argo cannot read the ${field} of the ${metricTitle(subject)}, so each measurement is an error and the analysis fails: ${problem.message}. ${Object.hasOwn(advice, written) ? advice[written]! : ''}`.trimEnd(),
        ...(written === '=' && at.value!.slice(problem.start - 1, problem.end + 1).trim() === '=' && { fix: replace(part, '==') }),
      }
    } else if (type !== 'any' && type !== 'boolean')
      yield {
        at,
        message: `The ${field} of the ${metricTitle(subject)} gives no true or false, so each measurement is an error and the analysis fails. Compare it with something.`,
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
            - { name: share, successCondition: 'result[0] < 0.05 «AND» result[0] >= 0' }
            - { name: rate, failureCondition: '«reslt»[0] > 5' }
            - { name: p99, successCondition: 'all(result, # < 5«(»' }
            - { name: count, successCondition: «len(result)» }
            - { name: queue, successCondition: '«default»(result) < 5' }
            - { name: all, successCondition: 'all(result, «1»)' }
      `,
    },
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec:
          metrics:
            - name: health
              successCondition: result.status «=» 'ok'
      `,
      fixed: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec:
          metrics:
            - name: health
              successCondition: result.status == 'ok'
      `,
    },
    {
      title: 'lists, maps, templates',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: threshold }]
          metrics:
            - name: share
              successCondition: len(result) == 0 || isNaN(result[0]) || result[0] <= {{args.threshold}}
            - name: health
              successCondition: result.status in ['ok', 'warn'] && all(result.checks, {.passed}) and not (result.code startsWith '5')
            - name: p99
              failureCondition: 'default(result, 0) > 1.5e3 ? true : false'
            - name: rate
              successCondition: '{{args.threshold}}'
      `,
    },
  ],
})
