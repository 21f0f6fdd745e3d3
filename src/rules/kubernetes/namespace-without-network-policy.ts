import { namespaceIsolation } from '../../model/kubernetes/network/network-isolation.ts'
import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Have network policies in every namespace.',
  why: 'A namespace is no border in the network: without a policy in it its pods may be called by those of every other namespace, and may call them.',
  presets: [],
  peers: ['kubescape:internal-networking'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  on: namespaces,

  *check(namespace, { project }) {
    if (namespace.partial || namespace.name === undefined || project.get(namespaceIsolation)(namespace.name).any) return
    yield {
      at: namespace.at('metadata').at('name'),
      message: `Namespace "${namespace.name}" has no network policy, so pods of every other namespace may call its own. Add one that denies by default, and others for what is needed.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: «shop» }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: mailer, namespace: mail }
        spec:
          podSelector: {}
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: checkout } }
      `,
    },
  ],
})
