import { readRegexp } from '../../languages/promql/index.ts'
import { alerts } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Name alerts in one way.',
  why: 'Names of alerts stand in routes, silences and runbook addresses; with blanks and dashes here and there nobody finds them.',
  peers: ['pint:rule/name'],
  references: ['https://prometheus.io/docs/practices/alerting/#naming'],
  options: {
    pattern: option('[A-Z][A-Za-z0-9]+', 'Regular expression (RE2) for the whole name.'),
  },
  on: alerts,

  *check(alert, { options }) {
    const at = alert.at('alert')
    const pattern = readRegexp(options.pattern)
    if (typeof at.value !== 'string' || at.value === '' || pattern.error !== undefined || pattern.matches(at.value)) return
    yield { at, message: `"${at.value}" is not named like other alerts, ${options.pattern}. Name it so, for instance ${camel(at.value)}.` }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: «till-is down»
                expr: up{job="till"} == 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillIsDown
                expr: up{job="till"} == 0
      `,
    },
  ],
})

function camel(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}
