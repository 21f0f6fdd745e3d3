import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js'
import { wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { emptySelectionAt } from '../../model/kubernetes/network/selection.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'A network policy allows pods that exist.',
  why: 'A peer that selects no pods allows nobody: the connections that it was written for fail.',
  peers: ['kube-linter:dangling-networkpolicypeer-podselector'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  options: { complete: option(false, 'The files hold all pods: report also a policy for a namespace of which they hold none.') },
  on: wholeNetworkPolicies,

  *check(policy, { options, project }) {
    const spec = policy.at('spec')
    const lists = spec
      .at('ingress')
      .each()
      .map(entry => entry.at('from') as Ref<NetworkPolicyPeer[]>)
    for (const list of [
      ...lists,
      ...spec
        .at('egress')
        .each()
        .map(entry => entry.at('to') as Ref<NetworkPolicyPeer[]>),
    ]) {
      for (const peer of list.each()) {
        // With a selector of namespaces it is about pods in others, of which the tree says little.
        if (peer.at('namespaceSelector').exists) continue
        const found = emptySelectionAt(project, policy, peer.at('podSelector'), `this allows nobody in the namespace of ${policy.title}`, options.complete)
        if (found) yield found.near ? { ...found, severity: 'warning' } : found
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: database }
        spec:
          podSelector: {}
          ingress:
            - from:
                - «podSelector»:
                    matchLabels: { app: shopp }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          template:
            metadata:
              labels: { app: shop }
      `,
    },
    {
      title: 'pods of other namespaces, and all of this one',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: database }
        spec:
          podSelector: {}
          ingress:
            - from:
                - podSelector: {}
                - podSelector:
                    matchLabels: { app: ingress }
                  namespaceSelector: {}
      `,
    },
  ],
})
