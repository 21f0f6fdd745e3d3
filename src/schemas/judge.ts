import { conforming } from '../source/shape.ts'
import type { Path, Resource, SourceFile } from '../source/source.ts'
import { Ref } from '../source/ref.ts'
import { YamlSource } from '../source/yaml.ts'
import { nameViolations } from './object-name.ts'
import type { Definition, Schemas } from './table.ts'
import { formIn, validate, type Violation } from './walk.ts'

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
  // The schemas within old definitions have no schema: the data lose it.
  if (resource.apiVersion === 'apiextensions.k8s.io/v1beta1') return resource
  const known = source instanceof YamlSource ? schemas.kind(resource.apiVersion, resource.kind) : undefined
  const raw = known && rawOf(resource)
  if (!known || typeof raw !== 'object' || raw === null) return resource
  const hidden = hiddenIn(resource)
  const unknown = unknownAt(hidden)
  const verdict = validate(raw, known.definition, { minor, partial: resource.partial, ...(unknown && { unknown }) })
  const violations = [
    ...verdict.violations,
    ...nameViolations(
      raw,
      resource,
      syntax => formIn(syntax, minor),
      place => !unknown?.(place),
    ),
  ]
  const unfit = violations.filter(isUnfit).map(violation => violation.path)
  // What the schema has judged is as it should be. Of the rest, fields that rules read are known by their names.
  const clean = verdict.open || unfit.length + hidden.length > 0 ? conforming(raw, [...hidden, ...unfit]) : raw
  return { ...resource, body: new Ref(source, path, clean), ...(violations.length > 0 && { violations }) }
}

/** What one schema does not allow in an object and another does. */
export function newViolations(object: Pick<Resource, 'body' | 'partial'>, from: Definition, to: Definition, minor: number): Violation[] {
  const raw = rawOf(object)
  if (typeof raw !== 'object' || raw === null) return []
  const unknown = unknownAt(hiddenIn(object))
  const target = { minor, partial: object.partial, ...(unknown && { unknown }) }
  const nameOf = (violation: Violation): string => JSON.stringify([violation.type, violation.path, violation.type === 'required' ? violation.field : ''])
  const known = new Set(validate(raw, from, target).violations.map(nameOf))
  return validate(raw, to, target).violations.filter(violation => !known.has(nameOf(violation)))
}

/** Where template placeholders stand in an object. */
function hiddenIn({ body: { source, path } }: Pick<Resource, 'body'>): Path[] {
  if (!(source instanceof YamlSource)) return []
  return source.document.placeholders.filter(place => startsWith(place, path)).map(place => place.slice(path.length))
}

function unknownAt(hidden: readonly Path[]): ((place: Path) => boolean) | undefined {
  if (hidden.length === 0) return undefined
  const names = new Set(hidden.map(place => JSON.stringify(place)))
  return place => names.has(JSON.stringify(place))
}

/** An object with all that is written in it, also what its fields cannot be. */
export function rawOf({ body: { source, path } }: Pick<Resource, 'body'>): unknown {
  if (!(source instanceof YamlSource)) return undefined
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], source.document.value)
}

/** Whether a violation is about the value itself, which no rule can then rely on. */
function isUnfit({ type }: Violation): boolean {
  return type === 'type' || type === 'format' || type === 'enum' || type === 'bound' || type === 'substituted'
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step)
}
