import { alerts } from '../../model/prometheus/prometheus.ts'
import { breachesOf } from '../../model/prometheus/text-policy.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  presets: [],
  summary: 'Give alerts the annotations that the team has agreed on.',
  why: 'Whoever is woken looks for the runbook and the dashboard where they always are.',
  peers: ['pint:alerts/annotation'],
  references: ['https://prometheus.io/docs/practices/alerting/'],
  options: {
    annotations: option<Record<string, string>>({}, 'Annotation that every alert has → regular expression (RE2) for the whole of its text; `.*` for any.', {
      required: true,
    }),
  },
  on: alerts,

  *check(alert, { options }) {
    for (const { name, pattern, at } of breachesOf(options.annotations, annotation => alert.at('annotations').at(annotation)))
      yield at
        ? { at, message: `Annotation "${name}" of ${alert.title} is "${at.value}", and the team has agreed on ${pattern}. Write a text that fits.` }
        : { at: alert.at('alert'), message: `${alert.title} has no annotation "${name}", on which the team has agreed. Add it, fitting ${pattern}.` }
  },

  examples: [
    {
      options: { annotations: { summary: '.+', runbook_url: 'https://.+' } },
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: «TillDown»
                expr: up{job="till"} == 0
                annotations: { runbook_url: «ask Anna» }
      `,
    },
    {
      options: { annotations: { summary: '.+', runbook_url: 'https://.+' } },
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
                annotations:
                  summary: The till is down.
                  runbook_url: https://runbooks.shop.example/till
      `,
    },
  ],
})
