import { isolationOf } from '../../model/kubernetes/network/network-isolation.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let network policies close both directions.',
  why: 'A policy for what comes in leaves open what goes out: a pod that was broken into fetches its tools and sends away what it finds. One for what goes out leaves the pod open to all of the cluster.',
  presets: [],
  peers: ['kube-score:pod-networkpolicy', 'polaris:missingNetworkPolicy', 'kubescape:ingress-and-egress-blocked'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
  on: pods,

  *check(pod, { project }) {
    if (pod.workload.partial || pod.at('hostNetwork').value === true) return
    const { ingress, egress } = project.get(isolationOf)(pod)
    if (ingress === egress) return
    const what = ingress ? 'they may call every address' : 'all of the cluster may call them'
    yield {
      at: pod.workload.at('metadata').at('name'),
      message: `Network policies close only ${ingress ? 'what comes in to' : 'what goes out of'} the pods of ${pod.workload.title}, so ${what}. Add ${ingress ? 'Egress' : 'Ingress'} to the policyTypes, with rules for what they need.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress: [{ ports: [{ port: 8080 }] }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: «checkout» }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'two policies add up',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: egress }
        spec:
          podSelector: {}
          policyTypes: [Egress]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
