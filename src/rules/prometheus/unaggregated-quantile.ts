import { metricOf, unwrap } from '../../languages/promql/index.ts'
import { partOf, ruleCalls, selectorOfCall } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Add buckets up before you take a quantile of them.',
  why: 'Without "sum by (le, …)" there is a quantile for each pod and each route. Those that few requests go to are all over the place, and one slow request wakes someone.',
  references: ['https://prometheus.io/docs/practices/histograms/#quantiles'],
  on: ruleCalls,

  *check({ expression, call }) {
    const argument = call.name.name === 'histogram_quantile' && call.arguments[1] ? unwrap(call.arguments[1]) : undefined
    if (argument?.kind !== 'call') return
    const found = selectorOfCall(argument)
    const metric = found && metricOf(found.selector)
    if (!metric?.endsWith('_bucket')) return
    yield {
      at: partOf(expression, call.name),
      message: `This is a quantile for each series of "${metric}", one for every pod and route. Add the buckets up first: sum by (le) (${argument.name.name}(…)), with the labels to tell apart.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: «histogram_quantile»(0.95, rate(checkout_seconds_bucket[5m])) > 2
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: histogram_quantile(0.95, sum by (le, route) (rate(checkout_seconds_bucket[5m]))) > 2
              - alert: Native
                expr: histogram_quantile(0.95, rate(checkout_seconds[5m])) > 2
      `,
    },
  ],
})
