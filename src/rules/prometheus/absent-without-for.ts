import { secondsOf } from '../../model/prometheus/prometheus.ts'
import { alertExpressions, expressionFlow, partOf } from '../../model/prometheus/promql.ts'
import { scrapedBy, scrapeIntervalOf } from '../../model/prometheus/scrape-job.ts'
import { insert, rule, yaml } from '../../rule.ts'

/** Where no server is known: the default of Prometheus, a scrape a minute. */
const defaultInterval = 60

export default rule({
  severity: 'info',
  summary: 'Let alerts on what is absent wait for two scrapes.',
  why: 'When Prometheus starts, nothing is there until the first scrape is through, so an alert on absent() that does not wait fires at every restart.',
  peers: ['pint:alerts/absent'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#absent'],
  on: alertExpressions,

  *check(expression, { project }) {
    const { alert } = expression
    const wait = alert.at('for')
    const seconds = secondsOf(wait)
    // Whoever writes "for: 0s" means it.
    if (seconds === 0 || (wait.exists && seconds === undefined)) return
    const servers = project.get(scrapedBy)(expression)
    for (const { root, dead } of project.get(expressionFlow)(expression).branches) {
      if (dead || root.kind !== 'call' || root.name.name !== 'absent') continue
      const [argument] = root.arguments
      const interval = (argument?.kind === 'selector' ? scrapeIntervalOf(argument, servers) : undefined) ?? defaultInterval
      if (seconds !== undefined && seconds >= 2 * interval) continue
      return yield {
        at: wait.exists ? wait : partOf(expression, root.name),
        message: `${alert.title} ${wait.exists ? `waits ${wait.value} only` : 'does not wait'}, so it fires at a restart of Prometheus, before the first scrapes are through. Write "for: ${Math.ceil((2 * interval) / 60)}m" or more.`,
        ...(!wait.exists && { fix: insert(wait, `${Math.ceil((2 * interval) / 60)}m`) }),
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillMissing
                expr: «absent»(up{job="till"})
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillMissing
                expr: absent(up{job="till"})
                for: 2m
      `,
    },
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillMissing
                expr: absent(up{job="till"}) or absent(up{job="shop"})
                for: «1m»
      `,
    },
    {
      title: 'long enough, on purpose, over a time, and as a condition of something else',
      good: yaml`
        groups:
          - name: shop
            rules:
              - { alert: TillMissing, expr: 'absent(up{job="till"})', for: 2m }
              - { alert: ShopMissing, expr: 'absent(up{job="shop"})', for: 0s }
              - { alert: NeverSeen, expr: 'absent_over_time(up{job="shop"}[1h])' }
              - { alert: Alone, expr: 'orders > 0 and on () absent(up{job="shop"})' }
      `,
    },
  ],
})
