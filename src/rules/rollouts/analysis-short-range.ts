import { type Call, metricOf, walk } from '../../languages/promql/index.ts'
import { podMonitors, serviceMonitors } from '../../model/prometheus/monitor.ts'
import { selectorOfCall } from '../../model/prometheus/promql.ts'
import { scrapeIntervals } from '../../model/prometheus/scrape-interval.ts'
import { metricTitle } from '../../model/rollouts/analysis.ts'
import { analysisQueries } from '../../model/rollouts/analysis-condition.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

/** Functions that need two samples at least. */
const needsTwo = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'predict_linear'])
/** Metrics of meshes and ingresses, which are scraped by monitors of their own. */
const elsewhere = /^(?:istio|envoy|nginx|traefik|haproxy|linkerd|response|request|kube|node|container)_/
/** What a monitor without an interval may be scraped by, as the fastest that is usual. */
const unwritten = 15

export default rule({
  severity: 'warning',
  summary: 'Let queries of an analysis look back over two scrapes at least.',
  why: 'rate() of a range with fewer than two samples gives nothing. result[0] is then an error, and after five of them the rollout is aborted.',
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#rate', 'https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/'],
  on: analysisQueries,

  *check({ subject, at, promql }, { project }) {
    const interval = project.get(fastestScrape)
    if (interval === undefined || promql.problems.length > 0) return
    const calls: Call[] = []
    walk(promql.expression, node => {
      if (node.kind === 'call' && needsTwo.has(node.name.name)) calls.push(node)
    })
    for (const call of calls) {
      const found = selectorOfCall(call)
      const range = found?.range
      if (range?.kind !== 'number' || range.value >= 2 * interval || elsewhere.test(metricOf(found!.selector) ?? '')) continue
      const written = at.slice(range.start, range.end)
      if (written.value?.includes('{{')) continue
      yield {
        at: written,
        message: `The range ${written.value} of the ${metricTitle(subject)} holds fewer than two scrapes, of which the fastest of the linted files come every ${interval}s, so ${call.name.name}() mostly has nothing to give. Write ${interval * 4}s at least.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: shop }
        spec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: metrics, interval: 30s }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - name: errors
              provider: { prometheus: { query: 'sum(rate(errors_total[«30s»]))' } }
      `,
    },
    {
      title: 'long enough, filled in, of a mesh',
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: shop }
        spec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: metrics, interval: 30s }, { port: fast }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: window }]
          metrics:
            - name: errors
              provider: { prometheus: { query: 'sum(rate(errors_total[30s])) + sum(rate(errors_total[{{args.window}}]))' } }
            - name: mesh
              provider: { prometheus: { query: 'sum(rate(istio_requests_total[10s]))' } }
      `,
    },
  ],
})

/** Seconds between the scrapes of what is scraped most often; undefined where no file says. */
function fastestScrape(project: Project): number | undefined {
  const written = project.get(scrapeIntervals).map(({ seconds }) => seconds)
  const open = [...project.get(serviceMonitors), ...project.get(podMonitors)].some(monitor =>
    [...monitor.at('spec').at('endpoints').each(), ...monitor.at('spec').at('podMetricsEndpoints').each()].some(endpoint => !endpoint.at('interval').exists),
  )
  return written.length > 0 ? Math.min(...written, open ? unwritten : Infinity) : undefined
}
