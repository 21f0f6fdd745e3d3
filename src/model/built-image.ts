import { grouped } from '../grouped.ts'
import { parseImage } from '../languages/image-reference.ts'
import type { Project } from '../project.ts'
import { relativeTo } from '../source/kustomize.ts'
import type { Container } from './container.ts'
import { type Stage, stages } from './dockerfile.ts'
import { images } from './image.ts'

/** An image that the tree itself builds, and the containers of the tree that run it. */
export interface BuiltImage {
  /** As Skaffold names it. */
  readonly name: string
  /** The stage that is built. */
  readonly stage: Stage
  readonly containers: readonly Container[]
}

/** The images that a Skaffold configuration builds from Dockerfiles of the tree: what else builds them cannot be told. */
export function builtImages(project: Project): BuiltImage[] {
  const byFile = grouped(project.get(stages).map(stage => [stage.source.file, stage] as const))
  const runBy = grouped(project.get(images).map(({ image, container }) => [image.name, container] as const))
  return project.get(builds).flatMap(({ name, file, target }) => {
    const built = byFile.get(file)
    const stage = target === undefined ? built?.at(-1) : built?.find(({ node }) => node.name === target.toLowerCase())
    return stage ? [{ name, stage, containers: runBy.get(parseImage(name)?.name ?? name) ?? [] }] : []
  })
}

interface Build {
  readonly name: string
  /** The Dockerfile. */
  readonly file: string
  readonly target: string | undefined
}

/** An item of `build.artifacts`. https://skaffold.dev/docs/references/yaml/ */
interface Artifact {
  readonly image?: unknown
  readonly context?: unknown
  readonly docker?: { readonly dockerfile?: unknown; readonly target?: unknown } | null
}

/** Other builders than Docker stand under their own key. */
const otherBuilders = ['bazel', 'buildpacks', 'custom', 'jib', 'ko']

function builds(project: Project): Build[] {
  const configs = project.ofKind('Config').filter(({ apiVersion }) => apiVersion.startsWith('skaffold/'))
  return configs.flatMap(({ body }) => {
    const artifacts = body.follow(['build', 'artifacts']).value
    return Array.isArray(artifacts) ? artifacts.flatMap(artifact => buildOf(artifact, body.source.file)) : []
  })
}

function buildOf(artifact: unknown, config: string): Build[] {
  if (typeof artifact !== 'object' || artifact === null || otherBuilders.some(builder => Object.hasOwn(artifact, builder))) return []
  const { image, context, docker } = artifact as Artifact
  if (typeof image !== 'string') return []
  const folder = textOr(context, '.')
  return [{ name: image, file: relativeTo(config, `${folder}/${textOr(docker?.dockerfile, 'Dockerfile')}`), target: textOr(docker?.target, undefined) }]
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise
}
