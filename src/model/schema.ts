import { isMisread } from '../languages/yaml/index.ts'
import type { Project } from '../project.ts'
import type { SchemaNode } from '../schemas/types.ts'
import type { Violation } from '../schemas/walk.ts'
import type { Ref } from '../source/ref.ts'
import { YamlSource } from '../source/yaml.ts'
import { type Manifest, manifestOf } from './manifest.ts'

/** Something in an object that its schema does not allow. */
export interface SchemaFault<V extends Violation = Violation> {
  readonly manifest: Manifest
  readonly violation: V
  /** Where it is; of what is missing, where it would be. */
  readonly at: Ref<unknown>
  /** The field as a reader names it: `spec.template.spec.containers[0].ports`. */
  readonly field: string
}

/** A query for violations of some types. */
function schemaFaults<T extends Violation['type']>(...types: readonly T[]): (project: Project) => SchemaFault<Extract<Violation, { type: T }>>[] {
  const wanted: ReadonlySet<string> = new Set(types)
  return project => project.get(allFaults).filter((fault): fault is SchemaFault<Extract<Violation, { type: T }>> => wanted.has(fault.violation.type))
}

export const unknownFields = schemaFaults('unknown-field')
export const unfitValues = (project: Project) => project.get(allUnfit).filter(fault => !isExplained(fault))
export const clashingFields = schemaFaults('one-of', 'variant')
export const duplicateEntries = schemaFaults('duplicate-entry')
export const fieldsOfOtherVersions = schemaFaults('field-version')
export const deprecatedFields = schemaFaults('deprecated-field')

const allUnfit = schemaFaults('type', 'required', 'enum', 'format', 'bound')
const wrongTypes = schemaFaults('type')

/** Text that YAML takes for something else: `yes`, `1.10`, `0755`. Rules of YAML tell more about it than the schema can. */
export function misreadTexts(project: Project): SchemaFault<Extract<Violation, { type: 'type' }>>[] {
  return project.get(wrongTypes).filter(isMisreadText)
}

/** File modes in quotes, which rules of YAML explain. */
export function quotedModes(project: Project): SchemaFault<Extract<Violation, { type: 'type' }>>[] {
  return project.get(wrongTypes).filter(isQuotedMode)
}

function isExplained({ violation, at }: SchemaFault): boolean {
  return violation.type === 'type' && (isMisreadText({ violation, at }) || isQuotedMode({ violation, at }))
}

type WrongType = Pick<SchemaFault<Extract<Violation, { type: 'type' }>>, 'violation' | 'at'>

function isMisreadText({ violation: { wanted, value }, at }: WrongType): boolean {
  if (wanted !== 'string' || (typeof value !== 'boolean' && typeof value !== 'number')) return false
  const text = plainText(at)
  return text !== undefined && isMisread(text)
}

function isQuotedMode({ violation: { wanted, value, path } }: WrongType): boolean {
  return wanted === 'integer' && typeof value === 'string' && isModeField(path) && /^(?:0o?)?[0-7]{3}$/.test(value)
}

/** Whether a field is the permissions of files in a volume. */
export function isModeField(path: readonly (string | number)[]): boolean {
  const name = path.at(-1)
  return name === 'defaultMode' || (name === 'mode' && path.at(-3) === 'items')
}

/** An unquoted scalar as it is written; undefined for what is quoted, or written behind an alias. */
export function plainText({ source, path }: Ref<unknown>): string | undefined {
  if (!(source instanceof YamlSource)) return undefined
  const scalar = source.document.scalar(path)
  return scalar?.style === 'PLAIN' ? source.document.text.slice(scalar.range.start, scalar.range.end).trimEnd() : undefined
}

function allFaults(project: Project): SchemaFault[] {
  return project.all().flatMap(resource =>
    (resource.violations ?? []).map(violation => {
      const manifest = project.get(manifestOf)(resource)
      const at = manifest.follow(violation.path)
      return { manifest, violation, at, field: nameOf(violation.path) }
    }),
  )
}

/** `spec.containers[0].name`, as kubectl writes a path. */
export function nameOf(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}

/** A scalar as its author wrote it, quotes included. */
export function written({ source, path }: Ref<unknown>): string {
  const { start, end } = source.locate(path)
  return source.text.slice(start, end)
}

/** What a value must be by the schema of its object; undefined where that says nothing of it. */
export function schemaAt(project: Project, manifest: Manifest, path: readonly (string | number)[]): SchemaNode | undefined {
  let at = project.schemas.kind(manifest.apiVersion, manifest.kind)?.definition
  for (const step of path) {
    const node: SchemaNode | undefined = typeof step === 'number' ? at?.node.i : ownField(at?.node.p, step) ?? at?.node.m
    if (!at || !node) return undefined
    at = node.r === undefined ? { node, table: at.table } : at.table.definition(node.r)
  }
  return at?.node
}

function ownField(fields: SchemaNode['p'], name: string): SchemaNode | undefined {
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Where a key that is out of place would be a field: levels above its holder, or in one of the mappings beside it. */
export function placeFor(project: Project, manifest: Manifest, path: readonly (string | number)[]): string | undefined {
  const key = String(path.at(-1))
  const known = project.schemas.kind(manifest.apiVersion, manifest.kind)?.definition
  if (!known) return undefined
  const above: { node: SchemaNode; path: readonly (string | number)[] }[] = []
  let { node, table } = known
  const step = (next: SchemaNode): void => {
    node = next
    if (next.r !== undefined) ({ node, table } = table.definition(next.r))
  }
  for (const [depth, part] of path.slice(0, -1).entries()) {
    above.push({ node, path: path.slice(0, depth) })
    const next = typeof part === 'number' ? node.i : (node.p?.[part] ?? node.m)
    if (!next) return undefined
    step(next)
  }
  for (const [name, field] of Object.entries<SchemaNode>(node.p ?? {})) {
    const inner = field.r === undefined ? field : table.definition(field.r).node
    if (inner.p && Object.hasOwn(inner.p, key) && manifest.follow([...path.slice(0, -1), name]).exists) return nameOf([...path.slice(0, -1), name])
  }
  const holder = above.toReversed().find(({ node: { p } }) => p && Object.hasOwn(p, key))
  return holder && (holder.path.length === 0 ? 'the top of the object' : nameOf(holder.path))
}
