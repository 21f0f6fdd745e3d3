import type { ResourceName } from './finding.ts'
import { groupedBy } from './grouped.ts'
import type { Project } from './project.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import type { Ref } from './source/ref.ts'
import type { Path, Range, Resource, Source } from './source/source.ts'
import { YamlSource } from './source/yaml.ts'

/** What a place belongs to. */
export interface Owner {
  /** The Kubernetes object, if it is in one; for text inside a ConfigMap value, the ConfigMap. */
  readonly name: ResourceName | undefined
  /** Whether that object is only part of one. */
  readonly partial: boolean
}

const none: Owner = { name: undefined, partial: false }

export function ownerOf(ref: Ref<unknown>, project: Project): Owner {
  if (ref.source instanceof DockerfileSource) return none
  const resource = resourceAt(ref.source, ref.path, project)
  const owner = outerOf(ref, project) ?? resource
  return { name: owner && resourceName(owner), partial: resource?.partial ?? false }
}

/** A place, and where it is written. */
interface Place {
  readonly at: Ref<unknown>
  readonly range: Range
}

/** What of a place is to be kept to identify it: in a Dockerfile, where its text does, nothing but the file. */
export function keptOf(ref: Ref<unknown>): Ref<unknown> {
  return ref.source instanceof DockerfileSource ? ref.source.whole : ref.bare()
}

/** A name for a place that does not change when lines move. */
export function identityOf(place: Place, project: Project): string {
  const { source, path } = place.at
  const { name } = ownerOf(place.at, project)
  const outer = source instanceof YamlSource ? source.outer : undefined
  const pointer = [
    outer && pointerOf(resourceAt(outer.source, outer.path, project), outer.path),
    pointerOf(resourceAt(source, path, project), path, place),
  ].filter(Boolean)
  const object = name ? `${name.apiVersion}/${name.kind}/${name.namespace ?? ''}/${name.name ?? ''}` : ''
  return `${source.file}\n${object}\n${pointer.join('/')}`
}

/** The object in whose value the text of `ref` stands. */
function outerOf({ source }: Ref<unknown>, project: Project): Resource | undefined {
  const outer = source instanceof YamlSource ? source.outer : undefined
  return outer && resourceAt(outer.source, outer.path, project)
}

/** The resources of a source by the place of their bodies, and how long the ways to these are, the longest first. */
interface Places {
  readonly lengths: readonly number[]
  readonly resources: ReadonlyMap<string, Resource>
}

/** A source holds one resource, or thousands, where it is a List. */
function placesBySource(project: Project): ReadonlyMap<Source, Places> {
  const index = groupedBy(project.all(), resource => resource.body.source)
  return new Map([...index].map(([source, resources]) => [source, placesOf(resources)]))
}

function placesOf(resources: readonly Resource[]): Places {
  const lengths = new Set(resources.map(({ body }) => body.path.length))
  return { lengths: [...lengths].sort((a, b) => b - a), resources: new Map(resources.map(resource => [JSON.stringify(resource.body.path), resource])) }
}

/** The resource whose body holds `path`; of nested ones (items of a List) the innermost. */
export function resourceAt(source: Source, path: Path, project: Project): Resource | undefined {
  const places = project.get(placesBySource).get(source)
  for (const length of places?.lengths ?? []) {
    if (length === 0) return places?.resources.get('[]')
    const found = length <= path.length ? places?.resources.get(JSON.stringify(path.slice(0, length))) : undefined
    if (found) return found
  }
  return undefined
}

function resourceName({ kind, apiVersion, body }: Resource): ResourceName | undefined {
  if (!(body.source instanceof YamlSource) || (kind.startsWith('Prometheus') && apiVersion === '')) return undefined
  const metadata = (body.value as { metadata?: { name?: unknown; namespace?: unknown } } | undefined)?.metadata
  return {
    apiVersion,
    kind,
    ...(typeof metadata?.namespace === 'string' && { namespace: metadata.namespace }),
    ...(typeof metadata?.name === 'string' && { name: metadata.name }),
  }
}

/** The way to a value, with list items called by their names, so that a new item above does not rename those below. */
function pointerOf(resource: Resource | undefined, path: Path, place?: Place): string {
  if (!resource || resource.body.source instanceof DockerfileSource) return place ? writtenText(place) : ''
  let value: unknown = resource.body.value
  const steps: string[] = []
  for (const step of path.slice(resource.body.path.length)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined
    const named = typeof step === 'number' && typeof value === 'object' && value !== null ? itemName(value as Record<string, unknown>) : undefined
    steps.push(named ?? String(step))
  }
  const { part, value: written } = place?.at ?? {}
  if (part) steps.push(part === 'key' ? '(key)' : `(${typeof written === 'string' ? written : ''})`)
  return steps.join('/')
}

/** What tells a list item from its siblings. */
const itemKeys = ['name', 'alert', 'record', 'job_name', 'containerPort', 'port', 'templateName', 'key', 'mountPath']

function itemName(item: Record<string, unknown>): string | undefined {
  const key = itemKeys.find(candidate => typeof item[candidate] === 'string' || typeof item[candidate] === 'number')
  return key && `[${key}=${String(item[key])}]`
}

function writtenText({ at, range: { start, end } }: Place): string {
  return at.source.text.slice(start, Math.min(end, start + 200)).trim()
}
