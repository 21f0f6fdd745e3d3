import { groupedBy } from '../../grouped.ts'
import { environmentOf } from '../../languages/dockerfile/index.ts'
import type { Project } from '../../project.ts'
import { officialName } from '../../facts/base-images.ts'
import type { Ref } from '../../source/ref.ts'
import type { Stage } from './dockerfile.ts'
import { type ExposedPort, exposedPorts } from './port.ts'

/** Official images that expose no port, besides those of bare systems. Source: their Dockerfiles. */
const exposesNothing = new Set(
  (
    'almalinux alpine amazoncorretto amazonlinux bash buildpack-deps busybox debian eclipse-temurin elixir erlang fedora gcc golang gradle haskell ' +
    'julia maven node openjdk oraclelinux perl pypy python rockylinux ruby rust sapmachine ubuntu'
  ).split(' '),
)

/** The ports that the image of a stage exposes; undefined where it exposes none, or the base or a variable may bring others. */
export function portsOfImage(project: Project): (stage: Stage) => readonly ExposedPort[] | undefined {
  const byStage = groupedBy(project.get(exposedPorts), port => port.stage)
  return stage => {
    const found = stage.chain.flatMap(link => byStage.get(link) ?? [])
    const written = stage.chain.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(({ node }) => node.words))
    const known = written.length === found.length && found.every(({ first }) => first !== undefined)
    return found.length > 0 && known && hasBareBase(stage) ? found : undefined
  }
}

function hasBareBase({ root }: Stage): boolean {
  if (root.imageName === 'scratch') return true
  const { image } = root
  return image !== undefined && (exposesNothing.has(officialName(image) ?? '') || isDistroless(image.registry, image.repository))
}

/** Images of Google without a shell or a package manager, but for their debug tags. */
export function isDistroless(registry: string, repository: string): boolean {
  return registry === 'gcr.io' && repository.startsWith('distroless/')
}

/** A variable that the image sets. */
export interface ImageVariable {
  /** Undefined where only a build knows. */
  readonly value: string | undefined
  readonly at: Ref<unknown>
}

/** What ENV sets in the image of a stage, by name; the last one counts. */
export function variablesOfImage(stage: Stage): ReadonlyMap<string, ImageVariable> {
  const found = new Map<string, ImageVariable>()
  for (const link of stage.chain.toReversed()) {
    const environment = environmentOf(link.dockerfile.value!)
    for (const instruction of link.instructions) {
      if (instruction.keyword !== 'ENV') continue
      for (const [index, { key, rawValue }] of instruction.node.pairs.entries())
        found.set(key, { value: rawValue === undefined ? undefined : environment.resolve(rawValue, instruction.node), at: instruction.at('pairs').at(index) })
    }
  }
  return found
}

/** A folder that VOLUME keeps out of the layers of the image. */
export interface ImageVolume {
  readonly path: string
  readonly at: Ref<unknown>
}

/** The volumes that the image of a stage declares, as far as their paths are written down. */
export function volumesOfImage(stage: Stage): ImageVolume[] {
  return stage.chain.flatMap(link => {
    const environment = environmentOf(link.dockerfile.value!)
    return link.instructions
      .filter(({ keyword }) => keyword === 'VOLUME')
      .flatMap(instruction =>
        instruction.node.words.flatMap(({ raw, value }, index) => {
          const path = environment.resolve(instruction.node.json ? value : raw, instruction.node)
          return path?.startsWith('/') ? [{ path: path.replace(/(.)\/+$/, '$1'), at: instruction.at('words').at(index) }] : []
        }),
      )
  })
}
