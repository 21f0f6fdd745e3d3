import { networkPolicyKinds } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Say in a network policy which pods it is about.',
  why: 'A policy that names no pods and no namespaces, neither as its own nor as peers, holds for all pods of its namespace and for whoever has an address, which is seldom what was meant.',
  presets: [],
  peers: ['trivy:KSV-0038'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  on: networkPolicyKinds,

  *check(policy) {
    const spec = policy.at('spec')
    if (policy.partial || spec.at('podSelector').exists) return
    const peers = spec
      .at('ingress')
      .each()
      .flatMap(rule => rule.at('from').each() as Ref<unknown>[])
    const targets = spec
      .at('egress')
      .each()
      .flatMap(rule => rule.at('to').each() as Ref<unknown>[])
    if ([...peers, ...targets].some(peer => peer.follow(['podSelector']).exists || peer.follow(['namespaceSelector']).exists)) return
    yield {
      at: spec.at('podSelector'),
      message: `${policy.title} says nowhere which pods it is about, so it holds for all of its namespace. Set spec.podSelector.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        «spec»:
          ingress: [{ ports: [{ port: 8080 }] }]
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: default-deny }
        spec:
          podSelector: {}
      `,
    },
  ],
})
