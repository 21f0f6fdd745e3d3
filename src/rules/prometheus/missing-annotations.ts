import { alerts } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let every alert say what is wrong.',
  why: 'Whoever is woken reads the annotations first; without them there is a name and a set of labels to guess from.',
  references: ['https://prometheus.io/docs/practices/alerting/'],
  options: {
    anyOf: option(['summary', 'description', 'message', 'title'], 'Annotations of which one is enough.'),
  },
  on: alerts,

  *check(alert, { options }) {
    const annotations = alert.at('annotations')
    if (options.anyOf.some(name => annotations.at(name).exists)) return
    const [first, second] = options.anyOf
    yield {
      at: alert.at('alert'),
      message: `${alert.title} does not say what is wrong. Add an annotation "${first}"${second ? ` or "${second}"` : ''}.`,
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
                annotations:
                  runbook_url: https://runbooks.example.com/shop
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                annotations:
                  description: '{{ $labels.instance }} does not answer'
      `,
    },
  ],
})
