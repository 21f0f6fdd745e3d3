import { type Expression, metricOf, walk } from '../../languages/promql/index.ts'
import { alertExpressions, expressionFlow } from '../../model/prometheus/promql.ts'
import { insert, rule, yaml } from '../../rule.ts'

/** Functions of what was, or of what time it is: what they say does not come and go with one sample. */
const looksBack = new Set(['predict_linear', 'changes', 'resets', 'absent', 'absent_over_time', 'time', 'timestamp'])

export default rule({
  severity: 'info',
  summary: 'Let alerts wait before they fire.',
  why: 'Without "for" one failed scrape or one slow moment is enough to wake someone, for something that is over when they look.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  on: alertExpressions,

  *check(expression, { project }) {
    const { alert, promql } = expression
    if (alert.at('for').exists || waits(promql.expression)) return
    // A heartbeat, or what fires always by mistake.
    if (
      project
        .get(expressionFlow)(expression)
        .branches.every(({ always, dead }) => always || dead)
    )
      return
    yield {
      at: alert.at('alert'),
      message: `${alert.title} fires at the first evaluation that is true, so a single bad sample wakes someone. Add "for", for instance 5m.`,
      fix: insert(alert.at('for'), '5m'),
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: «ShopDown»
                expr: up{job="shop"} == 0
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 5m
      `,
    },
    {
      title: 'expressions that look back by themselves, a recording that does, what counts down, and a heartbeat',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 5m
              - alert: ShopErrors
                expr: sum(rate(errors_total[10m])) > 1
              - alert: ShopErrorShare
                expr: job:errors:rate5m / job:requests:rate5m > 0.1
              - alert: ShopBackupOld
                expr: time() - backup_finished_timestamp_seconds > 90000
              - alert: ShopCertificateEnds
                expr: shop_certificate_ttl_seconds < 604800
              - alert: Watchdog
                expr: vector(1)
      `,
    },
  ],
})

/** Whether an expression looks back itself, compares a time of its own, or is over what other alerts have waited for. */
function waits(expression: Expression): boolean {
  let found = false
  walk(expression, node => {
    if (node.kind === 'range' || node.kind === 'subquery') found = true
    else if (node.kind === 'call') found ||= looksBack.has(node.name.name)
    else if (node.kind === 'selector') found ||= steady.test(metricOf(node) ?? '')
  })
  return found
}

/** Metrics that no single sample throws off: times and what counts down to one, alerts, and recordings of a range. */
const steady = /_(?:timestamp|ttl|expiry|expiration|not_after)(?:_seconds|_days)?$|^ALERTS$|:(?:rate|irate|increase|delta|avg)\d+[smhd]$/
