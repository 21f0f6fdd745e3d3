import { alerts, secondsOf } from '../../model/prometheus/prometheus.ts'
import { remove, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Leave out waiting times of zero.',
  why: 'Zero is what Prometheus takes when nothing is written; a reader wonders what is meant.',
  peers: ['pint:alerts/for'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule'],
  on: alerts,

  *check(alert) {
    for (const key of ['for', 'keep_firing_for'] as const) {
      const at = alert.at(key)
      if (secondsOf(at) !== 0) continue
      yield { at, message: `"${key}: ${at.value}" is the default. Leave it out, or write how long to wait.`, fix: remove(at) }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: «0m»
              - alert: TillDown
                expr: up{job="till"} == 0
                keep_firing_for: «0s»
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
              - alert: TillDown
                expr: up{job="till"} == 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 1m
      `,
    },
  ],
})
