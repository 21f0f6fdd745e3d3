import { metricOf, walk } from '../../languages/promql/index.ts'
import { partOf, ruleCalls, type RuleCall } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Take quantiles over a time, not since the start.',
  why: 'Buckets are counters. Without rate() the quantile is over all requests since the process started, so it hardly moves when everything gets slow.',
  references: ['https://prometheus.io/docs/practices/histograms/'],
  on: ruleCalls,

  *check(found) {
    const { expression, call } = found
    for (const selector of call.name.name === 'histogram_quantile' ? wholeBuckets(found) : [])
      yield {
        at: partOf(expression, selector),
        message: `"${metricOf(selector)}" counts since its process started, so the quantile hardly moves. Put rate(…[5m]) around it.`,
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: histogram_quantile(0.95, sum by (le) («checkout_seconds_bucket{shop="berlin"}»)) > 2
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: histogram_quantile(0.95, sum by (le) (rate(checkout_seconds_bucket[5m]))) > 2
              - alert: Slower
                expr: histogram_quantile(0.95, shop:checkout_seconds_bucket:rate5m) > 5
              - alert: Difference
                expr: histogram_quantile(0.95, checkout_seconds_bucket - checkout_seconds_bucket offset 5m) > 5
      `,
    },
  ],
})

/** Selectors of buckets that reach the function as they are, or added up. */
function wholeBuckets({ call }: RuleCall) {
  const argument = call.arguments[1]
  const found: Parameters<typeof metricOf>[0][] = []
  if (!argument) return found
  walk(argument, (node, around) => {
    if (node.kind !== 'selector' || !metricOf(node)?.endsWith('_bucket') || metricOf(node)?.includes(':')) return
    for (let next = around; next; next = next.outer) if (next.node.kind !== 'aggregation' && next.node.kind !== 'parentheses') return
    found.push(node)
  })
  return found
}
