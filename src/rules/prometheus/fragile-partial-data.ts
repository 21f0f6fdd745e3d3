import { type Join, setOperators } from '../../languages/promql/index.ts'
import { alertExpressions, expressionFlow, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { insert, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Wait before alerting on two aggregations.',
  why: 'After a restart Prometheus scrapes its targets one by one. Until it is through, two aggregations are over parts of different size, and what is calculated from them means nothing.',
  peers: ['pint:promql/fragile'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  on: alertExpressions,

  *check(expression, { project }) {
    const { alert, rule: fields } = expression
    // Whoever writes "for: 0s" means it.
    if (fields.at('for').exists) return
    for (const { root, filtered, dead, joins, level } of project.get(expressionFlow)(expression).branches) {
      if (root.kind !== 'aggregation' || !filtered || dead) continue
      const join = joins.find(one => one.level === level && isPartial(one))
      if (!join) continue
      const [other] = join.other
      yield {
        at: partOf(expression, join.node.operatorRange),
        message: `${alert.title} calculates with two aggregations and fires at once, so after a restart of Prometheus it sees parts of both. Add "for", for instance 2m.`,
        related: [{ at: partOf(expression, other!.root), message: `${quotePart(expression, other!.root)} may be over other targets` }],
        fix: insert(fields.at('for'), '2m'),
      }
      return
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum(rate(orders_lost_total[5m])) «/» sum(rate(orders_total[5m])) > 0.1
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum(rate(orders_lost_total[5m])) / sum(rate(orders_total[5m])) > 0.1
                for: 2m
      `,
    },
    {
      title: 'it waits, or means not to; one side alone; a join that adds labels',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum(rate(orders_lost_total[5m])) / sum(rate(orders_total[5m])) > 0.1
                for: 2m
              - alert: OrdersLostNow
                expr: sum(rate(orders_lost_total[5m])) / sum(rate(orders_total[5m])) > 0.5
                for: 0s
              - alert: Share
                expr: sum(orders) / scalar(limit) > 5
              - alert: Named
                expr: sum by (shop) (orders) * on (shop) group_left (owner) max by (shop, owner) (shop_info) > 5
      `,
    },
  ],
})

/** Arithmetic with another aggregation; one that only adds labels changes no value. */
function isPartial({ operator, node, other }: Join): boolean {
  if (setOperators.has(operator)) return false
  const addsLabels = (node.matching?.group?.labels.length ?? 0) > 0
  return ['+', '-', '*', '/', '%', '^'].includes(operator) && other.some(({ root, filtered }) => root.kind === 'aggregation' && !(addsLabels && !filtered))
}
