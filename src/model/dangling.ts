import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import type { Link } from './link.ts'
import { resolve } from './reference.ts'

/** What is wrong with a reference that leads nowhere. */
interface Dangling {
  readonly at: Ref<string>
  readonly message: string
  readonly severity?: 'error'
  readonly related?: readonly { readonly at: Ref<unknown>; readonly message: string }[]
}

/**
 * A reference whose object does not exist, as far as the tree can tell: by the closed world, or because another one was meant.
 *
 * @param complete the files hold everything, so that what is in none of them is missing whatever its kind
 */
export function danglingAt(project: Project, { at, owner, target, namespace, effect }: Link, complete: boolean): Dangling | undefined {
  const resolution = resolve(project, target, namespace, owner)
  if (resolution.state === 'found' || resolution.state === 'made') return undefined
  const { similar } = resolution
  const certain = similar?.certain === true
  if (resolution.state === 'unknown' && !certain && !(complete && resolution.absent)) return undefined
  const { kind, name } = target
  const elsewhere = similar?.manifest.name === name
  return {
    at,
    message: elsewhere
      ? `${similar.hint.slice(0, -1)}, so ${effect}.`
      : `No ${kind} "${name}" is in the linted files, so ${effect}. ${similar?.hint ?? `Correct the name, or name the ${kind} in "external".`}`,
    ...(certain && { severity: 'error' }),
    ...(similar && { related: [{ at: similar.manifest.follow(['metadata', 'name']), message: 'what is there' }] }),
  }
}
