import { adviceOnTemplate } from '../../languages/gotemplate/advice.ts'
import { alertTemplates, partOfTemplate, titleOf } from '../../model/prometheus/alert-template.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write templates that Prometheus can read.',
  why: 'With one template that cannot be read, Prometheus refuses all rules of the file: it does not start with them, and told to reload keeps those of yesterday.',
  peers: ['promtool:rules', 'pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/template_reference/', 'https://pkg.go.dev/text/template'],
  on: alertTemplates,

  *check({ alert, field, name, at, template }) {
    for (const problem of template.problems) {
      if (problem.kind !== 'syntax') continue
      yield {
        at: partOfTemplate(at, problem),
        message:
          `${titleOf(alert, field, name)} is a template that Prometheus refuses, and all rules of the file with it: ${problem.message}. ${adviceOnTemplate(problem, template)}`.trimEnd(),
      }
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
                labels:
                  shop: '{{ «$label».instance }}'
                annotations:
                  summary: The shop is down for {{ «humanise» $value }}.
                  description: |
                    «{{ if $labels.shop }}»
                    Shop {{ $labels.shop }} is down.
      `,
    },
    {
      title: 'inside a block of a ConfigMap',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: rules }
        data:
          shop.yml: |
            groups:
              - name: shop
                rules:
                  - alert: ShopDown
                    expr: up == 0
                    annotations:
                      summary: >-
                        Shop {{ $labels.shop }} is down,
                        {{ $value | «percent» }} of it.
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                labels:
                  severity: '{{ if gt $value 5.0 }}page{{ else }}ticket{{ end }}'
                annotations:
                  summary: '{{ $labels.instance | reReplaceAll ":.*" "" | title }} is down in {{ $externalLabels.region }}.'
                  description: >-
                    {{ with printf "rate(errors{job=%q}[5m])" .Labels.job | query }}
                    {{ range . }}{{ .Labels.code }}: {{ .Value | humanize }} {{ end }}
                    {{- else }}nothing{{ end -}}
                    {{ $share := printf "%.2f" .Value }}{{ $share }}{{/* rounded */}}
      `,
    },
  ],
})
