import type { NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1.js'
import { grouped } from '../../../grouped.ts'
import { type LabelSelector, matchesSelector } from '../../../languages/label-selector.ts'
import type { Project } from '../../../project.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace, whole } from '../manifest.ts'
import { selectedPods } from './service.ts'

interface NetworkPolicyFields extends ObjectFields {
  spec: NetworkPolicySpec
}
export type NetworkPolicy = Manifest<NetworkPolicyFields>

export const networkPolicies = manifestsOfKind<NetworkPolicyFields>('NetworkPolicy', 'networking.k8s.io')
export const wholeNetworkPolicies = whole(networkPolicies)

export const namespaces = manifestsOfKind<ObjectFields>('Namespace', '')

/**
 * Which directions a policy closes but for its rules. Without types it is ingress, and egress where it has rules for that
 * (`SetDefaults_NetworkPolicy` in k8s.io/kubernetes/pkg/apis/networking/v1).
 */
export function directionsOf(policy: NetworkPolicy): { readonly ingress: boolean; readonly egress: boolean } {
  const { policyTypes, egress } = policy.at('spec').value ?? {}
  if (!policyTypes || policyTypes.length === 0) return { ingress: true, egress: (egress ?? []).length > 0 }
  return { ingress: policyTypes.includes('Ingress'), egress: policyTypes.includes('Egress') }
}

/** Whether a policy closes egress but for its rules; those for a direction that it does not restrict are ignored. */
export function restrictsEgress(policy: NetworkPolicy): boolean {
  return directionsOf(policy).egress
}

/** Whether some rule lets port 53 through; whom it allows that to is another question. */
export function allowsDns(policy: NetworkPolicy): boolean {
  const egress = policy.at('spec').at('egress').value ?? []
  return egress.some(({ ports }) => !ports || ports.length === 0 || ports.some(isDnsPort))
}

function isDnsPort({ port, endPort }: NetworkPolicyPort & { endPort?: number }): boolean {
  if (port === undefined || port === 'dns' || port === 'dns-tcp') return true
  const from = Number(port)
  return from === 53 || (endPort !== undefined && from <= 53 && endPort >= 53)
}

/**
 * Whether another policy lets DNS through for all pods that this one selects: what several policies allow adds up. It does when its
 * selector holds wherever this one's does, or for all pods of the tree that this one selects.
 */
export function hasDnsBeside(project: Project): (policy: NetworkPolicy) => boolean {
  const index = grouped(
    project
      .get(networkPolicies)
      .filter(policy => restrictsEgress(policy) && allowsDns(policy))
      .map(policy => [firstLabel(selectorOf(policy)), policy] as const),
  )
  return policy => {
    const selector = selectorOf(policy)
    const pods = selectedPods(project, selector.matchLabels ?? {}, policy.namespace).filter(pod => matchesSelector(selector, pod.labels))
    const known = { ...pods[0]?.labels, ...selector.matchLabels }
    const candidates = ['', ...Object.entries(known).map(([label, value]) => `${label}=${value}`)].flatMap(key => index.get(key) ?? [])
    return candidates.some(other => {
      if (!sameNamespace(other.namespace, policy.namespace)) return false
      const wanted = selectorOf(other)
      return matchesSelector(wanted, selector.matchLabels) || (pods.length > 0 && pods.every(pod => matchesSelector(wanted, pod.labels)))
    })
  }
}

/** That of the pods; a patch that has none may have any, so it is read as selecting all. */
function selectorOf(policy: NetworkPolicy): LabelSelector {
  return policy.at('spec').at('podSelector').value ?? {}
}

/** The first of the labels that a selector asks for; empty when it asks for none by name. */
function firstLabel({ matchLabels }: LabelSelector): string {
  const [first] = Object.entries(matchLabels ?? {})
  return first ? `${first[0]}=${first[1]}` : ''
}

const corePolicies = manifestsOfKind<NetworkPolicyFields>('NetworkPolicy', '')

/** Those, and what somebody put into the core group. */
export function networkPolicyKinds(project: Project): NetworkPolicy[] {
  return [...project.get(networkPolicies), ...project.get(corePolicies)]
}
