import type { Project } from '../../project.ts'
import { defaultUserOf } from '../../facts/base-images.ts'
import { pairings } from '../kubernetes/pod/built-image.ts'
import { among, type Container } from '../kubernetes/pod/container.ts'
import { images } from '../kubernetes/pod/image.ts'
import { isRoot, userOf } from './user.ts'

/** Tells whether the kubelet is known to refuse a container that sets runAsNonRoot alone: its image runs as root, or as a user without a number. */
export function needsUser(project: Project): (container: Container) => boolean {
  const built = project.get(pairings)
  const isBuilt = among(built.map(({ container }) => container))
  const own = built.filter(({ stage }) => {
    const { name } = userOf(stage)
    return name !== undefined && (isRoot(name) || !/^\d+$/.test(name))
  })
  const others = project.get(images).filter(({ container, image }) => !isBuilt(container) && defaultUserOf(image)?.user.endsWith('root'))
  return among([...own, ...others].map(({ container }) => container))
}
