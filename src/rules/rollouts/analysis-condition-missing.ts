import { analysisMetrics, metricTitle, providersOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

/** Providers that give a value to be judged. Jobs and Kayenta judge themselves, and an answer of a web page is a result already. */
const measuring = new Set(['prometheus', 'datadog', 'newRelic', 'wavefront', 'cloudWatch', 'graphite', 'influxdb', 'skywalking'])

export default rule({
  severity: 'warning',
  summary: 'Judge what a metric measures.',
  why: 'Without a successCondition and a failureCondition every measurement is a success, whatever it finds, and the analysis lets any version pass.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisMetrics,

  *check(subject) {
    const { owner, metric } = subject
    const [provider] = providersOf(metric)
    if (owner.partial || provider === undefined || !measuring.has(provider)) return
    if (metric.at('successCondition').exists || metric.at('failureCondition').exists || owner.at('spec').at('dryRun').exists) return
    yield {
      at: metric.at('name'),
      message: `The ${metricTitle(subject)} has neither successCondition nor failureCondition, so bad versions pass. Add one, such as "successCondition: result[0] < 0.05".`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - name: «share»
              interval: 1m
              provider: { prometheus: { query: 'sum(rate(errors_total[5m]))' } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - name: share
              failureCondition: result[0] > 0.05
              provider: { prometheus: { query: 'sum(rate(errors_total[5m]))' } }
            - name: health
              provider: { web: { url: https://shop.example/health } }
      `,
    },
  ],
})
