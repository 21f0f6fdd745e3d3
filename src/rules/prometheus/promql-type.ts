import { adviceOn } from '../../languages/promql/advice.ts'
import { partOf, ruleExpressions } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give functions and operators what they take.',
  why: 'Prometheus checks the types of an expression when it loads the file. With one that does not fit it does not start, or keeps the rules of yesterday at the next reload.',
  peers: ['promql:promql', 'promtool:rules', 'pint:promql/syntax'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types',
    'https://prometheus.io/docs/prometheus/latest/querying/functions/',
    'https://prometheus.io/docs/prometheus/latest/querying/operators/',
  ],
  on: ruleExpressions,

  *check(expression) {
    for (const problem of expression.promql.problems) {
      if (problem.kind !== 'type') continue
      const advice = adviceOn(problem, expression.promql)
      yield {
        at: partOf(expression, problem),
        message: `Prometheus refuses this expression and loads none of the rules beside it: ${problem.message}. ${advice}`.trimEnd(),
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Orders
                expr: rate(«orders_total») < 1
              - alert: Stock
                expr: sum(«stock[5m]») < 10
              - alert: Nothing
                expr: '«{job=~".*"}» == 0'
              - alert: Always
                expr: 1 «==» 1
              - alert: Slow
                expr: «histogram_quantile»(checkout_seconds_bucket) > 2
      `,
    },
    {
      title: 'inside a block of a ConfigMap',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: rules
        data:
          shop.yml: |
            groups:
              - name: shop
                rules:
                  - alert: Orders
                    expr: |
                      orders
                        and «on (shop) group_left (name)» ( # names
                          vector(«shops»)
                        )
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Orders
                expr: rate(orders_total[5m]) < 1 and on () (hour() > 6)
              - alert: Stock
                expr: max_over_time(sum by (shop) (stock)[1h:5m]) < 10 unless stock offset 1d
              - alert: Always
                expr: 1 == bool 1
      `,
    },
  ],
})
