import { conforming } from '../source/shape.ts'
import type { Path, Resource, SourceFile } from '../source/source.ts'
import { Ref } from '../source/ref.ts'
import { YamlSource } from '../source/yaml.ts'
import type { Schemas } from './table.ts'
import { validate, type Violation } from './walk.ts'

/**
 * Judges each object by the schema of its kind. A value that does not fit is taken out, so that rules see it as absent; that it is
 * written, they still can tell by its place.
 *
 * @param minor of the cluster that the objects are for
 */
export function judged(files: readonly SourceFile[], schemas: Schemas, minor: number): readonly SourceFile[] {
  return files.map(file => (file.resources.length === 0 ? file : { ...file, resources: file.resources.map(resource => judge(resource, schemas, minor)) }))
}

function judge(resource: Resource, schemas: Schemas, minor: number): Resource {
  const { source, path } = resource.body
  const known = source instanceof YamlSource ? schemas.kind(resource.apiVersion, resource.kind) : undefined
  if (!known || !(source instanceof YamlSource)) return resource
  const { placeholders } = source.document
  const raw = rawOf(resource)
  if (typeof raw !== 'object' || raw === null) return resource
  const hidden = placeholders.filter(place => startsWith(place, path)).map(place => place.slice(path.length))
  const names = new Set(hidden.map(place => JSON.stringify(place)))
  const violations = validate(raw, known.definition, {
    minor,
    partial: resource.partial,
    ...(names.size > 0 && { unknown: place => names.has(JSON.stringify(place)) }),
  })
  const unfit = violations.filter(isUnfit).map(violation => violation.path)
  const clean = conforming(raw, [...hidden, ...unfit])
  return { ...resource, body: new Ref(source, path, clean), ...(violations.length > 0 && { violations }) }
}

/** An object with all that is written in it, also what its fields cannot be. */
export function rawOf({ body: { source, path } }: Resource): unknown {
  if (!(source instanceof YamlSource)) return undefined
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], source.document.value)
}

/** Whether a violation is about the value itself, which no rule can then rely on. */
function isUnfit({ type }: Violation): boolean {
  return type === 'type' || type === 'format' || type === 'enum' || type === 'bound'
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step)
}
