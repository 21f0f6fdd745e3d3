import type { Ref } from '../../source/ref.ts'
import type { Workload } from './workload.ts'

/** How many pods an update may take away, and add, at a time. */
export interface RollingUpdate {
  readonly maxUnavailable: Ref<number | string>
  readonly maxSurge: Ref<number | string>
}

/** Of what updates pod by pod: a Deployment, or a Rollout whose canary takes its share by the number of pods. */
export function rollingUpdateOf(workload: Workload): RollingUpdate | undefined {
  const strategy = workload.at('spec').at('strategy')
  if (workload.kind === 'Deployment' && (strategy.at('type').value ?? 'RollingUpdate') === 'RollingUpdate') return fieldsOf(strategy.at('rollingUpdate'))
  const canary = strategy.follow(['canary'])
  return workload.kind === 'Rollout' && canary.value !== undefined && !canary.follow(['trafficRouting']).exists ? fieldsOf(canary) : undefined
}

function fieldsOf(fields: Ref<unknown>): RollingUpdate {
  return { maxUnavailable: fields.follow(['maxUnavailable']) as Ref<number | string>, maxSurge: fields.follow(['maxSurge']) as Ref<number | string> }
}

/**
 * Pods that may be missing during an update, and be added, of so many replicas; undefined for what cannot be known.
 * The default of both is 25 %; the one is rounded down, the other up; if neither leaves room, one pod may be missing
 * (`ResolveFenceposts` in the Deployment controller).
 */
export function roomOf({ maxUnavailable, maxSurge }: RollingUpdate, replicas: number): { missing: number; added: number } | undefined {
  const missing = share(maxUnavailable, replicas, Math.floor)
  const added = share(maxSurge, replicas, Math.ceil)
  if (missing === undefined || added === undefined) return undefined
  return { missing: missing === 0 && added === 0 ? 1 : missing, added }
}

export function isZero({ value }: Ref<number | string>): boolean {
  return value === 0 || value === '0%' || value === '0'
}

function share(ref: Ref<number | string>, total: number, round: (pods: number) => number): number | undefined {
  if (ref.exists && ref.value === undefined) return undefined
  const value = ref.value ?? '25%'
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(value)?.[1]
  return percent === undefined ? undefined : round((Number(percent) * total) / 100)
}
