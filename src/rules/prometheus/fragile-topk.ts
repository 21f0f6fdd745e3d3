import type { Aggregation } from '../../languages/promql/index.ts'
import { alertExpressions, expressionFlow, partOf } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

const sampling = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

export default rule({
  severity: 'warning',
  summary: 'Alert on series that stay the same.',
  why: 'An alert is known by its labels. topk and the like pick other series at every evaluation, so alerts resolve and fire anew although nothing changed, and "for" begins again.',
  peers: ['pint:promql/fragile'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators'],
  on: alertExpressions,

  *check(expression, { project }) {
    const seen = new Set<number>()
    for (const { root, labels, dead } of project.get(expressionFlow)(expression).branches) {
      if (root.kind !== 'aggregation' || dead || !sampling.has(root.operator.name) || seen.has(root.start)) continue
      seen.add(root.start)
      // Where no labels are left there is one series at most. One of each group is how duplicates are left out.
      if ((labels.closed && labels.possible().length === 0) || isOfEach(root)) continue
      yield {
        at: partOf(expression, root.operator),
        message: `"${root.operator.name}" picks other series from one evaluation to the next, so ${expression.alert.title} resolves and fires again and again. Compare all of them with a limit, or aggregate what is picked.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: BusiestTills
                expr: «topk»(3, rate(orders_total[5m])) > 100
              - alert: Idle
                expr: shops_closed == 1 or «bottomk»(1, rate(orders_total[5m])) < 1
      `,
    },
    {
      title: 'aggregated, of one series, only joined',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: BusiestTills
                expr: min(topk(3, rate(orders_total[5m]))) > 100
              - alert: Deduplicated
                expr: topk by (shop) (1, orders) > 100
              - alert: Total
                expr: topk(1, sum(orders)) > 100
              - alert: Owned
                expr: orders * on (shop) group_left (owner) topk by (shop) (1, shop_info) > 100
              - record: shop:busiest
                expr: topk(3, rate(orders_total[5m]))
      `,
    },
  ],
})

/** `topk by (shop) (1, …)` */
function isOfEach({ grouping, parameter }: Aggregation): boolean {
  return grouping !== undefined && !grouping.without && parameter?.kind === 'number' && parameter.value === 1
}
