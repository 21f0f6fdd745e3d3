import { longRunningContainers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give long-running containers a liveness probe.',
  why: 'A process that hangs without ending is never restarted unless a probe notices. Where it always ends when something is wrong, no probe is needed.',
  topic: { name: 'probes', set: 'livenessProbe' },
  peers: ['kube-linter:no-liveness-probe', 'polaris:livenessProbeMissing', 'checkov:CKV_K8S_8', 'kubescape:configured-liveness-probe'],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#liveness-probe'],
  on: longRunningContainers,

  *check(container) {
    const probe = container.at('livenessProbe')
    const policy = container.pod.at('restartPolicy').value
    if (probe.exists || policy === 'Never' || policy === 'OnFailure') return
    yield {
      at: probe,
      message: `${container.title} has no liveness probe, so it is not restarted when it hangs. Add a livenessProbe that asks the process alone, not what it depends on.`,
    }
  },

  examples: [
    {
      title: 'a sidecar keeps running, too',
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              initContainers:
                - name: prepare
                  image: shop/prepare:1.0.0
                - «name: proxy»
                  image: envoyproxy/envoy:v1.34.1
                  restartPolicy: Always
              containers:
                - «name: agent»
                  image: shop/agent:1.0.0
      `,
    },
    {
      title: 'jobs end by themselves',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: invoices
                      image: shop/invoices:4.0.1
      `,
    },
  ],
})
