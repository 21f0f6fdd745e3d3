import type { Ref } from '../../source/ref.ts'
import type { Workload } from './workload.ts'

/** What of a workload has none of these labels: itself, or else its pods. */
export function lackingLabels(workload: Workload, labels: readonly string[]): { readonly at: Ref<unknown>; readonly title: string } | undefined {
  const own = workload.at('metadata').at('labels')
  const lacks = ({ value }: Ref<Record<string, string>>): boolean => !labels.some(label => value !== undefined && Object.hasOwn(value, label))
  if (lacks(own as Ref<Record<string, string>>)) return { at: own, title: workload.title }
  const pods = workload.kind === 'Pod' ? undefined : workload.pod?.metadata.at('labels')
  return pods && lacks(pods as Ref<Record<string, string>>) ? { at: pods, title: `The template of ${workload.title}` } : undefined
}
