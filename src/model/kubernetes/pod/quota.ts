import { grouped } from '../../../grouped.ts'
import { formatBytes } from '../../../languages/quantity.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containersOf } from './container.ts'
import { fewestPods } from '../disruption-budget.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../manifest.ts'
import { amountOf, resourceContainers } from './resources.ts'
import { type Workload, wholeWorkloads } from '../workload.ts'

type Amounts = Readonly<Record<string, string | number>>

interface LimitRangeFields extends ObjectFields {
  spec: { limits?: { type?: string; min?: Amounts; max?: Amounts; default?: Amounts; defaultRequest?: Amounts }[] }
}
interface QuotaFields extends ObjectFields {
  spec: { hard?: Amounts; scopes?: string[]; scopeSelector?: object }
}
export type LimitRange = Manifest<LimitRangeFields>
export type ResourceQuota = Manifest<QuotaFields>

const allLimitRanges = manifestsOfKind<LimitRangeFields>('LimitRange', '')
const allQuotas = manifestsOfKind<QuotaFields>('ResourceQuota', '')

export function limitRanges(project: Project): LimitRange[] {
  return project.get(allLimitRanges).filter(({ partial }) => !partial)
}

export function resourceQuotas(project: Project): ResourceQuota[] {
  return project.get(allQuotas).filter(({ partial }) => !partial)
}

/** A container and a limit of its namespace that it breaks, so that its pod is refused. */
export interface QuotaBreach {
  readonly container: Container
  readonly at: Ref<unknown>
  readonly rule: Ref<unknown>
  readonly owner: Pick<Manifest, 'title'>
  /** `requests.cpu` */
  readonly resource: string
  /** The amount that may not be passed; undefined where something must be written and is not. */
  readonly most: string | undefined
}

/** Only of namespaces that both name: where one is unknown, nothing can be told. */
export function quotaBreaches(project: Project): QuotaBreach[] {
  const ranges = grouped(project.get(limitRanges).flatMap(range => (range.namespace === undefined ? [] : [[range.namespace, range] as const])))
  const quotas = grouped(project.get(resourceQuotas).flatMap(quota => (quota.namespace === undefined ? [] : [[quota.namespace, quota] as const])))
  if (ranges.size === 0 && quotas.size === 0) return []
  return project.get(resourceContainers).flatMap(container => {
    const { namespace, partial } = container.pod.workload
    if (namespace === undefined || partial) return []
    const own = ranges.get(namespace) ?? []
    return [...own.flatMap(range => beyond(container, range)), ...(quotas.get(namespace) ?? []).flatMap(quota => unwritten(container, quota, own))]
  })
}

/** What a container may take beyond the maximum for containers. */
function beyond(container: Container, owner: LimitRange): QuotaBreach[] {
  return owner
    .at('spec')
    .at('limits')
    .each()
    .flatMap(limit => {
      if (limit.value?.type !== 'Container') return []
      return [...limit.at('max').entries()].flatMap(([name, rule]) => {
        const at = container.at('resources').at('limits').at(name)
        const [asked, most] = [amountOf(at), amountOf(rule)]
        return asked !== undefined && most !== undefined && asked > most
          ? [{ container, at, rule, owner, resource: `limits.${name}`, most: String(rule.value) }]
          : []
      })
    })
}

/** What a quota counts, and neither the container nor a LimitRange says. */
function unwritten(container: Container, owner: ResourceQuota, ranges: readonly LimitRange[]): QuotaBreach[] {
  const spec = owner.at('spec')
  // A quota with a scope is for some pods only.
  if ((spec.at('scopes').value ?? []).length > 0 || spec.at('scopeSelector').exists) return []
  return [...spec.at('hard').entries()].flatMap(([written, rule]) => {
    const key = written === 'cpu' || written === 'memory' ? `requests.${written}` : written
    const [, sort, name] = /^(requests|limits)\.(cpu|memory)$/.exec(key) ?? []
    if (sort === undefined || name === undefined) return []
    const resources = container.at('resources')
    const given = resources.at('limits').at(name).exists || (sort === 'requests' && resources.at('requests').at(name).exists)
    const defaults = ranges.some(range => (range.at('spec').at('limits').value ?? []).some(limit => hasDefault(limit, sort, name)))
    return given || defaults ? [] : [{ container, at: resources.at(sort as 'requests' | 'limits').at(name), rule, owner, resource: key, most: undefined }]
  })
}

