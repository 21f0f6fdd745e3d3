import { readDuration } from '../../languages/prometheus-duration.ts'
import { type GroupFields, ruleGroups, secondsOf } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Evaluate groups at least every five minutes.',
  why: 'Prometheus looks back five minutes for a sample. What is recorded less often is missing from graphs and alerts most of the time, and so are the alerts themselves in ALERTS.',
  peers: ['pint:group/interval'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness'],
  options: {
    lookback: option('5m', 'How far the server looks back (--query.lookback-delta).'),
  },
  on: ruleGroups,

  *check(group, { options }) {
    const interval = group.at('interval')
    const [seconds, lookback] = [secondsOf(interval), readDuration(options.lookback)]
    if (seconds === undefined || typeof lookback !== 'number' || seconds <= lookback) return
    const records = group
      .at('rules')
      .each()
      .some(fields => fields.at('record').exists)
    if (!records && !alertsAreLost(group, seconds)) return
    yield {
      at: interval,
      // Alertmanager is told how long an alert lasts; only graphs and other rules miss it.
      ...(!records && { severity: 'info' }),
      message: records
        ? `What group "${group.at('name').value ?? '?'}" records every ${interval.value} can be seen for ${options.lookback} only, and then is missing. Evaluate it every ${options.lookback} or more often.`
        : `ALERTS of group "${group.at('name').value ?? '?'}", evaluated every ${interval.value}, can be seen for ${options.lookback} only. Evaluate it every ${options.lookback} or more often, or set keep_firing_for.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            interval: «10m»
            rules:
              - record: shop:orders:sum
                expr: sum by (shop) (orders)
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            interval: 5m
            rules:
              - record: shop:orders:sum
                expr: sum by (shop) (orders)
          - name: nightly
            interval: 1h
            rules:
              - alert: BackupMissing
                expr: time() - backup_timestamp_seconds > 90000
                keep_firing_for: 1h
      `,
    },
  ],
})

function alertsAreLost(group: Ref<GroupFields>, interval: number): boolean {
  return group
    .at('rules')
    .each()
    .some(fields => fields.at('alert').exists && (secondsOf(fields.at('keep_firing_for')) ?? 0) < interval)
}
