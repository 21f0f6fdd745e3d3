import type { Ref } from '../../source/ref.ts'

/** The first key of a mapping that comes too late. */
export interface Misplaced {
  readonly at: Ref<string>
  readonly key: string
  readonly before: string
}

/** One finding for each mapping whose keys are not in the order of their bytes; those in lists as well. */
export function unsortedMappings(root: Ref<unknown>, recursive: boolean): Misplaced[] {
  const found: Misplaced[] = []
  const pending: Ref<unknown>[] = [root]
  for (let ref = pending.pop(); ref; ref = pending.pop()) {
    const mapping = [...(ref as Ref<Record<string, unknown>>).entries()]
    const late = mapping.findIndex(([key], index) => index > 0 && key < mapping[index - 1]![0])
    if (late > 0) found.push({ at: mapping[late]![1].key(), key: mapping[late]![0], before: mapping[late - 1]![0] })
    if (recursive) pending.push(...[...mapping.map(([, value]) => value), ...(ref as Ref<unknown[]>).each()].toReversed())
  }
  return found
}
