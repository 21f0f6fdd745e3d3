import { flowProblems, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Group, match and join by labels that are there.',
  why: 'To Prometheus a label that is not there is an empty one: the groups fall together or nothing matches, without any error.',
  peers: ['pint:promql/impossible'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/'],
  on: flowProblems,

  *check({ expression, problem }) {
    if (problem.kind !== 'missing-label') return
    const { label, fact, part } = problem
    const [reason, cause] = fact.because ? [`${label} ${fact.because.why}`, fact.because.at] : ['no series here has it', undefined]
    yield {
      at: partOf(expression, problem.at),
      // Where no series has the label either, it does stand in for them.
      ...(part && { severity: 'info' }),
      message: part
        ? `${quotePart(expression, part)} has no label "${label}" (${reason}), so it never stands in for the series that are missing. Give it the label with label_replace(), or leave it out.`
        : `The label "${label}" cannot be there: ${reason}. Prometheus takes it for empty. Keep it further inside, or leave it out here.`,
      ...(cause && { related: [{ at: partOf(expression, cause), message: reason }] }),
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: region:orders:sum
                expr: sum by («region») (sum by (shop) (orders))
              - record: shop:orders_per_till:ratio
                expr: sum by (shop) (orders) / on («till») group_left sum by (shop, till) (tills)
              - record: shop:orders:named
                expr: orders * on (shop) group_left («owner») sum by (shop) (shop_info)
      `,
    },
    {
      title: 'what stands in for missing series has no labels',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: NoOrders
                expr: max by («region») (orders or vector(0)) == 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: region:orders:sum
                expr: sum by (region) (sum by (shop, region) (orders))
              - record: shop:orders:named
                expr: orders * on (shop) group_left (owner) max by (shop, owner) (shop_info)
              - record: region:orders:max
                expr: max by (region) (orders or label_replace(vector(0), "region", "eu", "", ""))
              - record: region:orders:counted
                expr: count by (region) (count_values without (till) ("region", orders))
      `,
    },
  ],
})
