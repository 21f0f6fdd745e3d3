import type { Expression } from '../../languages/promql/index.ts'
import { partOf, ruleCalls, selectorOfCall } from '../../model/prometheus/promql.ts'
import { scrapedBy, scrapeIntervalOf } from '../../model/prometheus/scrape-job.ts'
import { option, rule, yaml } from '../../rule.ts'

/** Functions that need two samples at least. */
const needsTwo = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'predict_linear'])

export default rule({
  severity: 'warning',
  summary: 'Look back over four scrapes at least.',
  why: 'rate() needs two samples. In a range of two scrapes one that is late or lost leaves one sample, the result has gaps, and "for" begins again after each.',
  peers: ['pint:promql/rate'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#rate'],
  options: {
    scrapes: option(4, 'How many scrapes a range has to hold.'),
  },
  on: ruleCalls,

  *check({ expression, call }, { options, project }) {
    const found = needsTwo.has(call.name.name) ? selectorOfCall(call) : undefined
    const seconds = found?.range && secondsIn(found.range)
    if (!found?.range || seconds === undefined) return
    const interval = scrapeIntervalOf(found.selector, project.get(scrapedBy)(expression))
    if (interval === undefined || seconds >= interval * options.scrapes) return
    const range = partOf(expression, found.range)
    yield {
      at: range,
      message: `The range ${range.value} holds ${seconds < 2 * interval ? 'fewer than two scrapes' : `${Math.floor(seconds / interval)} scrapes`}, one every ${interval}s, so ${call.name.name}() ${seconds < 2 * interval ? 'mostly has nothing to give' : 'has gaps as soon as one is late'}. Write ${durationOf(interval * options.scrapes)} at least.`,
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          global: { scrape_interval: 30s }
          rule_files: [rules.yml]
          scrape_configs:
            - job_name: till
            - job_name: slow
              scrape_interval: 5m
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - record: till:orders:rate1m
                  expr: rate(orders_total{job="till"}[«1m»])
                - record: slow:orders:rate5m
                  expr: rate(orders_total{job="slow"}[«5m»])
        `,
      },
    },
    {
      title: 'long enough for the fastest job that it may be; no server that is known to load it',
      good: {
        'prometheus.yml': yaml`
          global: { scrape_interval: 1m }
          rule_files: [rules.yml]
          scrape_configs:
            - job_name: till
              scrape_interval: 15s
            - job_name: slow
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - record: till:orders:rate1m
                  expr: rate(orders_total[1m]) + max_over_time(orders{job="slow"}[1m])
        `,
        'other.yml': yaml`
          groups:
            - name: other
              rules:
                - record: other:orders:rate20s
                  expr: rate(orders_total[20s])
        `,
      },
    },
  ],
})

function secondsIn(range: Expression): number | undefined {
  return range.kind === 'number' ? range.value : undefined
}

function durationOf(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}
