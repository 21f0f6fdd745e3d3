import type { NetworkPolicyEgressRule, NetworkPolicyPort } from 'kubernetes-types/networking/v1.js'
import { networkPolicies } from '../../model/network-policy.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A policy that restricts egress lets DNS through.',
  why: 'Without port 53 the pods can resolve no name, so every connection by name fails, also those that the policy allows.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  on: networkPolicies,

  *check(policy) {
    const types = policy.at('spec').at('policyTypes').value
    // Rules for a direction that the policy does not restrict are ignored.
    if (types && !types.includes('Egress')) return
    const egress = policy.at('spec').at('egress')
    const rules = egress.value
    // No rule at all is a default deny, which other policies open up; those decide about DNS.
    if (!rules || rules.length === 0 || rules.some(allowsDns)) return
    // Cluster addresses alone need no names.
    if (rules.every(({ to }) => (to ?? []).length > 0 && to!.every(peer => peer.ipBlock))) return
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
  ],
})

/** A rule without ports allows them all; whom it allows them to is another question. */
function allowsDns({ ports }: NetworkPolicyEgressRule): boolean {
  return !ports || ports.length === 0 || ports.some(isDnsPort)
}

function isDnsPort({ port, endPort }: NetworkPolicyPort & { endPort?: number }): boolean {
  if (port === undefined || port === 'dns' || port === 'dns-tcp') return true
  const from = Number(port)
  return from === 53 || (endPort !== undefined && from <= 53 && endPort >= 53)
}
