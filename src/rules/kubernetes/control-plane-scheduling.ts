import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Keep workloads off the control plane.',
  why: 'Beside etcd and the API server a pod competes with them, and one that breaks out has the keys of the cluster.',
  presets: ['security'],
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint'],
  on: pods,

  *check(pod) {
    for (const toleration of pod.at('tolerations').each()) {
      const key = toleration.at('key')
      if (isControlPlane(key.value)) yield { at: key, message: message(pod.workload.title, `tolerates "${key.value}"`) }
    }
    for (const [label, value] of pod.at('nodeSelector').entries())
      if (isControlPlane(label)) yield { at: value.key(), message: message(pod.workload.title, `selects "${label}"`) }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          tolerations:
            - { key: «node-role.kubernetes.io/control-plane», effect: NoSchedule }
          nodeSelector: { «node-role.kubernetes.io/control-plane»: '' }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'a role of the workers',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          nodeSelector: { node-role.kubernetes.io/web: '' }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})

function isControlPlane(key: string | undefined): boolean {
  return key === 'node-role.kubernetes.io/control-plane' || key === 'node-role.kubernetes.io/master'
}

function message(title: string, how: string): string {
  return `${title} ${how}, so it may run beside etcd and the API server. Remove it, unless it serves the control plane itself.`
}
