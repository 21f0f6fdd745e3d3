import { readDuration } from '../../languages/prometheus-duration.ts'
import { alerts, secondsOf } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  presets: [],
  summary: 'Let alerts wait as long as the team has agreed.',
  why: 'Alerts that wait too briefly wake someone for nothing, and those that wait too long come after the customers call.',
  peers: ['pint:rule/for'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  options: {
    field: option('for', 'The field that is meant: for, or keep_firing_for.'),
    min: option('0s', 'The shortest time, such as 1m; an alert without one waits 0s.'),
    max: option('', 'The longest time, such as 1h; none when empty.', { required: true }),
  },
  on: alerts,

  *check(alert, { options }) {
    const field = options.field === 'keep_firing_for' ? 'keep_firing_for' : 'for'
    const at = alert.at(field)
    const seconds = at.exists ? secondsOf(at) : 0
    const [min, max] = [readDuration(options.min), readDuration(options.max)]
    if (seconds === undefined) return
    const where = at.exists ? at : alert.at('alert')
    if (typeof min === 'number' && seconds < min)
      yield {
        at: where,
        message: `${alert.title} has "${field}: ${at.value ?? '0s'}", and the team has agreed on ${options.min} at least. Write "${field}: ${options.min}".`,
      }
    if (typeof max === 'number' && seconds > max)
      yield {
        at: where,
        message: `${alert.title} has "${field}: ${at.value}", and the team has agreed on ${options.max} at most. Write "${field}: ${options.max}".`,
      }
  },

  examples: [
    {
      options: { min: '1m', max: '1h' },
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
                for: «30s»
              - alert: «ShopDown»
                expr: up{job="shop"} == 0
              - alert: StockLow
                expr: stock < 5
                for: «1d»
      `,
    },
    {
      options: { max: '1h' },
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
                for: 1h
              - alert: ShopDown
                expr: up{job="shop"} == 0
      `,
    },
  ],
})
