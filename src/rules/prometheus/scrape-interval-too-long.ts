import { readDuration } from '../../languages/prometheus-duration.ts'
import { scalarOf } from '../../model/prometheus/configuration.ts'
import { lookback, scrapeIntervals } from '../../model/prometheus/scrape-interval.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Scrape more often than Prometheus looks back.',
  why: 'A query sees the last sample of a series for five minutes. Scraped less often than that, the series vanishes between two scrapes: graphs have gaps, and alerts resolve and fire again.',
  peers: ['promtool:config-lint'],
  options: { lookback: option('5m', 'How far a query looks back for a sample; a flag of a server in the files goes first.') },
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness'],
  on: scrapeIntervals,

  *check({ at, seconds, title }, { options, project }) {
    const configured = readDuration(options.lookback)
    const longest = project.get(lookback) ?? (typeof configured === 'number' ? configured : Infinity)
    if (seconds < longest) return
    yield {
      at,
      message: `${title} is scraped every ${scalarOf(at)}, and a query sees a sample for ${longest / 60} minutes only, so its series come and go. Scrape every 2m or more often, or ask for "last_over_time" of a longer range.`,
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          scrape_configs:
            - job_name: prices
              scrape_interval: «10m»
        `,
      },
    },
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: prices }
        spec:
          selector: { matchLabels: { app: prices } }
          endpoints:
            - port: metrics
              interval: «5m»
      `,
    },
    {
      good: {
        'prometheus.yml': yaml`
          global: { scrape_interval: 1m }
          scrape_configs:
            - job_name: prices
              scrape_interval: 2m
        `,
      },
    },
    {
      title: 'a server that looks further back',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: prometheus }
        spec:
          containers:
            - name: prometheus
              image: prom/prometheus:v3.5.0
              args: [--query.lookback-delta=15m]
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata: { name: prices }
        spec:
          selector: {}
          podMetricsEndpoints: [{ port: metrics, interval: 10m }]
      `,
    },
  ],
})
