import { grouped, groupedBy } from '../../../grouped.ts'
import { parseImage } from '../../../languages/image-reference.ts'
import type { Project } from '../../../project.ts'
import { officialName } from '../../../facts/base-images.ts'
import type { Container } from './container.ts'
import { type Stage, stages } from '../../dockerfile/dockerfile.ts'
import { type ContainerImage, images } from './image.ts'
import { imageBuilds } from './image-build.ts'

/** An image that the tree itself builds, and the containers of the tree that run it. */
export interface BuiltImage {
  /** Without its tag. */
  readonly name: string
  /** The stage that is built. */
  readonly stage: Stage
  readonly containers: readonly Container[]
  /** How it is known: `built by skaffold.yaml`. */
  readonly how: string
}

/**
 * The images that are built from Dockerfiles of the tree: as a build tool, a pipeline or the Dockerfile itself says, or else because
 * one folder alone with a Dockerfile has the last name of the image.
 */
export function builtImages(project: Project): BuiltImage[] {
  if (project.ofKind('Dockerfile').length === 0) return []
  const builds = project.get(imageBuilds)
  const run = project.get(images)
  // Without either, no Dockerfile needs to be read.
  if (builds.length + run.length === 0) return []
  const stagesOf = groupedBy(project.get(stages), stage => stage.source.file)
  const runBy = groupedBy(run, nameOf)
  const stated = new Map<string, BuiltImage>()
  for (const { image, file, target, how } of builds) {
    // A tag with a variable in it is no tag to a parser.
    const name = parseImage(image)?.name ?? image.replace(/:[^/:]*$/, '')
    const built = stagesOf.get(file)
    const stage = target === undefined ? built?.at(-1) : built?.find(({ node }) => node.name === target.toLowerCase())
    if (stage && !stated.has(name)) stated.set(name, { name, stage, how, containers: containersOf(runBy.get(name)) })
  }
  const guessed = [...runBy].flatMap(([name, images]) => (stated.has(name) ? [] : (guess(project, name, images) ?? [])))
  return [...stated.values(), ...guessed]
}

function nameOf({ image }: ContainerImage): string {
  return image.name
}

function containersOf(list: readonly ContainerImage[] | undefined): Container[] {
  return (list ?? []).map(({ container }) => container)
}

function guess(project: Project, name: string, run: readonly ContainerImage[]): BuiltImage | undefined {
  const { image } = run[0]!
  const last = image.repository.slice(image.repository.lastIndexOf('/') + 1)
  if (isPublished(image)) return undefined
  const folder = project.get(stagesByFolder).get(last) ?? []
  const files = new Set(folder.map(stage => stage.source.file))
  // Of several Dockerfiles that could be meant none is known to be it.
  if (files.size !== 1) return undefined
  return { name, stage: folder.at(-1)!, how: `from the only Dockerfile in a folder "${last}"`, containers: containersOf(run) }
}

/** Whether an image comes from a publisher that everybody uses, so that a folder of its name holds something else. */
function isPublished(image: ContainerImage['image']): boolean {
  const { registry, repository } = image
  const steps = repository.split('/')
  if (officialName(image) !== undefined || (steps.length > 1 && steps.at(-1) === steps.at(-2))) return true
  return publishers.has(registry) || publishers.has(`${registry}/${steps[0]}`)
}

const publishers = new Set(
  (
    'registry.k8s.io k8s.gcr.io mcr.microsoft.com docker.elastic.co registry.access.redhat.com registry.redhat.io public.ecr.aws cgr.dev nvcr.io ' +
    'docker.io/bitnami docker.io/bitnamilegacy docker.io/prom docker.io/grafana docker.io/hashicorp docker.io/istio docker.io/envoyproxy ' +
    'docker.io/confluentinc docker.io/openpolicyagent docker.io/fluent docker.io/otel docker.io/curlimages docker.io/rancher docker.io/nginxinc ' +
    'quay.io/prometheus quay.io/prometheus-operator quay.io/argoproj quay.io/jetstack quay.io/coreos quay.io/cilium quay.io/strimzi quay.io/minio ' +
    'gcr.io/distroless gcr.io/google-containers gcr.io/google_containers gcr.io/google-samples ghcr.io/kyverno ghcr.io/fluxcd ghcr.io/dexidp'
  ).split(' '),
)

/** The stages of the Dockerfiles that stand in a folder of that name, whatever is above it; `Dockerfile.dev` is for something else. */
function stagesByFolder(project: Project): Map<string, Stage[]> {
  return grouped(
    project.get(stages).flatMap(stage => {
      const steps = stage.source.file.split('/')
      const folder = steps.at(-2)
      return folder === undefined || !/^(?:Dockerfile|Containerfile)$/.test(steps.at(-1)!) ? [] : [[folder, stage] as const]
    }),
  )
}

/** An image of the tree with a container that runs it. */
export interface Pairing extends BuiltImage {
  readonly container: Container
}

/** Each container that runs an image of the tree, with what it is built from. */
export function pairings(project: Project): Pairing[] {
  return project.get(builtImages).flatMap(built => built.containers.map(container => ({ ...built, container })))
}

/** What the image of a container is built from, if it is one of the tree. */
export function pairingOf(project: Project): (container: Container) => Pairing | undefined {
  const index = new Map(project.get(pairings).map(pairing => [pairing.container, pairing]))
  return container => index.get(container)
}
