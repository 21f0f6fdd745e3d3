import { isolationOf } from '../../model/kubernetes/network/network-isolation.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Have a network policy for every pod.',
  why: 'A pod that no policy selects may be called by every pod of the cluster and may call every address: whoever breaks into one pod has the network of all.',
  presets: [],
  peers: [
    'kube-linter:non-isolated-pod',
    'kube-score:pod-networkpolicy',
    'polaris:missingNetworkPolicy',
    'checkov:CKV2_K8S_6',
    'kubescape:ensure_network_policy_configured_in_labels',
    'kubescape:ingress-and-egress-blocked',
  ],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  on: pods,

  *check(pod, { project }) {
    // Policies do not reach pods in the network of their node.
    if (pod.workload.partial || pod.at('hostNetwork').value === true) return
    const { ingress, egress } = project.get(isolationOf)(pod)
    if (ingress || egress) return
    yield {
      at: pod.workload.at('metadata').at('name'),
      message: `No network policy selects the pods of ${pod.workload.title}, so all of the cluster may call them, and they may call everything. Add one that allows what they need.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cart }
        spec:
          podSelector: { matchLabels: { app: cart } }
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
      title: 'by a policy for all pods of the namespace, and by one of Cilium',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: default-deny, namespace: shop }
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: { name: mailer, namespace: mail }
        spec:
          endpointSelector: { matchLabels: { k8s:app: mailer } }
          egress: [{ toEndpoints: [{}] }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer, namespace: mail }
        spec:
          template:
            metadata: { labels: { app: mailer } }
            spec: { containers: [{ name: mailer, image: shop/mailer:1.1.0 }] }
      `,
    },
  ],
})
