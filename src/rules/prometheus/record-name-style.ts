import { ruleExpressions } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Name recorded metrics level:metric:operations.',
  why: 'The colons tell a reader that a metric is made of others, what labels are left, and how it was calculated; scraped metrics have none.',
  peers: ['pint:rule/name'],
  references: ['https://prometheus.io/docs/practices/rules/#naming'],
  on: ruleExpressions,

  *check({ rule: fields }) {
    const record = fields.at('record')
    if (typeof record.value !== 'string' || record.value === '' || record.value.includes(':')) return
    yield {
      at: record,
      message: `"${record.value}" has no colon, so it reads like a metric that something exposes. Name it level:metric:operations, for instance job:${record.value}:sum.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: «orders_per_second»
                expr: sum(rate(orders_total[5m]))
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:rate5m
                expr: sum by (shop) (rate(orders_total[5m]))
              - alert: NoOrders
                expr: shop:orders:rate5m == 0
      `,
    },
  ],
})
