import { nearestOfMany } from '../../languages/nearest.ts'
import { metricOf, selectorsOf } from '../../languages/promql/index.ts'
import { recordedNames } from '../../model/prometheus/recorded-metric.ts'
import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisQueries } from '../../model/rollouts/analysis-condition.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Query the names that recording rules record.',
  why: 'A name that nothing records gives no result: result[0] is then an error, and after five of them the rollout is aborted; a condition that takes care of it lets every version through.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/', 'https://prometheus.io/docs/practices/rules/'],
  on: analysisQueries,

  *check({ subject, at, promql }, { project }) {
    const recorded = project.get(recordedNames)
    if (recorded.size === 0 || promql.problems.length > 0) return
    for (const selector of selectorsOf(promql.expression)) {
      const metric = metricOf(selector)
      // Names with colons are for recording rules; but some may be recorded elsewhere, and some are filled in.
      if (!selector.name || !metric?.includes(':') || recorded.has(metric)) continue
      const written = at.slice(selector.name.start, selector.name.end)
      const near = written.value === metric ? nearestOfMany(metric, recorded) : undefined
      if (near === undefined) continue
      yield {
        at: written,
        message: `No rule of the linted files records "${metric}", so the ${metricTitle(subject)} finds nothing. Did you mean "${near}"?`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: { name: shop }
        spec:
          groups:
            - name: shop
              rules: [{ record: 'shop:orders:rate5m', expr: 'sum by (shop) (rate(orders_total[5m]))' }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: orders }
        spec:
          args: [{ name: shop }]
          metrics:
            - name: orders
              provider: { prometheus: { query: '«shop:order:rate5m»{shop="{{args.shop}}"} > 0' } }
      `,
    },
    {
      title: 'what may be recorded elsewhere, or is filled in',
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: { name: shop }
        spec:
          groups:
            - name: shop
              rules: [{ record: 'shop:orders:rate5m', expr: 'sum by (shop) (rate(orders_total[5m]))' }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: orders }
        spec:
          args: [{ name: window }]
          metrics:
            - name: orders
              provider: { prometheus: { query: 'shop:orders:rate5m > cluster:nodes:count or shop:orders:rate{{args.window}}' } }
      `,
    },
  ],
})