/** A maximum is the default limit, and that the default request. */
function hasDefault(limit: NonNullable<LimitRangeFields['spec']['limits']>[number] | null, sort: string, name: string): boolean {
  if (limit?.type !== 'Container') return false
  const fields = [limit.default, limit.max, ...(sort === 'requests' ? [limit.defaultRequest, limit.min] : [])]
  return fields.some(amounts => amounts !== undefined && amounts !== null && Object.hasOwn(amounts, name))
}

/** The objects of each namespace, for telling which has none. */
export function namespacesWith(query: (project: Project) => readonly Pick<Manifest, 'namespace'>[]): (project: Project) => ReadonlySet<string | undefined> {
  return project => new Set(project.get(query).map(({ namespace }) => namespace))
}

/** A quota that the workloads of its namespace pass together. */
export interface QuotaSum {
  readonly quota: ResourceQuota
  readonly hard: Ref<unknown>
  readonly resource: string
  /** In words: `2.25`, `3Gi`. */
  readonly sum: string
  readonly parts: readonly { readonly at: Ref<unknown>; readonly title: string; readonly amount: string }[]
}

/** What runs all the time, at its fewest; a job comes and goes, and of a DaemonSet the number of nodes is not known. */
export function quotaSums(project: Project): QuotaSum[] {
  const quotas = project.get(resourceQuotas).filter(({ namespace }) => namespace !== undefined)
  if (quotas.length === 0) return []
  const byNamespace = grouped(project.get(wholeWorkloads).map(workload => [workload.namespace, workload] as const))
  return quotas.flatMap(quota => {
    const spec = quota.at('spec')
    if ((spec.at('scopes').value ?? []).length > 0 || spec.at('scopeSelector').exists) return []
    return [...spec.at('hard').entries()].flatMap(([written, hard]) => {
      const [, sort = 'requests', name] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(written) ?? []
      const most = amountOf(hard)
      if (name === undefined || most === undefined) return []
      const show = (amount: number): string => (name === 'cpu' ? String(Math.round(amount * 1000) / 1000) : formatBytes(amount))
      const needs = once(byNamespace.get(quota.namespace) ?? []).map(workload => ({
        workload,
        amount: needOf(project, workload, sort as 'requests' | 'limits', name),
      }))
      const sum = needs.reduce((total, { amount }) => total + amount, 0)
      // Sums of thousandths are not exact.
      if (sum <= most * (1 + 1e-9)) return []
      const parts = needs
        .filter(({ amount }) => amount > 0)
        .toSorted((a, b) => b.amount - a.amount)
        .map(({ workload, amount }) => ({ at: workload.at('metadata').at('name'), title: workload.title, amount: show(amount) }))
      return [{ quota, hard, resource: written, sum: show(sum), parts }]
    })
  })
}

/** An object that stands in several files is one. */
function once(workloads: readonly Workload[]): Workload[] {
  return [...new Map(workloads.map(workload => [`${workload.kind}/${workload.name}`, workload])).values()]
}

function needOf(project: Project, workload: Workload, sort: 'requests' | 'limits', name: string): number {
  const count = workload.kind === 'Pod' ? 1 : workload.runsToCompletion ? 0 : (fewestPods(project, workload)?.count ?? 0)
  if (count === 0 || !workload.pod) return 0
  const running = containersOf(workload.pod).filter(({ sort: kind }) => kind === 'regular' || kind === 'sidecar')
  const asked = running.map(container => {
    const resources = container.at('resources')
    return amountOf(resources.at(sort).at(name)) ?? (sort === 'requests' ? amountOf(resources.at('limits').at(name)) : undefined) ?? 0
  })
  return count * asked.reduce((total, amount) => total + amount, 0)
}
