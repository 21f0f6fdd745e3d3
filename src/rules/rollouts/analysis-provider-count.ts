import { analysisMetrics, metricTitle, providersOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let each metric ask one provider.',
  why: 'The controller fails the analysis for a metric without a provider, or with two.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisMetrics,

  *check(subject) {
    const { owner, metric } = subject
    const provider = metric.at('provider')
    const names = providersOf(metric)
    // That it is missing is for the schema to say.
    if (names.length === 1 || owner.partial || !provider.exists || (!provider.value && provider.value !== null)) return
    yield {
      at: provider.key(),
      message:
        names.length === 0
          ? `The ${metricTitle(subject)} asks no provider, so the analysis fails as it starts. Add prometheus, web, job or another one.`
          : `The ${metricTitle(subject)} asks ${names.join(' and ')}, so the analysis fails as it starts. Make a metric of each.`,
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
            - name: share
              «provider»: {}
            - name: rate
              «provider»:
                prometheus: { query: vector(1) }
                web: { url: https://shop.example/health }
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
              provider:
                plugin: { acme/opensearch: { index: orders } }
      `,
    },
  ],
})
