import { networkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Write the pods and the namespace of one peer in one item.',
  why: 'Two items are two peers: all pods of that namespace, or those pods in the namespace of the policy. One hyphen too many lets a whole namespace in.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  on: networkPolicies,

  *check(policy) {
    const spec = policy.at('spec')
    const lists = [
      ...spec
        .at('ingress')
        .each()
        .map(rule => rule.at('from')),
      ...spec
        .at('egress')
        .each()
        .map(rule => rule.at('to')),
    ]
    for (const list of lists) {
      const items = list.each() as Ref<Record<string, unknown>>[]
      const [first, second] = items
      if (items.length !== 2 || !only(first!, 'namespaceSelector') || !only(second!, 'podSelector')) continue
      yield {
        at: second!,
        message: `${policy.title} allows all pods that the namespaceSelector finds, and besides these pods of its own namespace. If only these pods in those namespaces are meant, write both in one item, without the hyphen.`,
        related: [{ at: first!, message: 'the other item' }],
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
            - from:
                - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } }
                - «podSelector»: { matchLabels: { app: gateway } }
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress:
            - from:
                - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } }
                  podSelector: { matchLabels: { app: gateway } }
      `,
    },
  ],
})

function only({ value }: Ref<Record<string, unknown>>, field: string): boolean {
  const keys = Object.keys(value ?? {})
  return keys.length === 1 && keys[0] === field
}
