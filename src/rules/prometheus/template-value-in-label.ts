import { alertTemplates } from '../../model/prometheus/alert-template.ts'
import { printedValues } from '../../languages/gotemplate/printed-values.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep the value out of labels.',
  why: 'An alert is known by its labels. With its value in one of them it is another alert at every evaluation: "for" begins again each time, so it never fires, or everyone is told of each change.',
  peers: ['pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  on: alertTemplates,

  *check({ alert, field, name, at, template }) {
    if (field !== 'labels') return
    for (const { start, end } of printedValues(template))
      yield {
        at: at.slice(start, end),
        message: `Label "${name}" of ${alert.title} holds its value, so each new value is a new alert and the old one resolves. Put the value into an annotation.`,
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: orders_lost > 1
                labels:
                  lost: '{{ «$value» | humanize }} orders'
                  other: '{{ $lost := .Value }}{{ if $labels.shop }}{{ printf "%.0f" «$lost» }}{{ end }}'
      `,
    },
    {
      title: 'a severity by the value, and the value in an annotation',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: orders_lost > 1
                labels:
                  severity: '{{ if gt $value 100.0 }}critical{{ else }}warning{{ end }}'
                annotations:
                  summary: '{{ $value }} orders are lost.'
      `,
    },
  ],
})
