import { adviceOnTemplate } from '../../languages/gotemplate/advice.ts'
import { alertTemplates, partOfTemplate, titleOf } from '../../model/prometheus/alert-template.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write templates that Prometheus can fill in.',
  why: 'Prometheus loads the rule, and nobody notices until the alert fires: then it says "error expanding template" instead of what is wrong.',
  peers: ['pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/template_reference/', 'https://pkg.go.dev/text/template'],
  on: alertTemplates,

  *check({ alert, field, name, at, template }) {
    for (const problem of template.problems) {
      if (problem.kind !== 'use') continue
      yield {
        at: partOfTemplate(at, problem),
        message:
          `${titleOf(alert, field, name)} shows this error instead of a text when the alert fires: ${problem.message}. ${adviceOnTemplate(problem, template)}`.trimEnd(),
      }
    }
  },

  examples: [
    {
      title: 'a field that nothing has, unlike values, an argument too few',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: latency_seconds > 1
                annotations:
                  summary: Shop {{ .«labels».shop }} is slow.
                  description: '{{ if «gt» $value 5 }}Very slow: {{ «humanizeDuration» }}{{ end }}'
                  state: '{{ title «$value» }}'
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: latency_seconds > 1
                annotations:
                  summary: Shop {{ .Labels.shop | title }} is slow.
                  description: '{{ if gt $value 5.0 }}Very slow: {{ humanizeDuration $value }}{{ end }}'
                  others: '{{ range query "up" }}{{ .Labels.shop }}: {{ .Value }} {{ end }}'
      `,
    },
  ],
})
