import { namespaceIsolation } from '../../model/kubernetes/network/network-isolation.ts'
import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Deny traffic by default in every namespace.',
  why: 'Policies for single pods forget the pod that is added next year. One that selects all pods and allows nothing closes it before it exists, and the others then say what is allowed.',
  presets: [],
  peers: ['kubeaudit:netpols'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  on: namespaces,

  *check(namespace, { project }) {
    if (namespace.partial || namespace.name === undefined) return
    const { ingress, egress } = project.get(namespaceIsolation)(namespace.name).all
    if (ingress && egress) return
    const missing = ingress ? ['Egress'] : egress ? ['Ingress'] : ['Ingress', 'Egress']
    yield {
      at: namespace.at('metadata').at('name'),
      message: `Nothing denies ${missing.join(' and ').toLowerCase()} by default in namespace "${namespace.name}", so pods without a policy of their own are open. Add a NetworkPolicy with "podSelector: {}" and "policyTypes: [${missing.join(', ')}]".`,
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
        metadata: { name: default-deny, namespace: shop }
        spec:
          podSelector: {}
          policyTypes: [Ingress]
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
        metadata: { name: default-deny, namespace: shop }
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
      `,
    },
  ],
})
