import { type Image, parseImage } from '../../../languages/image-reference.ts'
import type { Project } from '../../../project.ts'
import { Ref } from '../../../source/ref.ts'
import { type Container, containers } from './container.ts'
import { kustomizations } from '../kustomization.ts'

/** The image of a container, parsed. */
export class ContainerImage extends Ref<string> {
  readonly container: Container
  readonly image: Image

  constructor(ref: Ref<string>, container: Container, image: Image) {
    super(ref.source, ref.path, ref.value)
    this.container = container
    this.image = image
  }
}

/** The images of all containers that can be parsed. */
export function images(project: Project): ContainerImage[] {
  return project.get(containers).flatMap(container => {
    const ref = container.at('image') as Ref<string>
    const image = ref.value === undefined ? undefined : parseImage(ref.value)
    return image ? [new ContainerImage(ref, container, image)] : []
  })
}

/** Image names → the tag or digest that a kustomization (`images:`) or a skaffold build gives them when they are deployed. */
export function deployedTags(project: Project): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const { name, newTag, digest } of project.get(kustomizations).flatMap(kustomization => listAt(kustomization, 'images')))
    for (const tag of [newTag, digest]) if (typeof tag === 'string') tags.set(String(name), tag)
  for (const { apiVersion, body } of project.ofKind('Config'))
    if (apiVersion.startsWith('skaffold/')) for (const { image } of listAt(body, 'build', 'artifacts')) tags.set(String(image), 'skaffold')
  return tags
}

function listAt(ref: Ref<unknown>, ...path: string[]): Record<string, unknown>[] {
  const list = ref.follow(path).value
  return Array.isArray(list) ? list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null) : []
}
