import type { Project } from '../../project.ts'
import { isKustomization, type Kustomization, relativeTo } from '../../source/kustomize.ts'
import type { Ref } from '../../source/ref.ts'

export type { Kustomization }

/** The kustomizations of the tree. */
export function kustomizations(project: Project): Ref<Kustomization>[] {
  return project
    .ofKind('Kustomization', 'Component')
    .filter(isKustomization)
    .map(resource => resource.body as Ref<Kustomization>)
}

/** A kustomization with what it takes in. */
export interface Layer {
  readonly body: Ref<Kustomization>
  /** Its folder, without the last `/`: by that name others take it in. */
  readonly folder: string
  /** The files and folders that it takes in as resources, bases and components. */
  readonly names: ReadonlySet<string>
  /** It takes in something from elsewhere, too. */
  readonly fetches: boolean
}

/** The kustomizations of the tree by their folders. */
export function layers(project: Project): ReadonlyMap<string, Layer> {
  const all = project.get(kustomizations).map(layerOf)
  return new Map(all.map(layer => [layer.folder, layer]))
}

function layerOf(body: Ref<Kustomization>): Layer {
  const named = [...body.at('resources').each(), ...body.at('bases').each(), ...body.at('components').each()]
  const paths = named.flatMap(({ value }) => (typeof value === 'string' ? value : []))
  const names = new Set(paths.filter(path => !isRemote(path)).map(path => relativeTo(body.source.file, path)))
  return { body, folder: relativeTo(body.source.file, '.'), names, fetches: paths.some(isRemote) }
}

/** A URL, or the short form of a repository: `github.com/org/repo//path?ref=v1`. */
function isRemote(path: string): boolean {
  return path.includes('://') || path.includes('?ref=') || path.includes('@') || /^(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(path)
}

/** The namespace that kustomizations give to the objects of a file; undefined in it = unknown, because they disagree. */
export interface GivenNamespace {
  readonly namespace: string | undefined
}

/**
 * The namespaces that kustomizations give to the objects of files, whatever those say themselves; files that get none are left out.
 * An overlay goes before the base that it names.
 */
export function namespacesOfFiles(project: Project): ReadonlyMap<string, GivenNamespace> {
  const all = project.get(layers)
  /** How many that name a layer are still to come. */
  const above = new Map<string, number>()
  for (const { names } of all.values()) for (const name of names) if (all.has(name)) above.set(name, (above.get(name) ?? 0) + 1)
  const offers = new Map<string, (GivenNamespace | undefined)[]>()
  // From the outermost inwards; those that name each other in a circle, which kustomize refuses, are never reached.
  const ready = [...all.values()].filter(({ folder }) => !above.has(folder))
  for (const { body, folder, names } of ready) {
    const given = agreed(offers.get(folder) ?? [setBy(body)])
    for (const name of names) {
      const base = all.get(name)
      const offer = given ?? (base && setBy(base.body))
      if (offers.get(name)?.push(offer) === undefined) offers.set(name, [offer])
      const left = (above.get(name) ?? 0) - 1
      above.set(name, left)
      if (base && left === 0) ready.push(base)
    }
  }
  const files = [...offers].flatMap(([name, offer]) => (all.has(name) ? [] : [[name, agreed(offer)] as const]))
  return new Map(files.filter((entry): entry is [string, GivenNamespace] => entry[1] !== undefined))
}

function setBy(body: Ref<Kustomization>): GivenNamespace | undefined {
  const namespace: unknown = body.at('namespace').value
  return typeof namespace === 'string' ? { namespace } : undefined
}

/** What all say; unknown where they differ. */
function agreed(offers: readonly (GivenNamespace | undefined)[]): GivenNamespace | undefined {
  const [first] = offers
  return offers.every(offer => (offer === undefined) === (first === undefined) && offer?.namespace === first?.namespace) ? first : { namespace: undefined }
}

/** Names that kustomize replaces wherever they stand as `$(NAME)` (its `vars`, deprecated but still used). */
export function kustomizeVariables(project: Project): ReadonlySet<string> {
  return new Set(project.get(kustomizations).flatMap(kustomization => (kustomization.at('vars').value ?? []).flatMap(variable => variable?.name ?? [])))
}

/** Labels, as `name=value`, that kustomizations put on the pods of what they name. */
export function labelsPutOn(project: Project): ReadonlySet<string> {
  const maps = project.get(kustomizations).flatMap(kustomization => [
    kustomization.at('commonLabels').value,
    ...kustomization
      .at('labels')
      .each()
      .map(item => item.at('pairs').value),
  ])
  return new Set(maps.flatMap(map => Object.entries(map ?? {}).map(([label, value]) => `${label}=${value}`)))
}
