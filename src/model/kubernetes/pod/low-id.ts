import type { Ref } from '../../../source/ref.ts'
import type { Container } from './container.ts'
import { hasOwnUsers } from './pod-security.ts'

/** The number of a container's user or group where it may be one of the node as well: below `min`, or, with `missing`, left to the image. */
export function lowId(
  container: Container,
  field: 'runAsUser' | 'runAsGroup',
  { min, missing }: { readonly min: number; readonly missing: boolean },
): Ref<number | undefined> | undefined {
  const { pod, sort } = container
  // In a user namespace of its own the number means nothing to the node.
  if (pod.windows || hasOwnUsers(pod) || sort === 'ephemeral') return undefined
  const id = container.security(field)
  if (id.value !== undefined) return id.value < min ? id : undefined
  return missing && !id.exists && !pod.workload.partial ? id : undefined
}
