import type { LabelSelector } from 'kubernetes-types/meta/v1.js'
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js'
import { missingLabels } from '../../languages/label-selector.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameWorld } from '../kubernetes/manifest.ts'
import { controllerLabels, findServices, type Service } from '../kubernetes/network/service.ts'
import type { AnalysisFields } from './analysis.ts'
import type { ExperimentSpec } from './experiment.ts'
import { findWorkloads } from '../kubernetes/workload.ts'

/** What a value is compared with; the controller takes exactly one of the three. */
export interface StringMatch {
  exact?: string
  regex?: string
  prefix?: string
}

export interface CanaryStep {
  setWeight?: number
  pause?: { duration?: string | number } | null
  analysis?: AnalysisFields
  experiment?: ExperimentSpec
  setCanaryScale?: { weight?: number; replicas?: number; matchTrafficWeight?: boolean }
  setHeaderRoute?: { name?: string; match?: { headerName?: string; headerValue?: StringMatch }[] }
  setMirrorRoute?: { name?: string; percentage?: number; match?: { method?: StringMatch; path?: StringMatch; headers?: Record<string, StringMatch> }[] }
  plugin?: object
}

/** Which routes for TLS or TCP are meant: those of one port, and for TLS of these names. */
export interface PortRoute {
  port?: number
  sniHosts?: string[]
}

/** A VirtualService of Istio, and the routes of it whose weights Argo sets. */
export interface NamedVirtualService {
  /** `name` or `name.namespace` */
  name?: string
  routes?: string[]
  tlsRoutes?: PortRoute[]
  tcpRoutes?: PortRoute[]
}

/** What splits the traffic; each field but `managedRoutes` and `maxTrafficWeight` is a router. */
interface TrafficRouting {
  alb?: { ingress?: string; ingresses?: string[]; rootService?: string }
  ambassador?: { mappings?: string[] }
  appMesh?: { virtualService?: { name?: string; routes?: string[] } }
  istio?: {
    virtualService?: NamedVirtualService
    virtualServices?: NamedVirtualService[]
    destinationRule?: { name?: string; canarySubsetName?: string; stableSubsetName?: string }
  }
  nginx?: { stableIngress?: string; stableIngresses?: string[] }
  plugins?: object
  smi?: { rootService?: string }
  managedRoutes?: { name?: string }[]
  maxTrafficWeight?: number
}

/** Keeps the pods of two versions apart. */
export interface AntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: { weight?: number }
  requiredDuringSchedulingIgnoredDuringExecution?: object
}

export interface Canary {
  canaryService?: string
  stableService?: string
  steps?: CanaryStep[]
  analysis?: AnalysisFields & { startingStep?: number }
  antiAffinity?: AntiAffinity
  maxSurge?: number | string
  maxUnavailable?: number | string
  scaleDownDelaySeconds?: number
  abortScaleDownDelaySeconds?: number
  dynamicStableScale?: boolean
  trafficRouting?: TrafficRouting
  pingPong?: { pingService?: string; pongService?: string }
}

export interface BlueGreen {
  activeService?: string
  previewService?: string
  previewReplicaCount?: number
  autoPromotionEnabled?: boolean
  autoPromotionSeconds?: number
  antiAffinity?: AntiAffinity
  scaleDownDelaySeconds?: number
  scaleDownDelayRevisionLimit?: number
  abortScaleDownDelaySeconds?: number
  prePromotionAnalysis?: AnalysisFields
  postPromotionAnalysis?: AnalysisFields
}

/** The fields of Argo's Rollout that rules read (argoproj.io/v1alpha1). */
interface RolloutFields extends ObjectFields {
  spec: {
    replicas?: number
    minReadySeconds?: number
    progressDeadlineSeconds?: number
    revisionHistoryLimit?: number
    rollbackWindow?: { revisions?: number }
    paused?: boolean
    restartAt?: string
    selector?: LabelSelector
    template?: PodTemplateSpec
    workloadRef?: { apiVersion?: string; kind?: string; name?: string; scaleDown?: string }
    strategy?: { canary?: Canary; blueGreen?: BlueGreen }
  }
}
export type Rollout = Manifest<RolloutFields>

export const rollouts = manifestsOfKind<RolloutFields>('Rollout', 'argoproj.io')

/** A place where a Rollout names a Service. */
export interface ServiceReference {
  readonly rollout: Rollout
  /** `activeService`, `canaryService` …: the field that names it. */
  readonly role: string
  readonly at: Ref<string>
  /** The Service of the other version, where one is named. */
  readonly partner: { readonly role: string; readonly name: string } | undefined
}

/** The two Services between which traffic moves, by their fields. */
const partners: Readonly<Record<string, string>> = {
  activeService: 'previewService',
  previewService: 'activeService',
  canaryService: 'stableService',
  stableService: 'canaryService',
  pingService: 'pongService',
  pongService: 'pingService',
}

