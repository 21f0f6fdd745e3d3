import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { PodSecurityStandard } from '../../../facts/pod-security.ts'
import type { Ref } from '../../../source/ref.ts'
import { isAmong } from '../../places.ts'
import type { Manifest } from '../manifest.ts'
import { namespaces } from '../network/network-policy.ts'
import type { Fault } from './pod-security-checks.ts'
import { faultsOf } from './pod-security.ts'
import { type Pod, pods } from '../workload.ts'

/** Labels by which a Namespace tells the API server what to refuse. https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
const enforce = 'pod-security.kubernetes.io/enforce'
const enforceVersion = 'pod-security.kubernetes.io/enforce-version'

/** What a Namespace enforces. */
export interface Enforcement extends PodSecurityStandard {
  readonly namespace: Manifest
  readonly label: Ref<string>
  /** The standard in words. */
  readonly words: string
}

/** A pod that its namespace refuses. */
export interface PodBreach {
  readonly pod: Pod
  readonly enforcement: Enforcement
  readonly faults: readonly [Fault, ...Fault[]]
}

/**
 * Pods that the API server refuses for what their namespace enforces. Where several Namespaces have the name, for several clusters, a
 * pod has to break what each of them enforces.
 */
export function breaches(project: Project): PodBreach[] {
  const known = project.get(enforcements)
  return project.get(pods).flatMap(pod => {
    const { namespace } = pod.workload
    const found = (namespace === undefined ? undefined : known.get(namespace)) ?? []
    const broken = found.flatMap(enforcement => breachOf(pod, enforcement) ?? [])
    return broken.length === found.length ? broken.slice(0, 1) : []
  })
}

/** Whether a place is the first for which the API server refuses a pod, the one that is reported. */
export function isRefused(project: Project): (at: Ref<unknown>) => boolean {
  return isAmong(project.get(breaches).map(({ faults }) => faults[0].at))
}

function breachOf(pod: Pod, enforcement: Enforcement): PodBreach | undefined {
  const [first, ...others] = faultsOf(pod, enforcement)
  return first && { pod, enforcement, faults: [first, ...others] }
}

/** What the Namespaces of each name enforce; only names of which every Namespace enforces something. */
function enforcements(project: Project): Map<string, readonly Enforcement[]> {
  const named = grouped(project.get(namespaces).flatMap(namespace => (speaks(namespace) ? [[namespace.name!, namespace] as const] : [])))
  const newest = project.settings.podSecurity?.minor ?? project.settings.kubernetesVersion
  const found = [...named].map(([name, same]) => [name, same.map(namespace => enforcementOf(namespace, newest))] as const)
  return new Map(found.flatMap(([name, same]) => (same.every(enforcement => enforcement !== undefined) ? [[name, distinct(same)] as const] : [])))
}

/** Whether a Namespace says what it enforces; a patch does only where it has the label. */
function speaks(namespace: Manifest): boolean {
  return namespace.name !== undefined && (!namespace.partial || namespace.labels[enforce] !== undefined)
}

/** One of each standard: Namespaces that enforce the same have the same to say. */
function distinct(same: readonly Enforcement[]): Enforcement[] {
  return [...new Map(same.toReversed().map(enforcement => [`${enforcement.level} ${enforcement.minor}`, enforcement])).values()].toReversed()
}

/** Undefined where it enforces nothing, or what nobody knows. */
function enforcementOf(namespace: Manifest, newest: number): Enforcement | undefined {
  const labels = namespace.at('metadata').at('labels')
  const label = labels.at(enforce)
  const version = labels.at(enforceVersion)
  const level = label.value
  const minor = minorOf(version.value, newest)
  if ((level !== 'baseline' && level !== 'restricted') || minor === undefined) return undefined
  const suffix = version.value === undefined || version.value === 'latest' ? '' : ` of ${version.value}`
  return { namespace, label, level, minor, words: `the Pod Security Standard "${level}"${suffix}` }
}

function minorOf(version: string | undefined, newest: number): number | undefined {
  if (version === undefined || version === 'latest') return newest
  const minor = /^v1\.(0|[1-9]\d{0,3})$/.exec(version)?.[1]
  return minor === undefined ? undefined : Number(minor)
}
