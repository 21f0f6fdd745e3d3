import { metricOf, selectorsOf } from '../../languages/promql/index.ts'
import { expressionFlow, partOf, ruleCalls } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep "le" up to histogram_quantile().',
  why: 'A classic histogram tells its buckets apart by the label "le". Without it the result is empty, and the alert never fires.',
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile'],
  on: ruleCalls,

  *check({ expression, call }, { project }) {
    const argument = call.name.name === 'histogram_quantile' ? call.arguments[1] : undefined
    if (!argument) return
    const metrics = selectorsOf(argument).map(metricOf)
    const other = metrics.find(metric => /_(?:sum|count)$/.test(metric ?? ''))
    if (other !== undefined && metrics.length === 1)
      return yield {
        at: partOf(expression, call.name),
        message: `"${other}" has no buckets, so histogram_quantile() gives nothing. Take "${other.replace(/_[^_]*$/, '')}_bucket".`,
      }
    // Native histograms have no "le", and none of theirs is called a bucket.
    if (metrics.length === 0 || !metrics.every(metric => metric?.endsWith('_bucket'))) return
    const { branches, of } = { branches: project.get(expressionFlow)(expression).of(argument), of: metrics[0]! }
    const lost = branches.find(({ labels, dead }) => !dead && !labels.has('le'))
    if (!lost) return
    const because = lost.labels.get('le').because
    yield {
      at: partOf(expression, because?.at ?? call.name),
      message: `The buckets of "${of}" come to histogram_quantile() without "le", so it gives nothing. Keep it: sum by (le, …).`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: histogram_quantile(0.95, sum «by (shop)» (rate(checkout_seconds_bucket[5m]))) > 2
              - alert: Slower
                expr: histogram_quantile(0.95, «sum»(rate(checkout_seconds_bucket[5m]))) > 5
              - alert: Slowest
                expr: «histogram_quantile»(0.95, rate(checkout_seconds_count[5m])) > 9
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Slow
                expr: histogram_quantile(0.95, sum by (le, shop) (rate(checkout_seconds_bucket[5m]))) > 2
              - alert: Slower
                expr: histogram_quantile(0.95, sum without (pod) (rate(checkout_seconds_bucket[5m]))) > 5
              - alert: Native
                expr: histogram_quantile(0.95, sum(rate(checkout_seconds[5m]))) > 5
      `,
    },
  ],
})
