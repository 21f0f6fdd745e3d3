import { grouped } from '../grouped.ts'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import type { Container } from './container.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'
import { amountOf, resourceContainers } from './resources.ts'

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
  return [...owner.at('spec').at('limits').each()].flatMap(limit => {
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
