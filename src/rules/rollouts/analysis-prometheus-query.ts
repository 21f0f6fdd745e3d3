import { adviceOn } from '../../languages/promql/advice.ts'
import { metricTitle } from '../../model/rollouts/analysis.ts'
import { type AnalysisQuery, analysisQueries } from '../../model/rollouts/analysis-condition.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write queries that Prometheus can answer with numbers.',
  why: 'Each measurement with a query that Prometheus refuses ends in an error. After five of them the analysis gives up and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/', 'https://prometheus.io/docs/prometheus/latest/querying/basics/'],
  on: analysisQueries,

  *check(query) {
    const { subject, at, promql, problems } = query
    const lead = `The query of the ${metricTitle(subject)} fails, and with it each measurement`
    for (const problem of problems) {
      if (problem.kind === 'feature') continue
      yield { at: partOf(query, problem.start, problem.end), message: `${lead}: ${problem.message.replace(/\.$/, '')}. ${adviceOn(problem, promql)}`.trimEnd() }
    }
    const { type } = promql.expression
    if (promql.problems.length === 0 && (type === 'range vector' || type === 'string'))
      yield {
        at,
        message: `${lead}: it gives a ${type}, and Argo takes an instant vector or a scalar. ${type === 'string' ? 'Query a metric.' : 'Put a function such as rate() around it.'}`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }]
          metrics:
            - name: share
              provider:
                prometheus:
                  query: |
                    sum(rate(errors_total{service="{{args.service}}"}[5m]))
                    / «summ»(rate(requests_total{service="{{args.service}}"}[5m]))
            - name: rate
              provider: { prometheus: { query: 'rate(«errors_total{service="{{args.service}}"}»)' } }
            - name: all
              provider: { prometheus: { query: «'errors_total[5m]'» } }
      `,
    },
    {
      title: 'templates in names, durations, numbers, and as a whole',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }, { name: window }, { name: minutes }, { name: top }, { name: query }]
          metrics:
            - name: share
              provider:
                prometheus:
                  query: topk({{args.top}}, rate({{args.service}}_errors_total[{{args.window}}] offset {{args.minutes}}m)) > {{ args.top }}
            - name: rate
              provider: { prometheus: { query: 'max_over_time({{args.query}}[{{args.minutes}}m:{{args.window}}])' } }
            - name: whole
              provider: { prometheus: { query: '{{args.query}}' } }
      `,
    },
  ],
})

/** A part of a query; what is missing is marked on the last character before it. */
function partOf({ at, promql }: AnalysisQuery, start: number, end: number): Ref<string> {
  if (promql.text.slice(start, end).trim() !== '') return at.slice(start, end)
  const last = promql.text.slice(0, start).trimEnd().length
  return last > 0 ? at.slice(last - 1, last) : at
}
