import type { ResourceName } from './finding.ts'
import type { Project } from './project.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import type { Ref } from './source/ref.ts'
import type { Path, Resource, Source } from './source/source.ts'
import { YamlSource } from './source/yaml.ts'

/** What a place belongs to. */
export interface Identity {
  /** The Kubernetes object, if it is in one; for text inside a ConfigMap value, the ConfigMap. */
  readonly resource: ResourceName | undefined
  /** Whether that object is only part of one. */
  readonly partial: boolean
  /** A name for the place that does not change when lines move. */
  readonly identity: string
}

export function identify(ref: Ref<unknown>, project: Project): Identity {
  const resource = resourceAt(ref.source, ref.path, project)
  const outer = ref.source instanceof YamlSource ? ref.source.outer : undefined
  const owner = outer ? resourceAt(outer.source, outer.path, project) : resource
  const name = owner && resourceName(owner)
  const pointer = [outer && pointerOf(owner, outer.path), pointerOf(resource, ref.path, ref)].filter(Boolean).join('/')
  const object = name ? `${name.apiVersion}/${name.kind}/${name.namespace ?? ''}/${name.name ?? ''}` : ''
  return { resource: name, partial: resource?.partial ?? false, identity: `${ref.source.file}\n${object}\n${pointer}` }
}

const bySource = (project: Project): Map<Source, Resource[]> => {
  const index = new Map<Source, Resource[]>()
  for (const resource of project.all()) {
    const same = index.get(resource.body.source)
    if (same) same.push(resource)
    else index.set(resource.body.source, [resource])
  }
  return index
}

/** The resource whose body holds `path`; of nested ones (items of a List) the innermost. */
function resourceAt(source: Source, path: Path, project: Project): Resource | undefined {
  const candidates = project.get(bySource).get(source) ?? []
  return candidates.findLast(({ body }) => body.path.length <= path.length && body.path.every((step, index) => step === path[index]))
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
function pointerOf(resource: Resource | undefined, path: Path, ref?: Ref<unknown>): string {
  if (!resource || resource.body.source instanceof DockerfileSource) return ref ? writtenText(ref) : ''
  let value: unknown = resource.body.value
  const steps: string[] = []
  for (const step of path.slice(resource.body.path.length)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined
    const named = typeof step === 'number' && typeof value === 'object' && value !== null ? itemName(value as Record<string, unknown>) : undefined
    steps.push(named ?? String(step))
  }
  const part = ref?.part
  if (part) steps.push(part === 'key' ? '(key)' : `(${typeof ref.value === 'string' ? ref.value : ''})`)
  return steps.join('/')
}

/** What tells a list item from its siblings. */
const itemKeys = ['name', 'alert', 'record', 'job_name', 'containerPort', 'port', 'templateName', 'key', 'mountPath']

function itemName(item: Record<string, unknown>): string | undefined {
  const key = itemKeys.find(candidate => typeof item[candidate] === 'string' || typeof item[candidate] === 'number')
  return key && `[${key}=${String(item[key])}]`
}

function writtenText(ref: Ref<unknown>): string {
  const { start, end } = ref.source.locate(ref.path, ref.part)
  return ref.source.text.slice(start, Math.min(end, start + 200)).trim()
}
