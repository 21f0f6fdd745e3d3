import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js'
import { matchesSelector } from '../../languages/label-selector.ts'
import { namespaces, networkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** Labels that the API server or an installer gives to namespaces without anyone writing them down. */
const implicit = /^(?:kubernetes\.io\/metadata\.name$|pod-security\.kubernetes\.io\/|kustomize\.toolkit\.fluxcd\.io\/|istio\.io\/|istio-injection$)/

export default rule({
  severity: 'info',
  summary: 'Select namespaces by labels that they carry.',
  why: 'A selector that matches no namespace allows nobody: the connections that the policy was written for fail, without a word.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name'],
  on: networkPolicies,

  *check(policy, { project }) {
    const known = project.get(namespaces)
    // A tree without namespaces says nothing of their labels, and those outside of it may have any.
    const open = !project.settings.closedWorld || project.settings.external.some(pattern => matchesPattern(pattern.split('/')[0]!, 'Namespace'))
    if (known.length === 0 || open) return
    const rules = policy
      .at('spec')
      .at('ingress')
      .each()
      .map(entry => entry.at('from') as Ref<NetworkPolicyPeer[]>)
    const egress = policy
      .at('spec')
      .at('egress')
      .each()
      .map(entry => entry.at('to') as Ref<NetworkPolicyPeer[]>)
    for (const peers of [...rules, ...egress]) {
      for (const peer of peers.each()) {
        const labels = peer.at('namespaceSelector').at('matchLabels')
        const keys = Object.keys(labels.value ?? {})
        if (keys.length === 0 || keys.some(key => implicit.test(key))) continue
        if (known.some(namespace => matchesSelector({ matchLabels: labels.value }, namespace.labels))) continue
        const [[key, value]] = Object.entries(labels.value!) as [[string, string]]
        yield {
          at: labels.at(key as never),
          message: `No Namespace in the linted files has the label ${key}=${value}, and none gets it by itself, so this allows nobody. Label the namespace, or select it by its name: "kubernetes.io/metadata.name: ${value}".`,
        }
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: ingress }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: shop
        spec:
          podSelector: {}
          ingress:
            - from:
                - namespaceSelector:
                    matchLabels:
                      name: «ingress»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: monitoring
          labels: { team: platform }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: shop
        spec:
          podSelector: {}
          ingress:
            - from:
                - namespaceSelector:
                    matchLabels: { kubernetes.io/metadata.name: ingress }
                - namespaceSelector:
                    matchLabels: { team: platform }
                - namespaceSelector: {}
      `,
    },
    {
      title: 'a tree without namespaces does not tell how they are labelled',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: shop }
        spec:
          podSelector: {}
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: web } } }] }]
      `,
    },
  ],
})
