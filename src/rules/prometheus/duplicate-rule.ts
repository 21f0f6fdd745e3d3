import { duplicateRules } from '../../model/prometheus/duplicate-rule.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write every rule once.',
  why: 'The same alert twice is sent twice, and changed in one place only from then on. Of a recording rule Prometheus drops the samples of the second one, with a warning at each evaluation.',
  peers: ['pint:rule/duplicate', 'promtool:rules-lint'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/'],
  on: duplicateRules,

  *check({ expression, first }) {
    const [alert, record] = [expression.rule.at('alert'), expression.rule.at('record')]
    const at = alert.exists ? alert : record
    const place = first.rule.source.file === expression.rule.source.file ? 'above' : `in ${first.rule.source.file}`
    yield {
      at,
      message: `${alert.exists ? 'Alert' : 'Recording rule'} "${at.value}" is there already, ${place}, with the same labels and the same expression. Leave one out, or give them labels of their own.`,
      related: [{ at: alert.exists ? first.rule.at('alert') : first.rule.at('record'), message: 'the other one' }],
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            labels: { team: shop }
            rules:
              - alert: TillDown
                expr: up{job="till", shop="berlin"} == 0
              - record: shop:orders:sum
                expr: sum by (shop) (orders)
          - name: other
            rules:
              - alert: «TillDown»
                expr: up{shop='berlin',job='till'}==0
                labels: { team: shop }
              - record: «shop:orders:sum»
                labels: { team: shop }
                expr: |
                  sum by (shop) (orders)
      `,
    },
    {
      title: 'two files that one server loads',
      bad: {
        'prometheus.yml': yaml`
          rule_files: ['rules-*.yml']
        `,
        'rules-a.yml': yaml`
          groups:
            - name: a
              rules: [{ alert: TillDown, expr: 'up{job="till"} == 0' }]
        `,
        'rules-b.yml': yaml`
          groups:
            - name: b
              rules: [{ alert: «TillDown», expr: 'up{job="till"} == 0' }]
        `,
      },
    },
    {
      title: 'other limits, other labels, other servers',
      good: {
        'dev/rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - { alert: Slow, expr: latency > 1, labels: { severity: warning } }
                - { alert: Slow, expr: latency > 5, labels: { severity: warning } }
                - { alert: Slow, expr: latency > 5, labels: { severity: critical } }
        `,
        'prod/rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - { alert: Slow, expr: latency > 1, labels: { severity: warning } }
        `,
      },
    },
  ],
})
