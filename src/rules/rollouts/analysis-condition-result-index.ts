import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisConditions, readCondition, resultType } from '../../model/rollouts/analysis-condition.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Take numbers out of a result as its provider gives them.',
  why: 'A vector of Prometheus is a list, even with one number in it; a scalar, and what Datadog gives, is a number. A condition that mixes them up ends each measurement in an error, and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/', 'https://argo-rollouts.readthedocs.io/en/stable/analysis/datadog/'],
  on: analysisConditions,

  *check({ subject, field, at, expr }) {
    if (expr.problem) return
    const type = resultType(subject.metric)
    const typed = readCondition(at.value!, type)
    const isUndecided = typed.problem === undefined && expr.type === 'any' && typed.type !== 'any' && typed.type !== 'boolean'
    const lead = `The ${field} of the ${metricTitle(subject)} does not fit its result, ${type === 'numbers' ? 'a list of numbers' : 'a number'}`
    const advice = type === 'numbers' ? 'Write result[0] for the first, len(result) for how many there are.' : 'Write result without [0].'
    if (typed.problem)
      yield {
        at: at.slice(typed.problem.start, typed.problem.end),
        message: `${lead}, so each measurement is an error: ${typed.problem.message}. ${advice}`,
      }
    else if (isUndecided) yield { at, message: `${lead}: it gives no true or false, so each measurement is an error. Compare it with something.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - name: share
              successCondition: «result < 0.05»
              provider: { prometheus: { query: 'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))' } }
            - name: queue
              failureCondition: «result[0]» > 100
              provider: { prometheus: { query: 'scalar(sum(queue_length))' } }
            - name: latency
              successCondition: «result[0]» < 1
              provider: { datadog: { query: 'avg:latency{*}' } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - name: share
              successCondition: len(result) == 0 || result[0] < 0.05
              failureCondition: any(result, # > 0.1) or isNaN(result[0])
              provider: { prometheus: { query: 'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))' } }
            - name: latency
              successCondition: default(result, 0) < 1
              provider: { datadog: { query: 'avg:latency{*}' } }
      `,
    },
  ],
})
