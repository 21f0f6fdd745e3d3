import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave kube-system to the cluster.',
  why: 'Its pods have more rights and higher priority than others, and what breaks there breaks the cluster.',
  presets: [],
  peers: ['trivy:KSV-0037'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  on: workloads,

  *check(workload) {
    const namespace = workload.at('metadata').at('namespace')
    if (workload.namespace !== 'kube-system' || workload.labels['tier'] === 'control-plane') return
    yield { at: namespace, message: `${workload.title} runs in kube-system, beside what the cluster lives by. Give it a namespace of its own.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: «kube-system»
        spec: { containers: [{ name: web, image: shop/web:1.4.0 }] }
      `,
    },
    {
      title: 'a part of the control plane',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: etcd
          namespace: kube-system
          labels: { tier: control-plane, component: etcd }
        spec: { containers: [{ name: etcd, image: registry.k8s.io/etcd:3.6.5-0 }] }
      `,
    },
  ],
})
