import { directionsOf, wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'List in policyTypes the directions that a policy has rules for.',
  why: 'Rules for a direction that policyTypes does not name are ignored without a word. The manifest looks as if egress were restricted, and everything may go out.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  on: wholeNetworkPolicies,

  *check(policy) {
    const spec = policy.at('spec')
    const closed = directionsOf(policy)
    for (const [type, field] of [
      ['Ingress', 'ingress'],
      ['Egress', 'egress'],
    ] as const) {
      const rules = spec.at(field)
      if (closed[field] || (rules.value ?? []).length === 0) continue
      yield {
        at: rules.key(),
        message: `${policy.title} has rules for ${field}, but its policyTypes leave out ${type}, so they are ignored and all of it stays allowed. Add ${type} to policyTypes.`,
        related: [{ at: spec.at('policyTypes'), message: 'the types' }],
      }
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
          policyTypes: [Ingress]
          ingress: [{ ports: [{ port: 8080 }] }]
          «egress»: [{ ports: [{ port: 5432 }] }]
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress: [{ ports: [{ port: 8080 }] }]
          egress: [{ ports: [{ port: 5432 }] }]
      `,
    },
  ],
})
