import { grouped } from '../../grouped.ts'
import { type LabelSelector, matchesSelector } from '../../languages/label-selector.ts'
import type { Project } from '../../project.ts'
import { type Ref } from '../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace, whole } from '../kubernetes/manifest.ts'
import { podsByLabel, selectorOf, type Service, services } from '../kubernetes/network/service.ts'
import { pods, type Pod } from '../kubernetes/workload.ts'

interface Endpoint {
  port?: string
  interval?: string
}

interface MonitorFields extends ObjectFields {
  spec: {
    selector?: LabelSelector
    namespaceSelector?: { any?: boolean; matchNames?: string[] }
    endpoints?: Endpoint[]
    podMetricsEndpoints?: Endpoint[]
  }
}

export const serviceMonitors = manifestsOfKind<MonitorFields>('ServiceMonitor', 'monitoring.coreos.com')
export const podMonitors = manifestsOfKind<MonitorFields>('PodMonitor', 'monitoring.coreos.com')

/** What tells a Prometheus of the operator what to scrape, with what it selects. */
export interface Monitor {
  readonly manifest: Manifest<MonitorFields>
  readonly selects: 'Service' | 'pod'
  readonly selector: Ref<LabelSelector | undefined>
  /** The namespaces that it looks into; undefined for all. */
  readonly namespaces: readonly (string | undefined)[] | undefined
  readonly endpoints: readonly Ref<Endpoint>[]
  readonly services: readonly Service[]
  readonly pods: readonly Pod[]
}

export function monitors(project: Project): Monitor[] {
  const [ofServices, ofPods] = [project.get(whole(serviceMonitors)), project.get(whole(podMonitors))]
  if (ofServices.length + ofPods.length === 0) return []
  const byLabel = { services: project.get(servicesByLabel), pods: project.get(podsByLabel) }
  return [
    ...ofServices.map(manifest => monitorOf(manifest, 'Service', byLabel, project)),
    ...ofPods.map(manifest => monitorOf(manifest, 'pod', byLabel, project)),
  ]
}

interface ByLabel {
  readonly services: ReadonlyMap<string, Service[]>
  readonly pods: ReadonlyMap<string, Pod[]>
}

function monitorOf(manifest: Manifest<MonitorFields>, selects: Monitor['selects'], byLabel: ByLabel, project: Project): Monitor {
  const spec = manifest.at('spec')
  const selector = spec.at('selector')
  const named = spec.at('namespaceSelector')
  const namespaces = named.at('any').value === true ? undefined : (named.at('matchNames').value ?? [manifest.namespace])
  const isInside = (namespace: string | undefined): boolean => namespaces === undefined || namespaces.some(one => sameNamespace(one, namespace))
  const [label] = Object.entries(selector.at('matchLabels').value ?? {})
  const pick = <T>(index: ReadonlyMap<string, T[]>, all: readonly T[]): readonly T[] => (label ? (index.get(`${label[0]}=${label[1]}`) ?? []) : all)
  return {
    manifest,
    selects,
    selector,
    namespaces,
    endpoints: (selects === 'Service' ? spec.at('endpoints') : spec.at('podMetricsEndpoints')).each(),
    services:
      selects === 'Service'
        ? pick(byLabel.services, project.get(services)).filter(service => isInside(service.namespace) && matchesSelector(selector.value, service.labels))
        : [],
    pods:
      selects === 'pod'
        ? pick(byLabel.pods, project.get(pods)).filter(pod => isInside(pod.workload.namespace) && matchesSelector(selector.value, pod.labels))
        : [],
  }
}

/** The Services that select pods by a label, by `label=value`. */
export function servicesBySelector(project: Project): Map<string, Service[]> {
  return grouped(
    project.get(services).flatMap(service => Object.entries(selectorOf(service) ?? {}).map(([label, value]) => [`${label}=${value}`, service] as const)),
  )
}

function servicesByLabel(project: Project): Map<string, Service[]> {
  return grouped(project.get(services).flatMap(service => Object.entries(service.labels).map(([label, value]) => [`${label}=${value}`, service] as const)))
}
