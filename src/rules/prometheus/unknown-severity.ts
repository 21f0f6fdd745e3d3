import { alerts } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'
import { nearest } from '../../languages/nearest.ts'

export default rule({
  severity: 'warning',
  summary: 'Use the severities that the team has agreed on.',
  why: 'Alertmanager has no route for another one: the alert goes to the default receiver or to nobody.',
  presets: [],
  options: {
    severities: option<string[]>([], 'The severities that routes know, for instance P0, P1, P2 and P3.', { required: true }),
    label: option('severity', 'The label that holds the severity.'),
  },
  on: alerts,

  *check(alert, { options }) {
    const label = alert.label(options.label)
    // A templated label is decided when the alert fires.
    if (!label.value || label.value.includes('{{') || options.severities.length === 0 || options.severities.includes(label.value)) return
    const near = nearest(label.value, options.severities)
    const shared = !alert.at('labels').at(options.label).exists
    // The label of a group is reported once, with its first alert.
    if (shared && alert.path.at(-1) !== alert.group?.at('rules').value?.findIndex(({ alert: name }) => name !== undefined)) return
    yield {
      at: label,
      message: `"${label.value}" of ${shared ? `group "${alert.group?.at('name').value ?? '?'}"` : alert.title} is none of the agreed severities (${options.severities.join(', ')}), so no route is sure to know it. ${near ? `Did you mean "${near}"?` : 'Use one of them.'}`,
    }
  },

  examples: [
    {
      options: { severities: ['P0', 'P1', 'P2', 'P3'] },
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                labels: { severity: «critical» }
      `,
    },
    {
      title: 'one finding for the label of a group',
      options: { severities: ['page', 'ticket'] },
      bad: yaml`
        groups:
          - name: shop
            labels: { severity: «pages» }
            rules:
              - record: job:errors:rate5m
                expr: sum by (job) (rate(errors_total[5m]))
              - alert: ShopDown
                expr: up{job="shop"} == 0
              - alert: ShopErrors
                expr: job:errors:rate5m > 1
      `,
    },
    {
      options: { severities: ['P0', 'P1'] },
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                labels: { severity: P0 }
              - alert: ShopSlow
                expr: latency > 1
                labels: { severity: '{{ $labels.severity }}' }
      `,
    },
  ],
})
