import type { Fix } from '../../fix.ts'
import { adviceOn } from '../../languages/promql/advice.ts'
import { type PromqlProblem, renamedFunctions } from '../../languages/promql/index.ts'
import { isEnabled, partOf, ruleExpressions } from '../../model/prometheus/promql.ts'
import { replace, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write expressions that Prometheus can read.',
  why: 'Prometheus loads all rules of a file or none. With one expression that it cannot read it does not start, or keeps the rules of yesterday at the next reload, and the operator drops the whole PrometheusRule.',
  peers: ['promql:promql', 'promtool:rules', 'pint:promql/syntax', 'pint:promql/features'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/', 'https://github.com/google/re2/wiki/Syntax'],
  on: ruleExpressions,

  *check(expression, { project }) {
    for (const problem of expression.promql.problems) {
      const at = partOf(expression, problem)
      if (problem.kind === 'syntax') {
        const says = problem.message.replace(/\.$/, '')
        yield {
          at,
          message: `Prometheus cannot read this expression and loads none of the rules beside it: ${says}. ${adviceOn(problem, expression.promql)}`.trimEnd(),
          ...fixOf(problem, at),
        }
      }
      if (problem.kind !== 'feature' || isEnabled(project, problem.feature!)) continue
      const isKnown = project.settings.prometheus.features.length > 0
      yield {
        at,
        ...(!isKnown && { severity: 'warning' }),
        message: `"${at.value}" is experimental: without --enable-feature=${problem.feature} Prometheus refuses it and loads none of the rules beside it. Turn the feature on, and name it in prometheus.features.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: >-
                  avg by (route) (
                    rate(checkout_seconds_sum[5m])
                    / «ratee»(checkout_seconds_count[5m])
                  ) > 2
              - record: route:checkouts:rate5m
                expr: "sum(rate(checkouts_total{route=~«\"/cart(?!/old).*\"»}[5m]))"
      `,
    },
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} «=» 0
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
      `,
    },
    {
      title: 'a function of Prometheus 2, and the feature that it needs now',
      config: { prometheus: { features: ['promql-experimental-functions'] } },
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:stock:trend
                expr: «holt_winters»(stock[1d], 0.5, 0.5)
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:stock:trend
                expr: double_exponential_smoothing(stock[1d], 0.5, 0.5)
      `,
    },
    {
      title: 'what is missing is marked in front of it',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: job:orders:rate5m
                expr: |
                  sum by (job) (rate(orders_total[5m])) «+»
              - record: job:orders:share
                expr: sum«(»orders_total
      `,
    },
    {
      title: 'an experimental function on a server that may not have it',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:stock:median
                expr: sum(«mad_over_time»(stock[1h]))
      `,
    },
    {
      title: 'and on one that does',
      config: { prometheus: { features: ['promql-experimental-functions'] } },
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:stock:median
                expr: sum(mad_over_time(stock[1h]))
      `,
    },
    {
      title: 'names in quotes, durations that are computed, metrics named like keywords',
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders:rate
                expr: sum by ("http.route") (rate({"shop.orders"}[2 * 5m] offset -(1h / 2))) # all routes
              - alert: Limit
                expr: offset{by=~"(?i)eu-.+"} @ end() > bool on (job) group_left sum(start)
      `,
    },
    {
      title: 'rules for Loki, and for vmalert',
      good: {
        'loki.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: Errors
                  expr: 'sum(rate({app="shop"} |= "error" | json [5m])) > 1'
        `,
        'vmalert.yml': yaml`
          groups:
            - name: shop
              concurrency: 2
              rules:
                - alert: Orders
                  expr: rollup_rate(orders_total[5m]) default 0 > 10
        `,
      },
    },
  ],
})

/** Where there is one thing that must have been meant. */
function fixOf({ message }: PromqlProblem, at: Ref<string>): { fix?: Fix } {
  const [, unknown = ''] = /^unknown function with name "(\w+)"/.exec(message) ?? []
  const better = message === 'unexpected "="' ? '==' : renamedFunctions.get(unknown)
  return better === undefined ? {} : { fix: replace(at, better) }
}
