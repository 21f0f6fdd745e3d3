import { metricOf } from '../../languages/promql/index.ts'
import { partOf, ruleCalls, selectorOfCall } from '../../model/prometheus/promql.ts'
import { replace, rule, yaml } from '../../rule.ts'

const instead: Readonly<Record<string, string>> = { delta: 'increase', idelta: 'irate', deriv: 'rate' }

export default rule({
  severity: 'warning',
  summary: 'Take counters by rate() or increase().',
  why: 'A counter starts again at 0 with its process. delta() and deriv() take that for a fall, so after each restart they are far below zero and the alert stays silent.',
  peers: ['pint:promql/rate'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#delta'],
  on: ruleCalls,

  *check({ expression, call }) {
    const other = Object.hasOwn(instead, call.name.name) ? instead[call.name.name]! : undefined
    const found = other === undefined ? undefined : selectorOfCall(call)
    const metric = found && metricOf(found.selector)
    if (other === undefined || !metric?.endsWith('_total')) return
    const at = partOf(expression, call.name)
    yield {
      at,
      message: `"${metric}" is a counter, and ${call.name.name}() takes its restarts for falls. Write ${other}().`,
      ...(call.name.name !== 'idelta' && { fix: replace(at, other) }),
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Orders
                expr: «delta»(orders_total[5m]) < 1
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: Orders
                expr: increase(orders_total[5m]) < 1
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Orders
                expr: increase(orders_total[5m]) < 1 or delta(stock[5m]) < -10
      `,
    },
  ],
})
