import { alerts } from '../../model/prometheus.ts'
import { rule, yaml } from '../../rule.ts'

/** Expressions that look back over a time themselves, that compare a time of their own, or that other alerts have waited for. */
const looksBack = /\[\s*[0-9]|\babsent(?:_over_time)?\s*\(|\b(?:predict_linear|changes|resets)\b|\b(?:time|timestamp)\s*\(|_timestamp(?:_seconds)?\b|\bALERTS\b/
/** A heartbeat, which fires always. */
const heartbeat = /^\s*vector\s*\(\s*[0-9.]+\s*\)\s*$/

export default rule({
  severity: 'info',
  summary: 'Let alerts wait before they fire.',
  why: 'Without "for" one failed scrape or one slow moment is enough to wake someone, for something that is over when they look.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  on: alerts,

  *check(alert) {
    const expression = alert.at('expr').value
    if (alert.at('for').exists || typeof expression !== 'string' || looksBack.test(expression) || heartbeat.test(expression)) return
    yield {
      at: alert.at('alert'),
      message: `${alert.title} fires at the first evaluation that is true, so a single bad sample wakes someone. Add "for", for instance 5m.`,
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
    },
    {
      title: 'expressions that look back by themselves, and a heartbeat',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 5m
              - alert: ShopErrors
                expr: sum(rate(errors_total[10m])) > 1
              - alert: ShopBackupOld
                expr: time() - backup_finished_timestamp_seconds > 90000
              - alert: Watchdog
                expr: vector(1)
      `,
    },
  ],
})
