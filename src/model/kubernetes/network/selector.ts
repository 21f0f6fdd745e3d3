import type { LabelSelector } from '../../../languages/label-selector.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Workload } from '../workload.ts'

/** By which labels a workload finds its pods. */
export interface WorkloadSelector {
  readonly ref: Ref<unknown>
  /** Undefined when nothing is written, or nothing that can be read. */
  readonly value: LabelSelector | undefined
  /** Whether the API server asks for one. */
  readonly needed: boolean
}

/** Kinds whose selector is a plain map of labels, which may be left out. */
const mapped = new Set(['ReplicationController', 'DeploymentConfig'])
const selecting = new Set(['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'])

/** The selector of what has one; undefined for other kinds, and for a Rollout, which has rules of its own. */
export function selectorOfWorkload(workload: Workload): WorkloadSelector | undefined {
  const { kind } = workload
  if (mapped.has(kind)) {
    const ref = workload.selector as Ref<unknown> as Ref<Record<string, string>>
    return { ref, value: ref.value && { matchLabels: ref.value }, needed: false }
  }
  const ref = kind === 'CronJob' ? (workload.follow(['spec', 'jobTemplate', 'spec', 'selector']) as Ref<LabelSelector>) : workload.selector
  if (!selecting.has(kind) && kind !== 'Job' && kind !== 'CronJob') return undefined
  // The controller gives a job a selector and its pods the label; with "manualSelector" they are the user's.
  return { ref, value: ref.value, needed: selecting.has(kind) }
}

/** What a selector asks for, in words: `app=checkout and tier in (web, api)`. */
export function chosenBy({ matchLabels, matchExpressions }: LabelSelector): string {
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => `${key}=${value}`)
  const wider = (matchExpressions ?? []).map(({ key, operator, values }) => `${key} ${operator}${values ? ` (${values.join(', ')})` : ''}`)
  return [...equal, ...wider].join(' and ') || 'everything'
}
