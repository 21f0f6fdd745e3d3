import { nearestOfMany } from '../../languages/nearest.ts'
import { metricOf, type Selector, selectorsOf } from '../../languages/promql/index.ts'
import { partOf, readableExpressions } from '../../model/prometheus/promql.ts'
import { recordedNames } from '../../model/prometheus/recorded-metric.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use the names that recording rules record.',
  why: 'A name that nothing records selects nothing: the alert never fires, and nobody is told.',
  peers: ['pint:promql/series'],
  references: ['https://prometheus.io/docs/practices/rules/'],
  on: readableExpressions,

  *check(expression, { project }) {
    const recorded = project.get(recordedNames)
    if (recorded.size === 0) return
    for (const selector of selectorsOf(expression.promql.expression)) {
      const metric = metricOf(selector)
      // Names with colons are for recording rules; but some may be recorded elsewhere.
      const near = metric?.includes(':') && !recorded.has(metric) ? nearestOfMany(metric, recorded) : undefined
      if (near === undefined) continue
      yield {
        at: partOf(expression, nameIn(selector)),
        message: `No rule of the linted files records "${metric}", so this selects nothing. Did you mean "${near}"?`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:rate5m
                expr: sum by (shop) (rate(orders_total[5m]))
              - alert: NoOrders
                expr: «shop:order:rate5m»{shop="berlin"} == 0
                for: 5m
      `,
    },
    {
      title: 'what may be recorded elsewhere',
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:rate5m
                expr: sum by (shop) (rate(orders_total[5m]))
              - alert: NoOrders
                expr: shop:orders:rate5m == 0 or cluster:nodes:count < 3
                for: 5m
      `,
    },
  ],
})

function nameIn(selector: Selector) {
  return selector.name ?? selector.matchers.find(({ label }) => label.name === '__name__') ?? selector
}
