import { type Expression, metricOf, unwrap } from '../../languages/promql/index.ts'
import { partOf, recordings, ruleCalls, selectorOfCall } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

const rates = new Set(['rate', 'irate', 'increase'])

export default rule({
  severity: 'warning',
  summary: 'Add rates up; take no rate of a sum.',
  why: 'In a sum the restart of one process looks like a restart of all: rate() adds the whole sum once more, and the graph jumps to heights that never were.',
  peers: ['pint:promql/rate'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#rate'],
  on: ruleCalls,

  *check({ expression, call }, { project }) {
    if (!rates.has(call.name.name)) return
    const argument = call.arguments[0] && unwrap(call.arguments[0])
    const at = partOf(expression, call.name)
    const name = call.name.name
    const inner = argument?.kind === 'subquery' ? unwrap(argument.expression) : undefined
    if (inner?.kind === 'aggregation' && adds(inner))
      yield {
        at,
        message: `"${name}" of a "${inner.operator.name}" goes wrong at each restart of one of its counters. Write ${inner.operator.name}(${name}(…[5m])).`,
      }
    const found = selectorOfCall(call)
    const metric = found && metricOf(found.selector)
    const recorded = metric === undefined ? [] : (project.get(recordings).get(metric) ?? [])
    const [first] = recorded
    if (!first || metric === undefined) return
    const related = [{ at: first.at, message: `what "${metric}" records` }]
    const kinds = new Set(recorded.map(({ promql }) => kindOf(promql.expression)))
    if (kinds.size > 1) return
    if (kinds.has('sum'))
      yield {
        at,
        related,
        message: `"${metric}" is a sum, and "${name}" of it goes wrong at each restart of one of its counters. Record the sum of rates instead.`,
      }
    if (kinds.has('rate'))
      yield { at, related, message: `"${metric}" is a rate already, and "${name}" takes each fall of it for a restart. Use it as it is, or avg_over_time().` }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:sum
                expr: sum by (shop) (orders_total)
              - record: shop:orders:rate5m
                expr: sum by (shop) (rate(orders_total[5m]))
              - alert: Orders
                expr: «rate»(sum(orders_total)[5m:]) < 1 or «rate»(shop:orders:sum[5m]) < 1 or «increase»(shop:orders:rate5m[1h]) < 1
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:last
                expr: orders_total{shop!=""}
              - alert: Orders
                expr: sum(rate(orders_total[5m])) < 1 or rate(shop:orders:last[5m]) < 1 or max_over_time(sum(orders)[1h:5m]) < 1
      `,
    },
  ],
})

function adds({ operator, expression }: Extract<Expression, { kind: 'aggregation' }>): boolean {
  return ['sum', 'avg'].includes(operator.name) && expression !== undefined && kindOf(expression) !== 'rate'
}

/** What a recording rule records, as far as rates of it are concerned. */
function kindOf(expression: Expression): 'sum' | 'rate' | undefined {
  let inner = unwrap(expression)
  let isSum = false
  while (inner.kind === 'aggregation' && inner.expression) {
    if (inner.operator.name !== 'sum') return undefined
    isSum = true
    inner = unwrap(inner.expression)
  }
  if (inner.kind === 'call' && rates.has(inner.name.name)) return 'rate'
  return isSum && inner.kind === 'selector' && metricOf(inner)?.endsWith('_total') ? 'sum' : undefined
}
