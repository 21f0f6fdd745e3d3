import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Run pods in a user namespace of their own.',
  why: 'Root of the container is root of the node as far as files and capabilities go; in a user namespace it is nobody there.',
  presets: [],
  peers: ['kubesec:HostUsers'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/'],
  on: pods,

  *check(pod) {
    const at = pod.at('hostUsers')
    // Windows has none, and a pod in a namespace of the node cannot have one.
    if (at.value === false || pod.windows || pod.workload.partial) return
    if (pod.at('hostNetwork').value === true || pod.at('hostPID').value === true || pod.at('hostIPC').value === true) return
    yield { at, message: `${pod.workload.title} has the users of the node. Set hostUsers: false, and root of the pod is nobody outside it (Kubernetes 1.33).` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostUsers: «true»
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostUsers: false
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
