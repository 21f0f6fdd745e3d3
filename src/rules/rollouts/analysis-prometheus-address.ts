import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give the address of Prometheus as a URL.',
  why: 'The controller takes nothing without a scheme for an address, so each measurement ends in an error and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/'],
  on: analysisMetrics,

  *check(subject) {
    const address = subject.metric.at('provider').at('prometheus').at('address')
    // Without an address the controller takes its own, from its environment.
    if (!address.value || address.value.includes('{{') || /^[a-z][\w+.-]*:\/\/[^/]/i.test(address.value)) return
    yield {
      at: address,
      message: `"${address.value}" is no URL, so each measurement of the ${metricTitle(subject)} is an error and the analysis fails. Write it with its scheme: http://${address.value.replace(/^[a-z]*:?\/+/i, '')}.`,
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
              provider: { prometheus: { address: «'prometheus.monitoring:9090'», query: vector(1) } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: host }]
          metrics:
            - name: share
              provider: { prometheus: { address: 'http://prometheus.monitoring:9090', query: vector(1) } }
            - name: rate
              provider: { prometheus: { address: '{{args.host}}:9090', query: vector(1) } }
            - name: p99
              provider: { prometheus: { query: vector(1) } }
      `,
    },
  ],
})
