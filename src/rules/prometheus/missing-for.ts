import { alerts } from '../../model/prometheus.ts'
import { rule, yaml } from '../../rule.ts'

/** Expressions that look back over a time themselves, or of which one hit is what matters. */
const looksBack = /\[\s*[0-9]|\babsent(?:_over_time)?\s*\(|\bpredict_linear\b|\bchanges\b|\bresets\b/

export default rule({
  severity: 'info',
  summary: 'Let alerts wait before they fire.',
  why: 'Without "for" one failed scrape or one slow moment is enough to wake someone, for something that is over when they look.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  on: alerts,

  *check(alert) {
    const expression = alert.at('expr').value
    if (alert.at('for').exists || typeof expression !== 'string' || looksBack.test(expression)) return
    yield {
      at: alert.at('alert'),
      message: `Alert "${alert.at('alert').value}" fires at the first evaluation that is true, also when a single scrape failed. Add "for", for instance 5m.`,
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
      title: 'an expression that looks back by itself',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 5m
              - alert: ShopErrors
                expr: sum(rate(errors_total[10m])) > 1
      `,
    },
  ],
})
