import { grouped } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'
import { areApart } from './references/deployment-unit.ts'
import { findWorkloads, type Workload } from './workload.ts'

interface ScaleTarget {
  apiVersion?: string
  kind?: string
  name?: string
}

/** A metric of an HPA; `targetAverageUtilization` is the name in v2beta1. */
export interface MetricFields {
  type?: string
  resource?: { name?: string; target?: { averageUtilization?: number }; targetAverageUtilization?: number }
  containerResource?: { name?: string; container?: string; target?: { averageUtilization?: number } }
}

export interface AutoscalerFields extends ObjectFields {
  spec: {
    scaleTargetRef?: ScaleTarget
    minReplicas?: number
    maxReplicas?: number
    minReplicaCount?: number
    metrics?: MetricFields[]
    targetCPUUtilizationPercentage?: number
  }
}

/** What sets the replicas of a workload: an HPA, or a ScaledObject of KEDA, which makes one. */
export type Autoscaler = Manifest<AutoscalerFields>

export const horizontalPodAutoscalers = manifestsOfKind<AutoscalerFields>('HorizontalPodAutoscaler', 'autoscaling')
const scaledObjects = manifestsOfKind<AutoscalerFields>('ScaledObject', 'keda.sh')

export function autoscalers(project: Project): Autoscaler[] {
  return [...project.get(horizontalPodAutoscalers), ...project.get(scaledObjects)]
}

export function targetOf(autoscaler: Autoscaler): Ref<ScaleTarget> {
  return autoscaler.at('spec').at('scaleTargetRef') as Ref<ScaleTarget>
}

/** The kind that an autoscaler scales; KEDA takes a Deployment where none is written. */
export function targetKind(autoscaler: Autoscaler): string | undefined {
  return targetOf(autoscaler).at('kind').value ?? (autoscaler.kind === 'ScaledObject' && !autoscaler.partial ? 'Deployment' : undefined)
}

/** The replicas that an autoscaler keeps at least; undefined where a patch leaves them to its base. KEDA can go down to none. */
export function minimumOf(autoscaler: Autoscaler): number | undefined {
  const spec = autoscaler.at('spec')
  const [written, otherwise] = autoscaler.kind === 'ScaledObject' ? [spec.at('minReplicaCount'), 0] : [spec.at('minReplicas'), 1]
  return written.value ?? (autoscaler.partial || written.exists ? undefined : otherwise)
}

/** The workloads in the tree that an autoscaler can mean. */
export function scaledBy(project: Project, autoscaler: Autoscaler): Workload[] {
  const kind = targetKind(autoscaler)
  const name = targetOf(autoscaler).at('name').value
  if (!kind || !name) return []
  const apart = project.get(areApart)
  return findWorkloads(project, kind, name, autoscaler.namespace).filter(workload => !apart(autoscaler.source.file, workload.source.file))
}

/** The autoscalers of a workload. */
export function autoscalersOf(project: Project): (workload: Workload) => readonly Autoscaler[] {
  const index = grouped(project.get(autoscalers).flatMap(autoscaler => scaledBy(project, autoscaler).map(workload => [workload, autoscaler] as const)))
  return workload => index.get(workload) ?? []
}

/** A metric that is a percentage of what the containers request. */
export interface Utilization {
  readonly at: Ref<unknown>
  readonly resource: string
  /** The only container that is measured, if one is named. */
  readonly container?: string | undefined
}

export function* utilizations(autoscaler: Autoscaler): Generator<Utilization> {
  const spec = autoscaler.at('spec')
  const metrics = spec.at('metrics')
  // autoscaling/v1, and v2 without metrics, measure the processor.
  if (!metrics.exists) yield { at: spec.at('targetCPUUtilizationPercentage'), resource: 'cpu' }
  for (const metric of metrics.each() as Iterable<Ref<MetricFields>>) {
    const whole = metric.at('resource')
    const one = metric.at('containerResource')
    const name = whole.at('name')
    if (name.value && (whole.at('target').at('averageUtilization').exists || whole.at('targetAverageUtilization').exists))
      yield { at: name, resource: name.value }
    const single = one.at('name')
    if (single.value && one.at('target').at('averageUtilization').exists) yield { at: single, resource: single.value, container: one.at('container').value }
  }
}

interface VerticalFields extends ObjectFields {
  spec: {
    targetRef?: ScaleTarget
    updatePolicy?: { updateMode?: string }
    resourcePolicy?: { containerPolicies?: { mode?: string; controlledResources?: string[] }[] }
  }
}
export type VerticalAutoscaler = Manifest<VerticalFields>

const allVertical = manifestsOfKind<VerticalFields>('VerticalPodAutoscaler', 'autoscaling.k8s.io')

/** Those that change the requests of running pods by themselves; the default is to do so. */
export function actingVerticalAutoscalers(project: Project): VerticalAutoscaler[] {
  return project.get(allVertical).filter(vertical => !vertical.partial && vertical.at('spec').at('updatePolicy').at('updateMode').value !== 'Off')
}

/** The resources whose requests it changes in some container. */
export function controlledBy(vertical: VerticalAutoscaler): ReadonlySet<string> {
  const policies = vertical
    .at('spec')
    .at('resourcePolicy')
    .at('containerPolicies')
    .each()
    .filter(({ value }) => value?.mode !== 'Off')
  const named = policies.map(policy => policy.at('controlledResources').value)
  return new Set(named.length === 0 || named.some(list => !Array.isArray(list)) ? ['cpu', 'memory'] : named.flatMap(list => list ?? []))
}
