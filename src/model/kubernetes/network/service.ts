import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js'
import { grouped, groupedBy } from '../../../grouped.ts'
import { type Labels, matchesLabels, missingLabels } from '../../../languages/label-selector.ts'
import { nearestOfMany } from '../../../languages/nearest.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { containersOf } from '../pod/container.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace, whole } from '../manifest.ts'
import { labelsPutOn } from '../kustomization.ts'
import { generatedPods, isOperated } from '../operator.ts'
import { areApart } from '../references/deployment-unit.ts'
import { type Pod, pods } from '../workload.ts'

export interface ServiceFields extends ObjectFields {
  spec: ServiceSpec
}
export type Service = Manifest<ServiceFields>

export const services = manifestsOfKind<ServiceFields>('Service', '')
export const wholeServices = whole(services)

/** Labels that controllers add to pods at run time; a selector may ask for them although no template has them. */
export const controllerLabels: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'job-name',
  'controller-uid',
])

/** A Service's selector without the labels that controllers add; undefined when it selects nothing by itself, or cannot be read. */
export function selectorOf(service: Service): Readonly<Record<string, string>> | undefined {
  const spec = service.at('spec')
  const selector = spec.at('selector').value
  if (!selector || spec.at('type').value === 'ExternalName' || Object.values(selector).some(value => typeof value !== 'string')) return undefined
  const entries = Object.entries(selector).filter(([label]) => !controllerLabels.has(label))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** The pods that a Service sends traffic to, as far as they are in the tree. */
export function podsBehind(project: Project): (service: Service) => readonly Pod[] {
  const known = new Map<Service, Pod[]>()
  const apart = project.get(areApart)
  return service => {
    let found = known.get(service)
    if (!found) {
      const selector = selectorOf(service)
      const all = selector ? selectedPods(project, selector, service.namespace) : []
      found = all.filter(pod => !apart(service.source.file, pod.source.file))
      known.set(service, found)
    }
    return found
  }
}

/** The pods of the tree that carry all of these labels, in a namespace that may be the same. */
export function selectedPods(project: Project, labels: Labels, namespace: string | undefined): Pod[] {
  const candidates = rarest(labelledPods(project, labels)) ?? project.get(pods)
  return candidates.filter(pod => sameNamespace(pod.workload.namespace, namespace) && matchesLabels(labels, pod.labels))
}

/** Whether the pods that a selector asks for are made where the tree does not show it: by an operator, or by what puts a label on them. */
export function areMadeElsewhere(project: Project, labels: Labels): boolean {
  const put = project.get(labelsPutOn)
  if (Object.entries(labels).some(([label, value]) => put.has(`${label}=${value}`))) return true
  if (Object.keys(labels).some(project.get(isOperated)) || project.get(generatedPods).some(pods => matchesLabels(labels, pods.labels))) return true
  const patches = labelledPods(project, labels).flatMap(pods => pods.filter(pod => pod.workload.partial))
  return patches.some(pod => missingLabels(labels, pod.labels).every(({ actual }) => actual === undefined))
}

/** For each of the labels, the pods that carry it. */
function labelledPods(project: Project, labels: Labels): (readonly Pod[])[] {
  const index = project.get(podsByLabel)
  return Object.entries(labels).map(([label, value]) => index.get(`${label}=${value}`) ?? [])
}

/** The pods that have a label, by `label=value`. */
export function podsByLabel(project: Project): Map<string, Pod[]> {
  return grouped(project.get(pods).flatMap(pod => Object.entries(pod.labels).map(([label, value]) => [`${label}=${value}`, pod] as const)))
}

/** The shortest of several lists: what carries all labels is among those that carry the rarest. */
function rarest<T>(lists: readonly (readonly T[])[]): readonly T[] | undefined {
  return lists.length === 0 ? undefined : lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest))
}

/** A pod that a selector misses by one label. */
export interface NearMiss {
  readonly pod: Pod
  readonly label: string
  /** What the pod has there; undefined = nothing. */
  readonly actual: string | undefined
}

/**
 * The pod that a selector without pods was probably meant for: one label of it is misspelled, or one workload alone has all the others.
 * What shares some label with half of the tree is no near miss.
 */
export function nearMissOf(project: Project, labels: Labels, namespace: string | undefined): NearMiss | undefined {
  for (const [label, wanted] of Object.entries(labels)) {
    const actual = nearestOfMany(wanted, project.get(valuesOfLabels).get(label) ?? [])
    const [pod] = actual === undefined ? [] : selectedPods(project, { ...labels, [label]: actual }, namespace)
    if (pod) return { pod, label, actual }
  }
  for (const label of Object.keys(labels)) {
    const rest = Object.fromEntries(Object.entries(labels).filter(([key]) => key !== label))
    const few = (rarest(labelledPods(project, rest)) ?? []).length <= mostAlike
    const pods = few && Object.keys(rest).length > 0 ? selectedPods(project, rest, namespace) : []
    if (pods.length === 1) return { pod: pods[0]!, label, actual: pods[0]!.labels[label] }
  }
  return undefined
}

/** Where more pods carry a label, it tells none of them apart. */
const mostAlike = 20

function valuesOfLabels(project: Project): Map<string, Set<string>> {
  const all = grouped(project.get(pods).flatMap(pod => Object.entries(pod.labels)))
  return new Map([...all].map(([label, values]) => [label, new Set(values)]))
}

/** The Services that select a pod. */
export function servicesInFront(project: Project): (pod: Pod) => readonly Service[] {
  const behind = project.get(podsBehind)
  const index = grouped(project.get(services).flatMap(service => behind(service).map(pod => [pod, service] as const)))
  return pod => index.get(pod) ?? []
}

/** Services of that name in a namespace that may be the same. */
export function findServices(project: Project, name: string, namespace: string | undefined): Service[] {
  return (project.get(servicesByName).get(name) ?? []).filter(service => sameNamespace(service.namespace, namespace))
}

function servicesByName(project: Project): Map<string, Service[]> {
  return groupedBy(project.get(services), service => service.name ?? '')
}

/** The port of a Service that an Ingress, a scrape target or a probe means, by number or name. */
export function servicePort(service: Service, port: number | string): Ref<ServicePort> | undefined {
  return service
    .at('spec')
    .at('ports')
    .each()
    .find(({ value }) => value?.port === port || value?.name === port)
}

/** That of a port; `TCP` where none is written. The API server refuses `tcp`, which is not for those who compare to say. */
export function protocolOf(port: Ref<{ protocol?: string }>): string {
  return (port.at('protocol').value ?? 'TCP').toUpperCase()
}

/** A port that a container declares. */
export interface DeclaredPort {
  readonly number: number | undefined
  readonly name: string | undefined
  readonly protocol: string
}

/** The ports of a pod's containers that keep running: by the time traffic comes, init containers are gone. */
export function declaredPorts(pod: Pod): DeclaredPort[] {
  const serving = containersOf(pod).filter(({ sort }) => sort === 'regular' || sort === 'sidecar')
  return serving.flatMap(container =>
    container
      .at('ports')
      .each()
      .map(port => ({
        number: port.at('containerPort').value,
        name: port.at('name').value,
        protocol: protocolOf(port),
      })),
  )
}
