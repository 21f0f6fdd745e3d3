import { metricOf } from '../../languages/promql/index.ts'
import { partOf, ruleCalls, selectorOfCall } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

const instead: Readonly<Record<string, string>> = { rate: 'deriv', irate: 'deriv', increase: 'delta' }
/** Units and endings that counters do not have: theirs end in _total, _count, _sum or _bucket. Source: prometheus.io/docs/practices/naming */
const gauge =
  /_(?:celsius|ratio|percent|info|timestamp|timestamp_seconds|created|capacity_bytes|size_bytes|free_bytes|avail_bytes|available_bytes|usage_bytes|resident_memory_bytes|limit|up|temperature)$/

export default rule({
  severity: 'warning',
  summary: 'Take rates of counters only.',
  why: 'rate() takes each fall for a restart of a counter and adds what was there before. Of a value that goes up and down it makes a number that means nothing, and it is never negative.',
  peers: ['pint:promql/rate'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#rate'],
  on: ruleCalls,

  *check({ expression, call }) {
    const other = Object.hasOwn(instead, call.name.name) ? instead[call.name.name] : undefined
    const found = other === undefined ? undefined : selectorOfCall(call)
    const metric = found && metricOf(found.selector)
    if (!metric || !gauge.test(metric)) return
    yield {
      at: partOf(expression, call.name),
      message: `"${metric}" is named like a gauge, and ${call.name.name}() takes each fall of it for a restart. Write ${other}(), or take a counter.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Heating
                expr: «rate»(freezer_temperature_celsius[5m]) > 0.1
              - record: till:free_bytes:increase1h
                expr: sum by (till) («increase»(till_free_bytes[1h]))
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Heating
                expr: deriv(freezer_temperature_celsius[5m]) > 0.1
              - record: till:sent_bytes:rate5m
                expr: rate(till_sent_bytes_total[5m]) + rate(till_sent_bytes[5m]) + rate(till_wait_seconds_sum[5m])
      `,
    },
  ],
})
