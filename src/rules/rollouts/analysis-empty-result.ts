import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisConditions, resultType } from '../../model/rollouts/analysis-condition.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say what an empty result means.',
  why: 'A query that finds no series, for instance before the first request, gives an empty list, and result[0] of that is an error. Five of them in a row fail the analysis.',
  presets: [],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/'],
  on: analysisConditions,

  *check({ subject, at }) {
    const index = at.value!.indexOf('result[0]')
    const query = subject.metric.at('provider').at('prometheus').at('query').value ?? ''
    // An aggregation with a number beside it always finds something.
    if (index < 0 || /\blen\s*\(\s*result\b|\|\s*len\b/.test(at.value!) || /\bor\b[^"']*\b(?:vector|absent)\s*\(/.test(query)) return
    if (resultType(subject.metric) !== 'numbers') return
    yield {
      at: at.slice(index, index + 'result[0]'.length),
      message: `Where the query of the ${metricTitle(subject)} finds nothing, result[0] is an error, and the analysis fails after five of them. Write "len(result) == 0 || …", or "or vector(0)" in the query.`,
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
            - name: share
              successCondition: «result[0]» < 0.05
              provider: { prometheus: { query: 'sum(rate(errors_total[5m]))' } }
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
              provider: { prometheus: { query: 'sum(rate(errors_total[5m]))' } }
            - name: rate
              successCondition: result[0] < 5
              provider: { prometheus: { query: 'sum(rate(errors_total[5m])) or vector(0)' } }
      `,
    },
  ],
})
