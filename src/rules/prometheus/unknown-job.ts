import { nearest } from '../../languages/nearest.ts'
import { accepts, printMatcher } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import { scrapedBy } from '../../model/prometheus/scrape-job.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Select jobs that the server scrapes.',
  why: 'A job that no scrape configuration names has no series: the alert never fires, and one on absent() always does.',
  references: ['https://prometheus.io/docs/concepts/jobs_instances/'],
  on: ruleMatchers,

  *check({ expression, matcher }, { project }) {
    const { operator, value } = matcher
    if (matcher.label.name !== 'job' || (operator !== '=' && operator !== '=~') || accepts(matcher, '')) return
    const servers = project.get(scrapedBy)(expression)
    const [server] = servers
    if (!server || servers.some(({ open, jobs }) => open || jobs.some(({ name }) => accepts(matcher, name)))) return
    const names = [...new Set(server.jobs.map(({ name }) => name))]
    const near = operator === '=' ? nearest(value, names) : undefined
    yield {
      at: partOf(expression, matcher),
      message: `No job of ${server.title} fits ${printMatcher(matcher)}, so this selects nothing. ${near ? `Did you mean "${near}"?` : `It scrapes ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}.`}`,
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          rule_files: [rules.yml]
          scrape_configs:
            - job_name: tills
              kubernetes_sd_configs: [{ role: pod }]
            - job_name: shop
              static_configs: [{ targets: ['shop:9090'] }]
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: TillDown
                  expr: up{«job="till"»} == 0
                - alert: Down
                  expr: up{«job=~"db|cache-.+"»} == 0
        `,
      },
    },
    {
      title: 'jobs that targets set themselves, and rules of another server',
      good: {
        'prometheus.yml': yaml`
          rule_files: [rules.yml]
          scrape_configs:
            - job_name: pushgateway
              honor_labels: true
              static_configs: [{ targets: ['pushgateway:9091'] }]
        `,
        'edge.yml': yaml`
          rule_files: [edge-rules.yml]
          scrape_configs:
            - job_name: edge
              static_configs: [{ targets: ['edge:9090'], labels: { job: till } }]
        `,
        'rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: TillDown
                  expr: up{job="till"} == 0
        `,
        'edge-rules.yml': yaml`
          groups:
            - name: shop
              rules:
                - alert: TillDown
                  expr: up{job=~"till|edge"} == 0 or up{job!="db"} == 0
        `,
      },
    },
  ],
})
