import { allowsDns, hasDnsBeside, restrictsEgress, wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A policy that restricts egress lets DNS through.',
  why: 'Without port 53 the pods can resolve no name, so every connection by name fails, also those that the policy allows.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  on: wholeNetworkPolicies,

  *check(policy, { project }) {
    const egress = policy.at('spec').at('egress')
    const rules = egress.value
    // No rule at all is a default deny, which other policies open up; those decide about DNS.
    if (!rules || rules.length === 0 || !restrictsEgress(policy) || allowsDns(policy)) return
    // Cluster addresses alone need no names.
    if (rules.every(({ to }) => (to ?? []).length > 0 && to!.every(peer => peer.ipBlock))) return
    if (project.get(hasDnsBeside)(policy)) return
    yield {
      at: egress,
      message: `${policy.title} lets no DNS through, so its pods can resolve no name and even the allowed connections fail. Allow port 53 over UDP and TCP to kube-system.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: shop
        spec:
          podSelector: {}
          policyTypes: [Egress]
          «egress»:
            - to:
                - podSelector:
                    matchLabels: { app: db }
              ports:
                - port: 5432
      `,
    },
    {
      title: 'a rule without ports allows them all, and a default deny stands beside others',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: inside
        spec:
          podSelector: {}
          egress:
            - to:
                - namespaceSelector: {}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: deny
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress: []
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: ignored
        spec:
          podSelector: {}
          policyTypes: [Ingress]
          egress:
            - ports: [{ port: 5432 }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: shop
        spec:
          podSelector: {}
          egress:
            - ports:
                - { port: 53, protocol: UDP }
                - { port: 53, protocol: TCP }
            - to:
                - podSelector: {}
              ports: [{ port: 8080 }]
      `,
    },
    {
      title: 'another policy for the same pods allows it, and what they allow adds up',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: dns, namespace: shop }
        spec:
          podSelector: { matchLabels: { part-of: shop } }
          policyTypes: [Egress]
          egress: [{ ports: [{ port: 53, protocol: UDP }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cart }
        spec:
          podSelector: { matchLabels: { app: cart, part-of: shop } }
          egress: [{ to: [{ podSelector: {} }], ports: [{ port: 8080 }] }]
      `,
    },
    {
      title: 'it stands in another namespace, or is for other pods',
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: dns, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: cart } }
          policyTypes: [Egress]
          egress: [{ ports: [{ port: 53, protocol: UDP }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cart, namespace: crm }
        spec:
          podSelector: { matchLabels: { app: cart } }
          «egress»: [{ ports: [{ port: 8080 }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: shop, namespace: shop }
        spec:
          podSelector: {}
          «egress»: [{ ports: [{ port: 8080 }] }]
      `,
    },
  ],
})
