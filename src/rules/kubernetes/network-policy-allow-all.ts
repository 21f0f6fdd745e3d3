import { directionsOf, wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a network policy allow something, not everything.',
  why: 'What several policies allow adds up. One with a rule that allows all peers and ports undoes every other policy for its pods, a default deny as well.',
  presets: ['security'],
  peers: ['kubeaudit:netpols'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic'],
  on: wholeNetworkPolicies,

  *check(policy) {
    const spec = policy.at('spec')
    const { ingress, egress } = directionsOf(policy)
    for (const [closed, rules, peers, what] of [
      [ingress, spec.at('ingress'), 'from', 'be called by everybody'],
      [egress, spec.at('egress'), 'to', 'call everything'],
    ] as const) {
      if (!closed) continue
      for (const rule of rules.each() as Iterable<Ref<Record<string, readonly Peer[] | undefined>>>) {
        if (!allowsAll(rule.value ?? {}, peers)) continue
        yield {
          at: rule,
          message: `${policy.title} lets its pods ${what}, whatever other policies say. Name the ${peers === 'from' ? 'callers' : 'targets'}, or leave out the policy.`,
        }
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
          ingress:
            - «{}»
          egress:
            - «to»: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }]
      `,
    },
    {
      title: 'some ports, some peers, and a direction that the policy does not close',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          policyTypes: [Ingress]
          ingress:
            - ports: [{ port: 8080 }]
            - from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }]
          egress:
            - {}
      `,
    },
  ],
})

interface Peer {
  ipBlock?: { cidr?: string; except?: string[] }
}

/** Without peers and ports, or for all of IPv4 and IPv6. */
function allowsAll(rule: Record<string, readonly Peer[] | undefined>, field: 'from' | 'to'): boolean {
  if ((rule['ports'] ?? []).length > 0) return false
  const peers = rule[field]
  if (!peers || peers.length === 0) return true
  const blocks = new Set(peers.map(peer => ((peer?.ipBlock?.except ?? []).length === 0 ? peer?.ipBlock?.cidr : undefined)))
  return blocks.has('0.0.0.0/0') && blocks.has('::/0')
}
