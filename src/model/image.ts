import { type Image, parseImage } from '../languages/image-reference.ts'
import type { Project } from '../project.ts'
import { Ref } from '../source/ref.ts'
import { type Container, containers } from './container.ts'

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
