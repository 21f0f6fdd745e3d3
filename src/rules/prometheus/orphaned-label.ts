import { flowProblems, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Use the labels that a join takes over.',
  why: 'A label that group_left or group_right takes over and that gets lost again costs work at every evaluation, and its author expected to see it.',
  peers: ['pint:promql/impossible'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/#many-to-one-and-one-to-many-vector-matches'],
  on: flowProblems,

  *check({ expression, problem }) {
    const at = partOf(expression, problem.at)
    if (problem.kind === 'unused-label')
      yield {
        at,
        message: `The label "${problem.label}" is joined here and lost again at ${quotePart(expression, problem.by)}, before anything uses it. Join it to the result, or leave it out.`,
        related: [{ at: partOf(expression, problem.by), message: 'here it gets lost' }],
      }
    if (problem.kind === 'redundant-label')
      yield {
        at,
        message: `The label "${problem.label}" is on these series already, and the join writes that of the other side over it. Leave it out, unless that is meant.`,
        ...(problem.fact.because && { related: [{ at: partOf(expression, problem.fact.because.at), message: 'here it comes from' }] }),
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shops:orders:sum
                expr: sum(orders * on (shop) group_left («owner») shop_info)
              - alert: TillsStuck
                expr: |
                  orders == 0
                    and on (shop)
                  tills * on (shop) group_left («owner») shop_info > 0
              - record: shop:orders:named
                expr: orders{shop="berlin"} * on (till) group_left («shop») till_info
      `,
    },
    {
      title: 'used in between, and kept',
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: owner:orders:sum
                expr: sum by (owner) (orders * on (shop) group_left (owner) shop_info)
              - record: owners:orders:sum
                expr: sum(sum by (owner) (orders * on (shop) group_left (owner) shop_info) / on (owner) group_left owners)
              - record: shop:orders:named
                expr: orders * on (shop) group_left (owner) shop_info
      `,
    },
  ],
})
