import { adviceOnTemplate } from '../../languages/gotemplate/advice.ts'
import { alertTemplates } from '../../model/alert-template.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write templates that Prometheus can fill in.',
  why: 'With a template that cannot be read, Prometheus refuses all rules of the file. With one that fails when it is used, the alert fires with "error expanding template" for a text.',
  peers: ['promtool:rules', 'pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/template_reference/', 'https://pkg.go.dev/text/template'],
  on: alertTemplates,

  *check({ alert, field, name, at, template }) {
    for (const problem of template.problems) {
      const where = `${field === 'labels' ? 'Label' : 'Annotation'} "${name}" of ${alert.title}`
      const advice = adviceOnTemplate(problem, template)
      const effect =
        problem.kind === 'syntax'
          ? 'is a template that Prometheus refuses, and all rules of the file with it'
          : 'fails when the alert fires, which then shows the error instead'
      yield {
        at: at.slice(problem.start, Math.max(problem.end, problem.start + 1)),
        message: `${where} ${effect}: ${problem.message}. ${advice}`.trimEnd(),
        ...(problem.kind === 'use' && { severity: 'warning' as const }),
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
      title: 'what only fails when the alert fires',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: latency_seconds > 1
                annotations:
                  summary: Shop {{ .«labels».shop }} is slow.
                  description: '{{ if «gt» $value 5 }}Very slow: {{ «humanizeDuration» }}{{ end }}'
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
