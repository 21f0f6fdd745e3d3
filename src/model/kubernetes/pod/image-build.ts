import { type Fields, mappingOf } from '../../../languages/json.ts'
import type { Project } from '../../../project.ts'
import { relativeTo } from '../../../source/kustomize.ts'
import type { SourceFile } from '../../../source/source.ts'
import { YamlSource } from '../../../source/yaml.ts'

/** A statement somewhere in the tree that an image is built from a Dockerfile. */
export interface ImageBuild {
  /** As written there, perhaps with a tag. */
  readonly image: string
  /** The Dockerfile. */
  readonly file: string
  readonly target: string | undefined
  /** Where it is stated, for messages: `built by skaffold.yaml`. */
  readonly how: string
}

/** The builds that the files state, the most reliable first: what several state of one image, the first decides. */
export function imageBuilds(project: Project): ImageBuild[] {
  const { files } = project
  return [...files.flatMap(buildsOfSkaffold), ...files.flatMap(buildsOfCompose), ...files.flatMap(buildsOfPipeline), ...files.flatMap(buildsOfComment)]
}

interface Build {
  readonly context?: unknown
  readonly dockerfile?: unknown
  readonly target?: unknown
}

/** An item of `build.artifacts`. https://skaffold.dev/docs/references/yaml/ */
interface Artifact extends Build {
  readonly image?: unknown
  readonly docker?: Build | null
}

/** Other builders than Docker stand under their own key. */
const otherBuilders = ['bazel', 'buildpacks', 'custom', 'jib', 'ko']

function buildsOfSkaffold(file: SourceFile): ImageBuild[] {
  const configs = file.resources.filter(({ kind, apiVersion }) => kind === 'Config' && apiVersion.startsWith('skaffold/'))
  return configs.flatMap(({ body }) => itemsOf(body.follow(['build', 'artifacts']).value).flatMap(artifact => buildOfArtifact(artifact, file.path)))
}

function buildOfArtifact(artifact: Artifact, file: string): ImageBuild[] {
  if (otherBuilders.some(builder => Object.hasOwn(artifact, builder))) return []
  return buildOf(artifact.image, { ...artifact.docker, context: artifact.context }, file, file)
}

/** `services.*.{image,build}`, relative to the file. https://docs.docker.com/reference/compose-file/build/ */
function buildsOfCompose(file: SourceFile): ImageBuild[] {
  if (!/(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(file.path)) return []
  return documentsOf(file).flatMap(document =>
    Object.values(mappingOf(document['services'])).flatMap(service => {
      const { image, build } = mappingOf(service)
      if (build === undefined) return []
      return buildOf(image, typeof build === 'string' ? { context: build } : mappingOf(build), file.path, file.path)
    }),
  )
}

/** Workflows of GitHub, and pipelines whose scripts call docker. Paths are relative to the root of the repository. */
function buildsOfPipeline(file: SourceFile): ImageBuild[] {
  const root = /^(.*?)(?:\.github\/(?:workflows|actions)\/.+|\.gitlab-ci|\.circleci\/config|azure-pipelines|bitbucket-pipelines|cloudbuild)\.ya?ml$/.exec(
    file.path,
  )?.[1]
  if (root === undefined) return []
  return documentsOf(file).flatMap(document =>
    [...textsAndSteps(document)].flatMap(step =>
      (typeof step === 'string' ? buildsOfScript(step) : buildsOfAction(step)).flatMap(({ image, ...build }) => buildOf(image, build, `${root}.`, file.path)),
    ),
  )
}

type NamedBuild = Build & { readonly image: string }

/** `uses: docker/build-push-action` with its inputs. https://github.com/docker/build-push-action */
function buildsOfAction({ uses, with: inputs }: Fields): NamedBuild[] {
  if (typeof uses !== 'string' || !uses.startsWith('docker/build-push-action@')) return []
  const { context, file, tags, target } = mappingOf(inputs)
  if (typeof tags !== 'string') return []
  return tags
    .replaceAll(/\$\{\{[^}]*\}\}/g, '$')
    .split(/[\s,]+/)
    .map(image => ({ image, context: '.', dockerfile: file ?? `${typeof context === 'string' ? context : '.'}/Dockerfile`, target }))
}

/** `docker build -t image -f file context`, as long as all of it is written down. */
function buildsOfScript(script: string): NamedBuild[] {
  const lines = script
    .replaceAll(/\$\{\{[^}]*\}\}/g, '$')
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n')
  return lines.flatMap(line => {
    const words =
      /\b(?:docker|podman|nerdctl)(?: buildx| image)? build\s(.*)$/
        .exec(line)?.[1]
        ?.split(/&&|\|\||;|\|/)[0]
        ?.trim()
        .split(/\s+/) ?? []
    const build: { images: string[]; file?: string; target?: string; context?: string } = { images: [] }
    for (let index = 0; index < words.length; index++) {
      const [flag = '', given] = words[index]!.split(/=(.*)/)
      if (!flag.startsWith('-')) build.context = words[index]!
      else if (valued.has(flag)) {
        const value = (given ?? words[++index] ?? '').replaceAll(/["']/g, '')
        if (flag === '-t' || flag === '--tag') build.images.push(value)
        if (flag === '-f' || flag === '--file') build.file = value
        if (flag === '--target') build.target = value
      }
    }
    const { file, context, target } = build
    if (context === undefined) return []
    return build.images.map(image => ({ image, context: '.', dockerfile: file ?? `${context}/Dockerfile`, target }))
  })
}

/** Flags of `docker build` that take a value. */
const valued = new Set(
  '-t --tag -f --file --target --build-arg --platform --cache-from --cache-to --label -o --output --secret --ssh --network --progress'.split(' '),
)

/** `# image: registry/shop` at the head of a Dockerfile, or the label with the name of the image. */
function buildsOfComment(file: SourceFile): ImageBuild[] {
  if (file.language !== 'dockerfile') return []
  const image = /^#[ \t]*image:[ \t]*(\S+)[ \t]*$/im.exec(file.text)?.[1]
  return image === undefined ? [] : [{ image, file: file.path, target: undefined, how: 'named in a comment of the Dockerfile' }]
}

function buildOf(image: unknown, { context, dockerfile, target }: Build, base: string, stated: string): ImageBuild[] {
  const folder = typeof context === 'string' ? context : '.'
  const file = typeof dockerfile === 'string' ? dockerfile : 'Dockerfile'
  if (typeof image !== 'string' || image === '' || /[${}]/.test(folder + file) || folder.includes('://')) return []
  return [{ image, file: relativeTo(base, `${folder}/${file}`), target: typeof target === 'string' ? target : undefined, how: `built by ${stated}` }]
}

/** All mappings in a document, and all texts that may be scripts. */
function* textsAndSteps(value: unknown, depth = 0): Generator<string | Fields> {
  if (typeof value === 'string') {
    if (value.includes('build ')) yield value
    return
  }
  // Deeper than any pipeline goes; an alias may lead back.
  if (typeof value !== 'object' || value === null || depth > 12) return
  if (!Array.isArray(value) && Object.hasOwn(value, 'uses')) yield value as Fields
  for (const item of Object.values(value)) yield* textsAndSteps(item, depth + 1)
}

function documentsOf(file: SourceFile): Fields[] {
  return file.sources.flatMap(source => (source instanceof YamlSource ? [mappingOf(source.document.value)] : []))
}

function itemsOf(list: unknown): Artifact[] {
  return Array.isArray(list) ? list.filter(item => typeof item === 'object' && item !== null) : []
}
