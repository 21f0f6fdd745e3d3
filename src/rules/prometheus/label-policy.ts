import { alerts } from '../../model/prometheus/prometheus.ts'
import { breachesOf } from '../../model/prometheus/text-policy.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  presets: [],
  summary: 'Give alerts the labels that the team has agreed on.',
  why: 'Alertmanager routes and groups by labels: an alert without the right ones comes to the wrong people.',
  peers: ['pint:rule/label'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  options: {
    labels: option<Record<string, string>>({}, 'Label that every alert has → regular expression (RE2) for the whole of its value; `.*` for any.', {
      required: true,
    }),
  },
  on: alerts,

  *check(alert, { options }) {
    for (const { name, pattern, at } of breachesOf(options.labels, label => alert.label(label)))
      yield at
        ? { at, message: `Label "${name}" of ${alert.title} is "${at.value}", and the team has agreed on ${pattern}. Write a value that fits.` }
        : { at: alert.at('alert'), message: `${alert.title} has no label "${name}", on which the team has agreed. Add it, fitting ${pattern}.` }
  },

  examples: [
    {
      options: { labels: { team: '[a-z]+', severity: 'P[0-3]' } },
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: «TillDown»
                expr: up{job="till"} == 0
                labels: { severity: «critical» }
      `,
    },
    {
      title: 'labels of the group, and one that a template fills in',
      options: { labels: { team: '[a-z]+', severity: 'P[0-3]' } },
      good: yaml`
        groups:
          - name: shop
            labels: { team: shop }
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
                labels: { severity: '{{ if gt $value 5.0 }}P0{{ else }}P1{{ end }}' }
      `,
    },
  ],
})
