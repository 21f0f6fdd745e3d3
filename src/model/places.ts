import { grouped } from '../grouped.ts'
import type { Ref } from '../source/ref.ts'

/** Whether a Ref stands for one of these places: equal ones need not be one object. */
export function isAmong(places: Iterable<Ref<unknown>>): (at: Ref<unknown>) => boolean {
  const known = grouped([...places].map(({ source, path }) => [source, path.join('\n')] as const))
  return ({ source, path }) => known.get(source)?.includes(path.join('\n')) ?? false
}
