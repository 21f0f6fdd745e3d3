import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js'
import { matchesLabels } from '../languages/label-selector.ts'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { containersOf } from './container.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace } from './manifest.ts'
import { type Pod, pods } from './workload.ts'

export interface ServiceFields extends ObjectFields {
  spec: ServiceSpec
}
export type Service = Manifest<ServiceFields>

export const services = manifestsOfKind<ServiceFields>('Service', '')

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

/** A Service's selector without the labels that controllers add; undefined when it selects nothing by itself. */
export function selectorOf(service: Service): Readonly<Record<string, string>> | undefined {
  const spec = service.at('spec')
  const selector = spec.at('selector').value
  if (!selector || spec.at('type').value === 'ExternalName') return undefined
  const entries = Object.entries(selector).filter(([label]) => !controllerLabels.has(label))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** The pods that a Service sends traffic to, as far as they are in the tree. */
export function podsBehind(project: Project): (service: Service) => readonly Pod[] {
  const known = new Map<Service, Pod[]>()
  return service => {
    let found = known.get(service)
    if (!found) {
      const selector = selectorOf(service)
      found = selector ? selectedPods(project, selector, service.namespace) : []
      known.set(service, found)
    }
    return found
  }
}

/** The pods of the tree that carry all of these labels, in a namespace that may be the same. */
export function selectedPods(project: Project, labels: Readonly<Record<string, string>>, namespace: string | undefined): Pod[] {
  const [first] = Object.entries(labels)
  const candidates = first ? (project.get(podsByLabel).get(`${first[0]}=${first[1]}`) ?? []) : project.get(pods)
  return candidates.filter(pod => sameNamespace(pod.workload.namespace, namespace) && matchesLabels(labels, pod.labels))
}

/** Pods by each of their labels, so that a selector looks only at those that have its first. */
function podsByLabel(project: Project): Map<string, Pod[]> {
  const index = new Map<string, Pod[]>()
  for (const pod of project.get(pods)) {
    for (const [label, value] of Object.entries(pod.labels)) {
      const key = `${label}=${value}`
      const same = index.get(key)
      if (same) same.push(pod)
      else index.set(key, [pod])
    }
  }
  return index
}

/** The Services that select a pod. */
export function servicesInFront(project: Project): (pod: Pod) => readonly Service[] {
  const index = new Map<Pod, Service[]>()
  const behind = project.get(podsBehind)
  for (const service of project.get(services)) for (const pod of behind(service)) index.set(pod, [...(index.get(pod) ?? []), service])
  return pod => index.get(pod) ?? []
}

/** Services of that name in a namespace that may be the same. */
export function findServices(project: Project, name: string, namespace: string | undefined): Service[] {
  return (project.get(servicesByName).get(name) ?? []).filter(service => sameNamespace(service.namespace, namespace))
}

function servicesByName(project: Project): Map<string, Service[]> {
  const index = new Map<string, Service[]>()
  for (const service of project.get(services)) index.set(service.name ?? '', [...(index.get(service.name ?? '') ?? []), service])
  return index
}

/** The port of a Service that an Ingress, a scrape target or a probe means, by number or name. */
export function servicePort(service: Service, port: number | string): Ref<ServicePort> | undefined {
  return [...service.at('spec').at('ports').each()].find(({ value }) => value?.port === port || value?.name === port)
}

/** The port numbers and names that a pod's containers declare. */
export function declaredPorts(pod: Pod): { readonly number: number | undefined; readonly name: string | undefined; readonly protocol: string }[] {
  return containersOf(pod).flatMap(container =>
    [...container.at('ports').each()].map(port => ({
      number: port.at('containerPort').value,
      name: port.at('name').value,
      protocol: port.at('protocol').value ?? 'TCP',
    })),
  )
}
