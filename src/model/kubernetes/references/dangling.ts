import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Link } from './reference-table.ts'
import { manifests } from '../manifest.ts'
import { absenceOf, resolve } from './reference.ts'
import { services } from '../network/service.ts'
import { workloads } from '../workload.ts'

/** What is wrong with a reference that leads nowhere. */
interface Dangling {
  readonly at: Ref<string>
  readonly message: string
  readonly severity?: 'error'
  readonly related?: readonly { readonly at: Ref<unknown>; readonly message: string }[]
}

/** Whether the tree holds what runs in a namespace: objects of that kind, or pods and Services. Others are filled from elsewhere. */
function populated(project: Project): (kind: string, namespace: string | undefined) => boolean {
  const running = new Set([...project.get(services), ...project.get(workloads)].map(object => object.namespace))
  const byKind = new Set(project.get(manifests).map(({ kind, namespace }) => `${kind} ${namespace ?? ''}`))
  return (kind, namespace) =>
    namespace === undefined ? running.size > 0 : running.has(namespace) || running.has(undefined) || byKind.has(`${kind} ${namespace}`)
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
  const missing = resolution.state === 'missing' ? complete || project.get(populated)(target.kind, namespace) : complete && resolution.absent
  if (!certain && !missing) return undefined
  return {
    at,
    message: absenceOf(target, similar, effect, `Correct the name, or name the ${target.kind} in "external".`),
    ...(certain && { severity: 'error' }),
    ...(similar && { related: [{ at: similar.manifest.follow(['metadata', 'name']), message: 'what is there' }] }),
  }
}
