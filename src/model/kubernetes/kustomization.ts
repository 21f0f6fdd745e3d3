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

/** The namespace that kustomizations give to the objects of a file; undefined in it = unknown, because they disagree. */
export interface GivenNamespace {
  readonly namespace: string | undefined
}

/**
 * The namespaces that kustomizations give to the objects of files, whatever those say themselves; files that get none are left out.
 * An overlay goes before the base that it names.
 */
export function namespacesOfFiles(project: Project): ReadonlyMap<string, GivenNamespace> {
  const layers = new Map(
    project
      .get(kustomizations)
      .map(layerOf)
      .map(layer => [layer.folder, layer]),
  )
  for (const { names } of layers.values()) for (const name of names) if (layers.has(name)) layers.get(name)!.above++
  const offers = new Map<string, (GivenNamespace | undefined)[]>()
  // From the outermost inwards; those that name each other in a circle, which kustomize refuses, are never reached.
  const ready = [...layers.values()].filter(({ above }) => above === 0)
  for (const { folder, names, own } of ready) {
    const given = agreed(offers.get(folder) ?? [own])
    for (const name of names) {
      const base = layers.get(name)
      const offer = given ?? base?.own
      if (offers.get(name)?.push(offer) === undefined) offers.set(name, [offer])
      if (base && --base.above === 0) ready.push(base)
    }
  }
  const files = [...offers].flatMap(([name, offer]) => (layers.has(name) ? [] : [[name, agreed(offer)] as const]))
  return new Map(files.filter((entry): entry is [string, GivenNamespace] => entry[1] !== undefined))
}

/** A kustomization: the files and folders that it names, what it sets, and how many that name it are still to come. */
interface Layer {
  readonly folder: string
  readonly names: ReadonlySet<string>
  readonly own: GivenNamespace | undefined
  above: number
}

function layerOf(body: Ref<Kustomization>): Layer {
  const { file } = body.source
  const named = [...body.at('resources').each(), ...body.at('bases').each(), ...body.at('components').each()]
  const names = new Set(named.flatMap(({ value }) => (typeof value === 'string' ? relativeTo(file, value) : [])))
  const namespace = body.at('namespace').value
  return { folder: relativeTo(file, '.'), names, own: typeof namespace === 'string' ? { namespace } : undefined, above: 0 }
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
  const maps = project
    .get(kustomizations)
    .flatMap(kustomization => [kustomization.at('commonLabels').value, ...[...kustomization.at('labels').each()].map(item => item.at('pairs').value)])
  return new Set(maps.flatMap(map => Object.entries(map ?? {}).map(([label, value]) => `${label}=${value}`)))
}
