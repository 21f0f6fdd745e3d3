import { flowOf } from '../../languages/promql/index.ts'
import { alertTemplates } from '../../model/prometheus/alert-template.ts'
import { templateQueries } from '../../languages/gotemplate/queries.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Ask in templates what Prometheus can answer.',
  why: 'A query that fails puts an error where the text should be, at the moment when someone needs it; a label that its result does not have leaves a gap.',
  peers: ['pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#queries'],
  on: alertTemplates,

  *check({ alert, at, template }) {
    if (template.problems.some(({ kind }) => kind === 'syntax')) return
    for (const query of templateQueries(template)) {
      const problem = query.promql.problems.find(({ kind }) => kind !== 'feature')
      if (problem) {
        yield {
          at: at.slice(query.at.start, query.at.end),
          message: `This query of ${alert.title} fails when the alert fires, and the text is an error then: ${problem.message}.`,
        }
        continue
      }
      const { branches } = flowOf(query.promql)
      for (const { name, start, end } of query.labels) {
        const missing = branches.find(({ dead, labels }) => !dead && !labels.has(name))
        if (!missing) continue
        const why = missing.labels.get(name).because?.why ?? 'is not in the result'
        yield {
          at: at.slice(start, end),
          message: `What this query gives has no label "${name}": ${name} ${why}. The text stays empty there; keep the label in the query.`,
          related: [{ at: at.slice(query.at.start, query.at.end), message: 'the query' }],
        }
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
                annotations:
                  summary: '{{ with printf «"sum(orders{shop=''%s''}) by("» .Labels.shop | query }}{{ . | first | value }}{{ end }}'
                  tills: |
                    {{ range query "sum by (shop) (tills)" }}
                      {{ .Labels.shop }} {{ .Labels.«till» }}
                    {{ end }}
                  first: '{{ query "count(tills)" | first | label «"till"» }}'
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
                  summary: '{{ with printf "sum(orders{shop=''%s''})" .Labels.shop | query }}{{ . | first | value }}{{ end }}'
                  tills: '{{ $q := "tills" }}{{ range query $q }}{{ .Labels.till }}{{ end }}{{ (query "up" | first).Labels.job }}'
      `,
    },
  ],
})
