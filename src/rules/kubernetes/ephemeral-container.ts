import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Leave ephemeral containers out of manifests.',
  why: 'The API server refuses to create a pod that has some: they are added to a running pod, with kubectl debug.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  on: pods,

  *check(pod) {
    const at = pod.at('ephemeralContainers')
    // In the dump of a running pod they may well be.
    if (at.value?.length && !pod.workload.at('status' as never).exists)
      yield {
        at: at.key(),
        message: `${pod.workload.title} has ephemeralContainers, so the API server refuses it. Remove them, and use "kubectl debug" on the running pod.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: shop/web:1.4.0 }]
          «ephemeralContainers»: [{ name: shell, image: busybox:1.37.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
