import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { isRoot, userOf } from '../../dockerfile/user.ts'
import { isAmong } from '../../places.ts'
import { type BuiltImage, builtImages } from './built-image.ts'
import type { Container } from './container.ts'

/** The user of an image of the tree with whom the kubelet does not start a container, since its pod sets `runAsNonRoot`. */
export interface RefusedUser {
  readonly image: BuiltImage
  readonly container: Container
  /** `root`, or a name, which the kubelet cannot look up in the image. */
  readonly name: string
  /** The USER that says so, or the image that the stage begins with. */
  readonly at: Ref<unknown>
}

export function refusedUsers(project: Project): RefusedUser[] {
  return project.get(builtImages).flatMap(image => {
    const { name, instruction } = userOf(image.stage)
    // Of a name that the base image has, nobody here knows whether it is a number.
    if (name === undefined || (!isRoot(name) && (!instruction || /^\d+$/.test(name)))) return []
    const container = image.containers.find(demandsUser)
    return container ? [{ image, container, name, at: instruction?.stage === image.stage ? instruction : image.stage.imageWord }] : []
  })
}

/** Whether dockerfile/user-vs-run-as-non-root says of a USER that a container does not start. */
export function isRefusedUser(project: Project): (at: Ref<unknown>) => boolean {
  return isAmong(project.get(refusedUsers).map(({ at }) => at))
}

/** Whether the kubelet looks at the user of the image, and refuses root. */
function demandsUser(container: Container): boolean {
  return container.security('runAsNonRoot').value === true && !container.security('runAsUser').exists
}
