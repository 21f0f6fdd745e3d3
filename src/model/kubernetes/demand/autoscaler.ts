import type { Ref } from '../../../source/ref.ts'
import { clashing, isBlank, lacking, type Wrong } from './wrong.ts'

interface Metric {
  type?: string
}
interface Spec {
  metrics?: Metric[]
}

/** The types of metrics, with the field that says more, and what its target may be. */
const sources: Readonly<Record<string, { readonly field: string; readonly targets: readonly string[] }>> = {
  Resource: { field: 'resource', targets: ['averageUtilization', 'averageValue'] },
  ContainerResource: { field: 'containerResource', targets: ['averageUtilization', 'averageValue'] },
  Pods: { field: 'pods', targets: ['averageValue'] },
  Object: { field: 'object', targets: ['value', 'averageValue'] },
  External: { field: 'external', targets: ['value', 'averageValue'] },
}

/** Of autoscaling/v2. Source: pkg/apis/autoscaling/validation, validateMetricSpec. */
export function* autoscaler(spec: Ref<Spec>): Generator<Wrong> {
  for (const metric of spec.at('metrics').each()) {
    const type = metric.at('type').value ?? ''
    const known = Object.hasOwn(sources, type) ? sources[type]! : undefined
    if (!known) continue
    const { field, targets } = known
    yield* lacking(metric, field, `which "type: ${type}" needs`)
    for (const other of Object.values(sources))
      if (other.field !== field)
        yield* clashing((metric as Ref<unknown>).follow([other.field]), `stands beside "type: ${type}"`, 'Write an item for each metric.')
    const target = (metric as Ref<unknown>).follow([field, 'target'])
    if (typeof target.value !== 'object' || isBlank(target)) continue
    const set = targets.filter(name => target.follow([name]).exists)
    const written = targets.map(name => `"${name}"`).join(' and ')
    if (set.length > 1 && type !== 'Object') yield* clashing(target.follow([set[1]!]), `stands beside "${set[0]!}"`, 'Remove one of them.')
    if (set.length === 0)
      yield {
        at: target,
        says: `sets ${targets.length > 1 ? `neither ${written.replace(' and ', ' nor ')}` : `no ${written}`}, which is what to scale for`,
        advice: `Set ${written.replace(' and ', ' or ')}.`,
      }
  }
}
