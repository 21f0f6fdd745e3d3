import type { PodAffinityTerm, TopologySpreadConstraint } from 'kubernetes-types/core/v1.js'
import { matchesSelector } from '../../../languages/label-selector.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Pod, pods } from '../workload.ts'

/** Labels of nodes by which pods are spread over machines and sites; the `failure-domain` ones until Kubernetes 1.17. */
export const siteKeys = [
  'kubernetes.io/hostname',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
]

/** The terms, required or preferred, by which a pod keeps away from others. */
function antiAffinityTerms(pod: Pod): Ref<PodAffinityTerm>[] {
  const affinity = pod.at('affinity').at('podAntiAffinity')
  const preferred = affinity
    .at('preferredDuringSchedulingIgnoredDuringExecution')
    .each()
    .map(term => term.at('podAffinityTerm'))
  return [...affinity.at('requiredDuringSchedulingIgnoredDuringExecution').each(), ...preferred]
}

/** Whether a pod keeps away from its own copies, by one of these labels of nodes. */
export function avoidsItself(pod: Pod, keys: readonly string[]): boolean {
  const { namespace } = pod.workload
  return antiAffinityTerms(pod).some(({ value }) => {
    if (!value || !keys.includes(value.topologyKey)) return false
    const { namespaces } = value
    const reaches = !Array.isArray(namespaces) || namespaces.length === 0 || namespace === undefined || namespaces.includes(namespace)
    return reaches && matchesSelector(value.labelSelector, pod.labels)
  })
}

/** A rule of a pod that spreads it and its like evenly. */
export interface SpreadConstraint {
  readonly pod: Pod
  readonly constraint: Ref<TopologySpreadConstraint & { minDomains?: number; matchLabelKeys?: string[] }>
}

export function spreadConstraints(project: Project): SpreadConstraint[] {
  return project.get(pods).flatMap(pod =>
    pod
      .at('topologySpreadConstraints')
      .each()
      .map(constraint => ({ pod, constraint })),
  )
}
