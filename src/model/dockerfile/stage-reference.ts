import { flatMap } from '../../flat-map.ts'
import { type Image, parseImage } from '../../languages/image-reference.ts'
import type { Project } from '../../project.ts'
import { officialImages } from '../../facts/official-images.ts'
import type { Ref } from '../../source/ref.ts'
import { baseImages, type Stage, stageCircles, stageReferences, stages } from './dockerfile.ts'

/** An image that a build takes from outside. */
export interface PulledImage {
  readonly stage: Stage
  readonly image: Image
  readonly at: Ref<unknown>
}

/** The images of FROM, of `COPY --from` and of mounts; stages of the same file, and what only a build can know, are not among them. */
export function pulledImages(project: Project): PulledImage[] {
  const bases = project.get(baseImages).map(({ stage, image }) => ({ stage, image, at: stage.imageWord }))
  const sources = flatMap(project.get(stageReferences), placed => {
    const { stage, reference } = placed
    const image = reference.target || !isImageName(reference.name) ? undefined : parseImage(reference.name)
    return image ? [{ stage, image, at: placed.at }] : []
  })
  return [...bases, ...sources]
}

/** Whether a name behind `--from` is that of an image rather than of a stage: it has more than one word, or Docker Hub has one of that name. */
export function isImageName(name: string): boolean {
  return /[/:@]/.test(name) || officialImages.has(name)
}

/** The references that close a circle of stages. */
export function circularReferences(project: Project): ReadonlySet<unknown> {
  return new Set(project.get(stageCircles).map(({ reference }) => reference))
}

/** What FROM, `COPY --from` and mounts name as an image, whether it can be one or not; without variables. */
export function writtenImages(project: Project): { readonly name: string; readonly at: Ref<unknown> }[] {
  const bases = flatMap(project.get(stages), stage => {
    const { image, parent } = stage.node
    return image && !parent && image.raw !== 'scratch' ? [{ name: image.value, at: stage.imageWord }] : []
  })
  const sources = project
    .get(stageReferences)
    .filter(({ reference }) => !reference.target && isImageName(reference.name))
    .map(({ reference, at }) => ({ name: reference.name, at }))
  return [...bases, ...sources].filter(({ name }) => name !== '' && !name.includes('$'))
}
