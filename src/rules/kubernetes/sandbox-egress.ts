import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1.js'
import { manifestsOfKind, type ObjectFields } from '../../model/kubernetes/manifest.ts'
import { rule, yaml } from '../../rule.ts'

interface SandboxTemplate extends ObjectFields {
  spec: { networkPolicyManagement?: string; networkPolicy?: { egress?: NetworkPolicyEgressRule[]; ingress?: object[] } }
}

export default rule({
  severity: 'warning',
  summary: 'Say which addresses a sandbox for agents may call.',
  why: 'What an agent runs is written by whoever it talks to. Without an egress policy of its own, or with one that allows everything, a sandbox can send away what it has seen and reach the services of the cluster.',
  presets: ['security'],
  peers: ['kubescape:agent-sandbox-egress-policy'],
  references: ['https://agent-sandbox.sigs.k8s.io/docs/'],
  on: manifestsOfKind<SandboxTemplate>('SandboxTemplate', 'extensions.agents.x-k8s.io'),

  *check(template) {
    const spec = template.at('spec')
    const [management, policy] = [spec.at('networkPolicyManagement'), spec.at('networkPolicy')]
    if (management.value !== undefined && management.value !== 'Managed') {
      yield {
        at: management,
        message: `${template.title} leaves its network policy "${management.value}", so nothing restricts what its sandboxes call. Set networkPolicyManagement to Managed, and spec.networkPolicy.egress.`,
      }
      return
    }
    const egress = policy.at('egress')
    // With a policy of its own and no list nothing may be called.
    if (policy.value && !Array.isArray(policy.value) && !egress.exists) return
    if (!Array.isArray(egress.value)) {
      yield {
        at: egress,
        message: `${template.title} does not say what its sandboxes may call, so they get the default, which reaches all of the internet. List it in spec.networkPolicy.egress.`,
      }
      return
    }
    for (const entry of egress.each()) {
      const peers = entry.at('to').each()
      const wide = peers.length === 0 ? [entry] : peers.filter(({ value }) => isWide(value ?? {}))
      for (const at of wide)
        yield {
          at,
          message: `${template.title} lets its sandboxes call ${peers.length === 0 ? 'everything' : 'all of a network'}. Name the namespaces, pods or blocks that they need.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: extensions.agents.x-k8s.io/v1beta1
        kind: SandboxTemplate
        metadata: { name: python }
        spec:
          networkPolicyManagement: «Unmanaged»
        ---
        apiVersion: extensions.agents.x-k8s.io/v1beta1
        kind: SandboxTemplate
        metadata: { name: node }
        spec:
          networkPolicy:
            egress:
              - to:
                  - «ipBlock»: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] }
                  - ipBlock: { cidr: 203.0.113.0/24 }
      `,
    },
    {
      title: 'what is needed, and nothing',
      good: yaml`
        apiVersion: extensions.agents.x-k8s.io/v1beta1
        kind: SandboxTemplate
        metadata: { name: node }
        spec:
          networkPolicyManagement: Managed
          networkPolicy:
            egress:
              - to: [{ namespaceSelector: { matchLabels: { team: tools } } }]
        ---
        apiVersion: extensions.agents.x-k8s.io/v1beta1
        kind: SandboxTemplate
        metadata: { name: offline }
        spec:
          networkPolicy: { ingress: [] }
      `,
    },
  ],
})

type Peer = NonNullable<NetworkPolicyEgressRule['to']>[number]

/** Every pod, every namespace, or every address, whatever is taken out of them. */
function isWide(peer: Peer): boolean {
  const empty = (value: object | undefined): boolean => value !== undefined && Object.values(value).every(part => Object.keys(part ?? {}).length === 0)
  if (peer.ipBlock) return !peer.ipBlock.cidr || /\/0+$/.test(peer.ipBlock.cidr)
  const selectors = [peer.podSelector, peer.namespaceSelector].filter(selector => selector !== undefined)
  return selectors.every(empty)
}
