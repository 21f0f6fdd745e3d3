import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { pairings } from './built-image.ts'
import { type Container, containers } from './container.ts'
import { type Copy, copyInstructions, isArchive, isProgramFolder } from '../../dockerfile/copy.ts'
import type { Stage } from '../../dockerfile/dockerfile.ts'
import { isDistroless } from '../../dockerfile/image-content.ts'
import { images } from './image.ts'

/** A program that a container is told to start, and that its image does not have. */
export interface MissingProgram {
  readonly at: Ref<string>
  readonly program: string
  /** For messages: `"gcr.io/distroless/static"`. */
  readonly image: string
  /** For "…, so …". */
  readonly effect: string
}

/** What every system has and an image without one has not. */
const programs = new Set('sh ash bash dash zsh cat curl wget nc ls test grep ps pgrep kill sleep echo true touch rm stat env'.split(' '))
const programPath = /^(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?([a-z]+)$/

export function missingPrograms(project: Project): MissingProgram[] {
  const bare = project.get(bareImages)
  return project.get(containers).flatMap(container => {
    const image = bare(container)
    if (image === undefined) return []
    return commandsOf(container).flatMap(({ at, effect }) => {
      const program = programPath.exec(at.value ?? '')?.[1]
      return program !== undefined && programs.has(program) ? [{ at, program, image, effect: effect.replace('*', container.mention) }] : []
    })
  })
}

/** The image of each container that has no system in it, neither a shell nor a tool. */
function bareImages(project: Project): (container: Container) => string | undefined {
  const known = new Map<Container, string>()
  const copies = groupedBy(project.get(copyInstructions), copy => copy.stage)
  for (const { image, container } of project.get(images)) if (isBare(image.registry, image.repository, image.tag)) known.set(container, `"${image.name}"`)
  for (const { stage, container, name, how } of project.get(pairings)) if (isBareStage(stage, copies)) known.set(container, `"${name}" (${how})`)
  return container => known.get(container)
}

function isBare(registry: string, repository: string, tag: string | undefined): boolean {
  const bare = (registry === 'cgr.dev' && /^chainguard\/(?:static|glibc-dynamic)$/.test(repository)) || isDistroless(registry, repository)
  return bare && !/debug|-dev$/.test(tag ?? '')
}

/** Built on nothing, or on an image with no system, and with no folder of programs copied into it. */
function isBareStage(stage: Stage, copies: ReadonlyMap<Stage, readonly Copy[]>): boolean {
  const { imageName, image } = stage.root
  if (imageName !== 'scratch' && !(image && isBare(image.registry, image.repository, image.tag))) return false
  return !stage.chain.some(link => copies.get(link)?.some(mayBringPrograms))
}

function mayBringPrograms({ sources, destination }: Copy): boolean {
  const path = destination.resolved?.replace(/(.)\/+$/, '$1')
  if (path === undefined || isProgramFolder(path)) return true
  return programs.has(path.slice(path.lastIndexOf('/') + 1)) || sources.some(({ written }) => isArchive(written))
}

/** The first word of everything that a container starts. */
function commandsOf(container: Container): { at: Ref<string>; effect: string }[] {
  const probe = (field: 'livenessProbe' | 'readinessProbe' | 'startupProbe') => container.at(field).at('exec').at('command').at(0)
  const hook = (field: 'postStart' | 'preStop') => container.at('lifecycle').at(field).at('exec').at('command').at(0)
  const all = [
    { at: container.at('command').at(0), effect: '* does not start' },
    { at: probe('livenessProbe'), effect: '* is restarted again and again' },
    { at: probe('readinessProbe'), effect: '* never becomes ready' },
    { at: probe('startupProbe'), effect: '* is restarted again and again' },
    { at: hook('postStart'), effect: '* is killed at its start' },
    { at: hook('preStop'), effect: '* stops without it' },
  ]
  return all.filter(({ at }) => typeof at.value === 'string')
}
