import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Keep the processes of containers apart.',
  why: 'Each container sees the command lines and environment of the others, secrets included, and their files under /proc.',
  presets: ['security'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  on: pods,

  *check(pod) {
    const at = pod.at('shareProcessNamespace')
    if (at.value === true)
      yield {
        at,
        message: `${pod.workload.title} shares its process namespace, so each container sees the variables and files of the others. Remove it, unless a sidecar has to signal the program.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          shareProcessNamespace: «true»
          containers: [{ name: web, image: shop/web:1.4.0 }]
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
