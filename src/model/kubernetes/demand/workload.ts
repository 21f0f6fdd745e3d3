import type { CronJobSpec, JobSpec } from 'kubernetes-types/batch/v1.js'
import { hasPlaceholder } from '../../../schemas/walk.ts'
import type { Ref } from '../../../source/ref.ts'
import { selectorOfWorkload } from '../network/selector.ts'
import type { Workload } from '../workload.ts'
import { isName } from '../../../languages/kubernetes-name.ts'
import { isTimeZone, timeZoneOf } from '../../../languages/time-zone.ts'
import { clashing, isBlank, lacking, selecting, unfitting, type Wrong } from './wrong.ts'

/** Of the kinds that choose their pods by a selector. Source: pkg/apis/apps/validation. */
export function* selectorOf(workload: Workload): Generator<Wrong> {
  const selector = selectorOfWorkload(workload)
  if (!selector?.ref.exists) {
    // It takes the labels of its template for a selector, if there are any.
    if (workload.kind === 'ReplicationController' && isBlank(workload.follow(['spec', 'template', 'metadata', 'labels'])))
      yield* lacking(workload.at('spec'), 'selector')
    return
  }
  const { ref } = selector
  yield* selecting(ref)
  if (workload.group === 'apps' && isBlank(ref.follow(['matchLabels'])) && isBlank(ref.follow(['matchExpressions'])) && typeof ref.value === 'object')
    yield { at: ref, says: 'selects nothing', advice: 'Select labels of the template.' }
}

/** Source: pkg/apis/apps/validation, ValidateStatefulSetSpec and ValidateRollingUpdateDaemonSet. */
export function* rollout(workload: Workload): Generator<Wrong> {
  if (workload.kind === 'StatefulSet')
    yield* unfitting(
      workload.at('spec').at('serviceName'),
      text => isName(text, 'label'),
      'which no Service can be called',
      'Write lower-case letters, digits and "-".',
    )
  for (const field of ['strategy', 'updateStrategy']) {
    const type = workload.follow(['spec', field, 'type'])
    if (type.value === 'Recreate' || (type.value === 'OnDelete' && workload.kind === 'StatefulSet'))
      yield* clashing(workload.follow(['spec', field, 'rollingUpdate']), `stands beside "type: ${type.value}"`, 'Remove it, or set "type: RollingUpdate".')
  }
  if (workload.kind !== 'DaemonSet' || workload.follow(['spec', 'updateStrategy', 'type']).value === 'OnDelete') return
  const update = workload.follow(['spec', 'updateStrategy', 'rollingUpdate'])
  const [surge, unavailable] = [update.follow(['maxSurge']), update.follow(['maxUnavailable'])]
  if (isSome(surge) && (isSome(unavailable) || !unavailable.exists))
    yield* clashing(surge, 'goes only with "maxUnavailable: 0", and that is 1 where nothing is written', 'Set "maxUnavailable: 0", or remove it.')
  if (isNone(unavailable) && (isNone(surge) || !surge.exists))
    yield { at: unavailable, says: `is ${String(unavailable.value)} without a "maxSurge", and no pod could ever be replaced`, advice: 'Set one of them to 1.' }
}

function isSome({ value }: Ref<unknown>): boolean {
  return typeof value === 'number' ? value > 0 : typeof value === 'string' && !/^0+%?$/.test(value)
}

function isNone({ value }: Ref<unknown>): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%?$/.test(value))
}

/** Source: pkg/apis/batch/validation, validateJobSpec. */
export function* job(spec: Ref<JobSpec>): Generator<Wrong> {
  const mode = spec.at('completionMode')
  if (mode.value === 'Indexed') {
    if (spec.at('parallelism').exists) yield* lacking(spec, 'completions', 'which "completionMode: Indexed" needs')
  } else if (mode.value === 'NonIndexed' || !mode.exists)
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'])
      yield* clashing(spec.follow([field]), 'stands in a Job without indexes', 'Set "completionMode: Indexed", or remove it.')
  const policy = spec.at('podFailurePolicy')
  if (spec.at('template').at('spec').at('restartPolicy').value === 'OnFailure')
    yield* clashing(policy, 'stands beside "restartPolicy: OnFailure"', 'Set "restartPolicy: Never".')
}

/** Source: pkg/apis/batch/validation, validateTimeZone. */
export function* cronJob(spec: Ref<CronJobSpec>): Generator<Wrong> {
  const zone = spec.at('timeZone')
  const { value } = zone
  if (typeof value !== 'string' || hasPlaceholder(value) || isTimeZone(value)) return
  const meant = timeZoneOf(value)
  const advice = meant === undefined ? 'Write one such as Europe/Berlin or Etc/UTC, or leave it out.' : `Did you mean "${meant}"?`
  yield { at: zone, says: `is "${value}", which is no time zone`, advice }
}
