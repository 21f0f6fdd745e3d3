import { grouped } from '../../grouped.ts'
import { type LabelSelector, type Labels, matchesSelector } from '../../languages/label-selector.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Autoscaler, autoscalersOf, minimumOf } from './autoscaler.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'
import { podsOf, type Workload, workloads } from './workload.ts'

interface DisruptionBudgetFields extends ObjectFields {
  spec: {
    minAvailable?: number | string
    maxUnavailable?: number | string
    selector?: LabelSelector
    unhealthyPodEvictionPolicy?: string
  }
}
export type DisruptionBudget = Manifest<DisruptionBudgetFields>

/** Those of `policy`; the core group has none, but some write it. */
export function disruptionBudgets(project: Project): DisruptionBudget[] {
  return [...project.get(budgetsOfPolicy), ...project.get(budgetsOfCore)].filter(({ partial }) => !partial)
}
const budgetsOfPolicy = manifestsOfKind<DisruptionBudgetFields>('PodDisruptionBudget', 'policy')
const budgetsOfCore = manifestsOfKind<DisruptionBudgetFields>('PodDisruptionBudget', '')

/** The workloads whose pods a budget protects. */
export function protectedBy(project: Project): (budget: DisruptionBudget) => readonly Workload[] {
  const index = grouped(project.get(protections).map(({ budget, workload }) => [budget, workload] as const))
  return budget => index.get(budget) ?? []
}

/** The budgets that protect the pods of a workload. */
export function budgetsOf(project: Project): (workload: Workload) => readonly DisruptionBudget[] {
  const index = grouped(project.get(protections).map(({ budget, workload }) => [workload, budget] as const))
  return workload => index.get(workload) ?? []
}

function protections(project: Project): { readonly budget: DisruptionBudget; readonly workload: Workload }[] {
  const index = project.get(workloadsByLabel)
  return project.get(disruptionBudgets).flatMap(budget => {
    const selector = budget.at('spec').at('selector').value
    if (!selector) return []
    const [first] = Object.entries(selector.matchLabels ?? {})
    const label = first ? `${first[0]}=${first[1]}` : ''
    // What is in a namespace that is not known may be in that of the budget.
    const places = budget.namespace === undefined ? [everywhere] : [budget.namespace, '']
    return places
      .flatMap(place => index.get(`${place}\n${label}`) ?? [])
      .filter(workload => matchesSelector(selector, labelsOf(project, workload)))
      .map(workload => ({ budget, workload }))
  })
}

const everywhere = '*'

/** Workloads by namespace and label; under an empty label all of the namespace. */
function workloadsByLabel(project: Project): Map<string, Workload[]> {
  return grouped(
    project.get(lastingWorkloads).flatMap(workload => {
      const labels = ['', ...Object.entries(labelsOf(project, workload)).map(([key, value]) => `${key}=${value}`)]
      return [everywhere, workload.namespace ?? ''].flatMap(place => labels.map(label => [`${place}\n${label}`, workload] as const))
    }),
  )
}

function lastingWorkloads(project: Project): Workload[] {
  return project.get(workloads).filter(({ runsToCompletion }) => !runsToCompletion)
}

/** Those of its pods; where the template says none, those that its selector promises. */
function labelsOf(project: Project, workload: Workload): Labels {
  const labels = podsOf(project, workload)?.labels ?? {}
  return Object.keys(labels).length > 0 ? labels : (workload.selector.value?.matchLabels ?? {})
}

/** The fewest pods that a workload is meant to run, and who says so. */
export interface Fewest {
  readonly count: number
  /** Undefined where the workload itself does. */
  readonly autoscaler: Autoscaler | undefined
  readonly at: Ref<unknown>
}

/** Undefined where a patch, or something that cannot be read, leaves it open. */
export function fewestPods(project: Project, workload: Workload): Fewest | undefined {
  const scalers = project.get(autoscalersOf)(workload)
  const minima = scalers.map(autoscaler => ({ autoscaler, count: minimumOf(autoscaler) }))
  if (minima.length > 0) {
    const known = minima.flatMap(({ autoscaler, count }) => (count === undefined ? [] : [{ autoscaler, count }]))
    const [least] = known.toSorted((a, b) => a.count - b.count)
    if (!least || known.length < minima.length) return undefined
    const spec = least.autoscaler.at('spec')
    return { ...least, at: least.autoscaler.kind === 'ScaledObject' ? spec.at('minReplicaCount') : spec.at('minReplicas') }
  }
  const replicas = workload.at('spec').at('replicas')
  if (workload.partial || workload.replicas === undefined || (replicas.exists && replicas.value === undefined)) return undefined
  return { count: workload.replicas, autoscaler: undefined, at: replicas }
}

/** How many of so many pods a number or a percentage is, rounded up as the disruption controller does; undefined for what is neither. */
export function podsIn(value: number | string | undefined, total: number): number | undefined {
  if (typeof value === 'number') return value
  const [, amount, percent] = /^(\d+)(%?)$/.exec(value ?? '') ?? []
  if (amount === undefined) return undefined
  return percent ? Math.ceil((Number(amount) * total) / 100) : Number(amount)
}