export function serviceReferences(project: Project): ServiceReference[] {
  return project.get(rollouts).flatMap(rollout => {
    const { canary, blueGreen, pingPong } = strategyOf(rollout)
    const named: [string, Ref<string | undefined>][] = [
      ['activeService', blueGreen.at('activeService')],
      ['previewService', blueGreen.at('previewService')],
      ['canaryService', canary.at('canaryService')],
      ['stableService', canary.at('stableService')],
      ['pingService', pingPong.at('pingService')],
      ['pongService', pingPong.at('pongService')],
      // That of an AWS load balancer may be the name of an action instead.
      ['rootService', canary.at('trafficRouting').at('smi').at('rootService')],
    ]
    const written = named.filter((entry): entry is [string, Ref<string>] => Boolean(entry[1].value))
    return written.map(([role, at]) => {
      const partner = written.find(([other]) => other === partners[role])
      return { rollout, role, at, partner: partner && { role: partner[0], name: partner[1].value! } }
    })
  })
}

/** The labels of a Rollout's pods: of its own template, or of the one object of the tree that `workloadRef` names. */
function podLabels(project: Project, rollout: Rollout): Ref<Record<string, string>> | undefined {
  const spec = rollout.at('spec')
  const { kind, name } = spec.at('workloadRef').value ?? {}
  if (!spec.at('workloadRef').exists) return spec.at('template').at('metadata').at('labels') as Ref<Record<string, string>>
  const workloads = kind && name ? findWorkloads(project, kind, name, rollout.namespace) : []
  return workloads.length === 1 ? (workloads[0]!.pod?.metadata.at('labels') as Ref<Record<string, string>> | undefined) : undefined
}

/** A Service that a Rollout names, and a label that it asks for and the Rollout's pods do not have. */
export interface Mismatch {
  readonly service: Service
  /** `app=orders` */
  readonly wanted: string
}

/** The roles whose Services must select the Rollout's pods. */
const servingRoles = new Set(Object.keys(partners))

/** Of the places where Rollouts name Services, those that name one of the tree which selects other pods. */
export function mismatches(project: Project): ReadonlyMap<ServiceReference, Mismatch> {
  return new Map(
    project.get(serviceReferences).flatMap(reference => {
      const mismatch = mismatchOf(project, reference)
      return mismatch ? [[reference, mismatch] as const] : []
    }),
  )
}

function mismatchOf(project: Project, { rollout, role, at, partner }: ServiceReference): Mismatch | undefined {
  if (!servingRoles.has(role) || partner?.name === at.value || rollout.partial) return undefined
  const services = findServices(project, at.value!, rollout.namespace)
  const labels = podLabels(project, rollout)
  // Two Services of that name may belong to two worlds; only one that is clear is judged.
  if (services.length !== 1 || !labels || services[0]!.partial || !sameWorld(services[0]!, rollout)) return undefined
  // Labels that do not conform are unknown, not missing.
  if (labels.exists && !labels.value) return undefined
  const selector = services[0]!.at('spec').at('selector')
  const asked = Object.entries(selector.value ?? {}).filter(([label, value]) => typeof value === 'string' && !controllerLabels.has(label))
  const [difference] = missingLabels(Object.fromEntries(asked), labels.value)
  return difference && { service: services[0]!, wanted: `${difference.key}=${difference.wanted}` }
}

/** Services of which it is told where a Rollout names them that they select other pods. */
export function mismatchedServices(project: Project): ReadonlySet<Service> {
  return new Set([...project.get(mismatches).values()].map(({ service }) => service))
}

/** The routers that Argo knows, by their fields of `trafficRouting`. */
const routers = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'plugins', 'smi', 'traefik'] as const

/** What splits the traffic of a canary; empty where there is no router, or none that is known. */
export function routersOf(canary: Ref<Canary>): string[] {
  return routers.filter(router => canary.at('trafficRouting').follow([router]).exists)
}

/** Both strategies of a Rollout, one of which is written. */
export function strategyOf(rollout: Rollout) {
  const strategy = rollout.at('spec').at('strategy')
  const canary = strategy.at('canary')
  return { canary, blueGreen: strategy.at('blueGreen'), pingPong: canary.at('pingPong') }
}

/** Canary strategies, each with its steps. */
export interface CanaryStrategy {
  readonly rollout: Rollout
  readonly canary: Ref<Canary>
  readonly steps: readonly Ref<CanaryStep>[]
}

export function canaries(project: Project): CanaryStrategy[] {
  return project.get(rollouts).flatMap(rollout => {
    const { canary } = strategyOf(rollout)
    return canary.value ? [{ rollout, canary: canary as Ref<Canary>, steps: canary.at('steps').each() as Ref<CanaryStep>[] }] : []
  })
}

export interface BlueGreenStrategy {
  readonly rollout: Rollout
  readonly blueGreen: Ref<BlueGreen>
}

export function blueGreens(project: Project): BlueGreenStrategy[] {
  return project.get(rollouts).flatMap(rollout => {
    const { blueGreen } = strategyOf(rollout)
    return blueGreen.value ? [{ rollout, blueGreen: blueGreen as Ref<BlueGreen> }] : []
  })
}

/**
 * Whether a field of Argo's is set as the controller sees it: `pause: {}` is, and waits for ever; a bare `pause:` is null, which the API
 * server drops.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function isSet(holder: Ref<unknown>, field: string): boolean {
  const written = holder.follow([field])
  return written.value !== undefined || (written.exists && !isNull(holder.value, field))
}

function isNull(holder: unknown, field: string): boolean {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, field) && (holder as Record<string, unknown>)[field] === null
}

/** A step that holds the rollout until someone or something has looked. */
export function isGate(step: Ref<CanaryStep>): boolean {
  return gates.some(kind => isSet(step, kind))
}

const gates = ['pause', 'analysis', 'experiment', 'plugin']
