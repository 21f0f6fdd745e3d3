import { monitorFaults } from '../../model/prometheus/operator-config.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write monitors that the Prometheus operator takes over.',
  why: 'The API server accepts the object and the operator then leaves it out: it says so in its log and in an event, the targets are never scraped, and alerts on their metrics stay silent.',
  references: ['https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RelabelConfig'],
  on: monitorFaults,

  *check(fault) {
    yield fault
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          endpoints:
            - port: metrics
              interval: 15s
              scrapeTimeout: «30s»
              relabelings:
                - «sourceLabels»: [__meta_kubernetes_pod_node_name]
                  action: replace
              metricRelabelings:
                - sourceLabels: [__name__]
                  regex: «shop_(»
                  action: Drop
                - regex: pod_.*
                  «targetLabel»: pod
                  action: labeldrop
      `,
    },
    {
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          podMetricsEndpoints:
            - port: metrics
              interval: 30s
              scrapeTimeout: 30s
              relabelings:
                - { sourceLabels: [__meta_kubernetes_pod_node_name], targetLabel: node }
                - { sourceLabels: [__address__], modulus: 4, targetLabel: __tmp_shard, action: HashMod }
                - { regex: 'pod_(.+)', replacement: '$1', action: LabelMap }
      `,
    },
  ],
})
