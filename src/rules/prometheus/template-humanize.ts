import { type Expression, comparisons } from '../../languages/promql/index.ts'
import { alertTemplates } from '../../model/prometheus/alert-template.ts'
import { expressionOfAlert, partOf } from '../../model/prometheus/promql.ts'
import { printedValues } from '../../languages/gotemplate/printed-values.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Print rates for people.',
  why: 'A rate has a dozen digits behind the point, and they hide the few that matter.',
  peers: ['pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers'],
  on: alertTemplates,

  *check({ alert, field, at, template }, { project }) {
    if (field !== 'annotations') return
    const raw = printedValues(template).find(printed => printed.raw)
    const expression = raw && project.get(expressionOfAlert)(alert)
    const rate = expression && rateIn(expression.promql.expression)
    if (!raw || !rate) return
    yield {
      at: at.slice(raw.start, raw.end),
      message: `"${rate.name.name}" gives numbers like 0.016666666666666666. Write {{ $value | humanize }}, or printf with a format.`,
      related: [{ at: partOf(expression, rate), message: 'the value comes from here' }],
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum by (shop) (rate(orders_lost_total[5m])) > 1
                annotations:
                  summary: '{{ $labels.shop }} loses {{ «$value» }} orders a second.'
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum by (shop) (rate(orders_lost_total[5m])) > 1
                annotations:
                  summary: '{{ $labels.shop }} loses {{ $value | humanize }} orders a second.'
              - alert: ShopsLoseOrders
                expr: count(rate(orders_lost_total[5m]) > 1) > 0 or round(rate(orders_lost_total[5m])) > 9
                annotations:
                  summary: '{{ $value }} shops lose orders.'
      `,
    },
  ],
})

/** Aggregations that give another number than those that they are given. */
const counting = new Set(['count', 'count_values', 'group'])

/** The rate whose value an expression gives, as it is or aggregated; undefined for what is rounded or counted. */
function rateIn(expression: Expression) {
  const stack = [expression]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'call' && ['rate', 'irate', 'deriv'].includes(node.name.name)) return node
    if (node.kind === 'parentheses' || node.kind === 'unary') stack.push(node.expression)
    if (node.kind === 'aggregation' && node.expression && !counting.has(node.operator.name)) stack.push(node.expression)
    if (node.kind !== 'binary') continue
    const isTurned = node.matching?.group?.side === 'right' || (node.left.type === 'scalar' && node.right.type !== 'scalar')
    const kept = isTurned ? node.right : node.left
    if (node.operator === 'or') stack.push(node.right, node.left)
    else if (!(comparisons.has(node.operator) && node.bool)) stack.push(kept)
  }
  return undefined
}
