import { groupedBy } from '../../../grouped.ts'
import { type LabelSelector, type Labels, matchesSelector } from '../../../languages/label-selector.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../manifest.ts'
import { directionsOf, networkPolicies } from './network-policy.ts'
import type { Pod } from '../workload.ts'

/** Which directions of a pod's traffic some policy closes but for what it allows. */
export interface Isolation {
  readonly ingress: boolean
  readonly egress: boolean
}

/** A policy of whatever kind, as far as it closes pods. */
interface Closing extends Isolation {
  /** Undefined = unknown, so it may be any. */
  readonly namespace: string | undefined
  /** Of the whole cluster. */
  readonly everywhere: boolean
  readonly selector: LabelSelector
}

interface CiliumRule {
  endpointSelector?: LabelSelector
  ingress?: unknown[]
  ingressDeny?: unknown[]
  egress?: unknown[]
  egressDeny?: unknown[]
}
interface PolicyFields extends ObjectFields {
  spec?: CiliumRule & { types?: string[] }
  specs?: CiliumRule[]
}

const ciliumPolicies = manifestsOfKind<PolicyFields>('CiliumNetworkPolicy', 'cilium.io')
const ciliumClusterPolicies = manifestsOfKind<PolicyFields>('CiliumClusterwideNetworkPolicy', 'cilium.io')
const calicoPolicies = ['projectcalico.org', 'crd.projectcalico.org'].flatMap(group =>
  ['NetworkPolicy', 'GlobalNetworkPolicy'].map(kind => manifestsOfKind<PolicyFields>(kind, group)),
)
const adminPolicies = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].map(kind =>
  manifestsOfKind<PolicyFields>(kind, 'policy.networking.k8s.io'),
)

function closings(project: Project): Closing[] {
  const own = project.get(networkPolicies).map(policy => ({
    ...directionsOf(policy),
    namespace: policy.namespace,
    everywhere: false,
    selector: (policy.at('spec').at('podSelector').value ?? {}) as LabelSelector,
  }))
  const cilium = [...project.get(ciliumPolicies), ...project.get(ciliumClusterPolicies)].flatMap(ciliumClosings)
  // Which pods these choose is written in languages of their own, so they are taken to choose all that they may.
  const calico = calicoPolicies
    .flatMap(query => project.get(query))
    .map(policy => {
      const types = policy.at('spec').at('types').value ?? ['Ingress', ...(policy.at('spec').at('egress').exists ? ['Egress'] : [])]
      return closingOf(policy, {}, { ingress: types.includes('Ingress'), egress: types.includes('Egress') })
    })
  const admin = adminPolicies.flatMap(query => project.get(query)).map(policy => closingOf(policy, {}, { ingress: true, egress: true }))
  return [...own, ...cilium, ...calico, ...admin].filter(({ ingress, egress }) => ingress || egress)
}

const clusterWide = new Set([
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
])

function closingOf({ kind, namespace }: Manifest<PolicyFields>, selector: LabelSelector, isolation: Isolation): Closing {
  return { ...isolation, namespace, everywhere: clusterWide.has(kind), selector }
}

/** The label under which Cilium knows the namespace of a pod. */
const namespaceLabel = 'io.kubernetes.pod.namespace'

function ciliumClosings(policy: Manifest<PolicyFields>): Closing[] {
  const rules = [policy.at('spec') as Ref<CiliumRule>, ...policy.at('specs').each()].filter(({ value }) => value !== undefined)
  return rules.map(rule => {
    const selector = rule.value!.endpointSelector ?? {}
    const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => [key.replace(/^(?:k8s|any):/, ''), value] as const)
    const namespace = labels.find(([key]) => key === namespaceLabel)?.[1]
    const own: LabelSelector = { ...selector, matchLabels: Object.fromEntries(labels.filter(([key]) => key !== namespaceLabel)) }
    const closing = closingOf(policy, own, {
      ingress: rule.at('ingress').exists || rule.at('ingressDeny').exists,
      egress: rule.at('egress').exists || rule.at('egressDeny').exists,
    })
    return namespace === undefined ? closing : { ...closing, namespace, everywhere: false }
  })
}

const open: Isolation = { ingress: false, egress: false }
const anywhere = '\n*'
const unknown = '\n?'

/** Where a policy applies, and to which label; the label is empty where it asks for none by name. */
function keyOf({ everywhere, namespace, selector }: Closing): string {
  const [first] = Object.entries(selector.matchLabels ?? {})
  return `${everywhere ? anywhere : (namespace ?? unknown)}\n${first ? `${first[0]}=${first[1]}` : ''}`
}

/** How the pods of the tree are isolated. What is in a namespace that is not known is taken to be in that of the policy. */
export function isolationOf(project: Project): (pod: Pod) => Isolation {
  const all = project.get(closings)
  const byPlace = groupedBy(all, keyOf)
  const byLabel = groupedBy(all, closing => keyOf(closing).slice(keyOf(closing).lastIndexOf('\n') + 1))
  return pod => {
    const { namespace } = pod.workload
    const keys = ['', ...Object.entries(pod.labels).map(([label, value]) => `${label}=${value}`)]
    let found = open
    for (const key of keys) {
      const lists = namespace === undefined ? [byLabel.get(key)] : [namespace, anywhere, unknown].map(place => byPlace.get(`${place}\n${key}`))
      for (const closing of lists.flatMap(list => list ?? [])) {
        if (found.ingress && found.egress) return found
        if ((closing.ingress && !found.ingress) || (closing.egress && !found.egress)) found = added(found, closing, pod.labels)
      }
    }
    return found
  }
}

function added(found: Isolation, closing: Closing, labels: Labels): Isolation {
  if (!matchesSelector(closing.selector, labels)) return found
  return { ingress: found.ingress || closing.ingress, egress: found.egress || closing.egress }
}

/** What the policies of a namespace do, whichever of its pods they choose. */
export interface NamespaceIsolation {
  /** Whether there is one, or one of the whole cluster that chooses every pod. */
  readonly any: boolean
  /** What every pod of it has: by policies that choose them all. */
  readonly all: Isolation
}

export function namespaceIsolation(project: Project): (namespace: string) => NamespaceIsolation {
  const choosesAll = ({ selector }: Closing): boolean => Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
  const merged = (list: readonly Closing[]): Isolation => ({
    ingress: list.some(({ ingress }) => ingress),
    egress: list.some(({ egress }) => egress),
  })
  const byNamespace = groupedBy(project.get(closings), closing => (closing.everywhere ? anywhere : (closing.namespace ?? unknown)))
  const shared = [...(byNamespace.get(anywhere) ?? []).filter(choosesAll), ...(byNamespace.get(unknown) ?? [])]
  return namespace => {
    const own = [...(byNamespace.get(namespace) ?? []), ...shared]
    return { any: own.length > 0, all: merged(own.filter(choosesAll)) }
  }
}
