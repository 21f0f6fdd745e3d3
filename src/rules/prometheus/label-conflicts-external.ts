import { externalLabelsOf } from '../../model/prometheus/external-label.ts'
import { alerts } from '../../model/prometheus/prometheus.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave the labels of the server to the server.',
  why: 'The label of the rule wins over the one that the server sends with everything: routes and queries that go by the server then take the alert for one of another.',
  peers: ['pint:labels/conflict'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file'],
  on: alerts,

  *check(alert, { project }) {
    const external = project.get(externalLabelsOf)(alert.source)
    const labels = external?.labels.value ?? {}
    for (const [name, value] of alert.at('labels').entries()) {
      if (!external || !Object.hasOwn(labels, name)) continue
      yield {
        at: value.key(),
        message: `${external.title} sends "${name}: ${labels[name]}" with all alerts, and this label of ${alert.title} hides it. Leave it out, or call it otherwise.`,
        related: [{ at: external.labels.at(name), message: 'the label of the server' }],
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
                  labels: { «region»: all, severity: page }
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
                  labels: { severity: page }
        `,
        'other.yml': yaml`
          groups:
            - name: other
              rules:
                - alert: TillDown
                  expr: up{job="till"} == 0
                  labels: { region: all }
        `,
      },
    },
  ],
})
