import { labelUses } from '../../languages/gotemplate/index.ts'
import { nearest } from '../../languages/nearest.ts'
import { alertTemplates } from '../../model/prometheus/alert-template.ts'
import { externalLabelsOf } from '../../model/prometheus/external-label.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use external labels that the server has.',
  why: 'An external label that the server is not configured with is empty in the text, and nobody is told.',
  peers: ['pint:alerts/external_labels'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating'],
  on: alertTemplates,

  *check({ alert, at, template }, { project }) {
    const external = project.get(externalLabelsOf)(alert.source)
    if (!external) return
    const names = Object.keys(external.labels.value ?? {})
    for (const { name, of, guarded, start, end } of labelUses(template)) {
      if (of !== 'externalLabels' || guarded || names.includes(name)) continue
      const near = nearest(name, names)
      yield {
        at: at.slice(start, end),
        message: `${external.title} has no external label "${name}", so the text stays empty there. ${near ? `Did you mean "${near}"?` : 'Add it to external_labels, or leave it out.'}`,
      }
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          global:
            external_labels: { region: eu }
          rule_files: [rules.yml]
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: TillDown
                  expr: up{job="till"} == 0
                  annotations: { summary: 'A till is down in {{ $externalLabels.«regoin» }}.' }
        `,
      },
    },
    {
      good: {
        'prometheus.yml': yaml`
          global:
            external_labels: { region: eu }
          rule_files: [rules.yml]
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: TillDown
                  expr: up{job="till"} == 0
                  annotations: { summary: 'A till is down in {{ $externalLabels.region }}.' }
        `,
        'other.yml': yaml`
          groups:
            - name: other
              rules:
                - alert: TillDown
                  expr: up{job="till"} == 0
                  annotations: { summary: 'A till is down in {{ $externalLabels.zone }}.' }
        `,
      },
    },
  ],
})
