import { type Fields, isMapping, listOf, mappingOf } from '../languages/json.ts'
import type { SchemaNode } from './types.ts'
import { areWalked, isWalked, unwalkedParts } from './unwalked.ts'

/** How a dialect of JSON Schema differs from the others. */
export interface Dialect {
  /**
   * Objects take only the fields that are described, as in a CustomResourceDefinition; elsewhere they take any unless
   * `additionalProperties` forbids them.
   */
  readonly structural: boolean
  /** The number of the definition that a `$ref` names; undefined for what lies outside the schema, which is not judged. */
  readonly definition?: (reference: string) => number | undefined
  /** What a `$ref` names, to merge it into what stands beside it. */
  readonly resolve?: (reference: string) => unknown
  /** Keywords beside a `$ref` count, as of draft 2019-09. */
  readonly besideReference?: boolean
  /** Keeps a part of the schema that nodes cannot say, for others to judge, and gives its number. */
  readonly condition?: (part: Readonly<Record<string, unknown>>) => number
  /** The metadata of an object that is embedded in another. */
  readonly metadata?: SchemaNode
}

/** A node while it is built. */
type Draft = { -readonly [K in keyof SchemaNode]: SchemaNode[K] }
type Schema = Fields

/** Where in a schema a part of it stands. */
interface Context extends Dialect {
  /** Items of a list in which unknown fields are kept. */
  readonly open: boolean
  /** Within `anyOf` and the like: other parts of the schema say which fields there are. */
  readonly lenient: boolean
  /** References on the way here, so that circles end. */
  readonly within: readonly string[]
}

/**
 * JSON Schema of any draft, or OpenAPI 3 as Kubernetes has it, as the nodes by which objects are judged. What these cannot say
 * (`if`, `dependencies`, `patternProperties`, CEL …) is a condition where the dialect keeps such; else it is left out: it is not
 * judged, and never a false alarm.
 */
export function nodeOf(schema: unknown, dialect: Dialect): SchemaNode {
  return convert(schema, { ...dialect, open: false, lenient: false, within: [] })
}

function convert(schema: unknown, context: Context): SchemaNode {
  if (!isMapping(schema)) return {}
  const reference = schema['$ref']
  if (typeof reference === 'string' && !(context.besideReference && saysMore(schema))) {
    const number = context.definition?.(reference)
    return number === undefined ? {} : { r: number }
  }
  if (isIntOrString(schema)) return { f: 'int-or-string', ...bounds(schema), ...conditions(schema, context) }
  const open = isOpen(schema, context)
  const draft: Draft = { ...typeAndFormat(schema), ...bounds(schema), ...choices(schema), ...conditions(schema, context) }
  const items = schema['items']
  if (isMapping(items) && !Array.isArray(schema['prefixItems'])) draft.i = convert(items, { ...context, open })
  const keys = listKeys(schema)
  if (keys) draft.k = keys
  Object.assign(draft, fields(schema, { ...context, open }))
  for (const [keyword, key] of [
    ['anyOf', 'any'],
    ['oneOf', 'oneOf'],
  ] as const) {
    const parts = alternatives(schema[keyword])
    if (parts.length > 0 && !(context.condition && !areWalked(schema[keyword]))) draft[key] = parts.map(part => convert(part, { ...context, lenient: true }))
  }
  if (isMapping(schema['not']) && !(context.condition && !isWalked(schema['not']))) draft.not = convert(schema['not'], { ...context, lenient: true })
  for (const part of listOf(schema['allOf'])) embed(draft, part, context)
  if (typeof reference === 'string') embed(draft, { $ref: reference }, context)
  return draft
}

/** Keywords that say nothing of a value. */
const remarks: ReadonlySet<string> = new Set([
  '$ref',
  'title',
  'description',
  '$comment',
  'default',
  'examples',
  'deprecated',
  '$schema',
  '$id',
  '$defs',
  'definitions',
])

function saysMore(schema: Schema): boolean {
  return Object.keys(schema).some(keyword => !remarks.has(keyword) && !keyword.startsWith('x-'))
}

function conditions(schema: Schema, { condition }: Context): Draft {
  const parts = condition ? unwalkedParts(schema) : []
  return parts.length > 0 ? { c: parts.map(part => condition!(part)) } : {}
}

function isIntOrString(schema: Schema): boolean {
  const named = new Set(listOf(schema['type']).filter(name => name !== 'null'))
  const both = named.size === 2 && named.has('integer') && named.has('string')
  return schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string' || both
}

function isOpen(schema: Schema, { structural, open, lenient }: Context): boolean {
  if (lenient) return true
  if (!structural) return schema['additionalProperties'] !== false || isMapping(schema['patternProperties'])
  return open || schema['x-kubernetes-preserve-unknown-fields'] === true
}

const types: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array'])
/** Formats that are judged; of others any text is right. */
const formats: ReadonlySet<unknown> = new Set(['int32', 'int64', 'byte', 'date-time', 'quantity'])
/** A duration of Go, of ISO 8601, or in words ("2 days"), which the API server takes as well. */
const duration = '^[+-]?(?:0|P.*|(?:[\\d.]+ *[a-zA-Zµμ]+ *)+)$'

function typeAndFormat(schema: Schema): Draft {
  const named = (Array.isArray(schema['type']) ? schema['type'] : [schema['type']]).filter(type => types.has(type))
  const format = schema['format']
  return {
    ...(named.length === 1 && { t: named[0] as NonNullable<SchemaNode['t']> }),
    ...(formats.has(format) && { f: format as string }),
    ...(format === 'duration' && { pattern: duration }),
  }
}

const limits = [
  ['minLength', 'minLength'],
  ['maxLength', 'maxLength'],
  ['minItems', 'minItems'],
  ['maxItems', 'maxItems'],
  ['minProperties', 'minProperties'],
  ['maxProperties', 'maxProperties'],
] as const

function bounds(schema: Schema): Draft {
  const draft: Draft = {}
  for (const [keyword, key] of limits) {
    const limit = schema[keyword]
    if (typeof limit === 'number') draft[key] = limit
  }
  const whole = schema['type'] === 'integer'
  const min = bound(schema['minimum'], schema['exclusiveMinimum'], whole ? 1 : 0)
  const max = bound(schema['maximum'], schema['exclusiveMaximum'], whole ? -1 : 0)
  if (min !== undefined) draft.min = min
  if (max !== undefined) draft.max = max
  if (typeof schema['pattern'] === 'string') draft.pattern = schema['pattern']
  return draft
}

/** Exclusive bounds are a flag in older drafts and a number in newer ones; of fractions the bound itself is let pass. */
function bound(limit: unknown, exclusive: unknown, step: number): number | undefined {
  if (typeof exclusive === 'number') return exclusive + step
  return typeof limit === 'number' ? limit + (exclusive === true ? step : 0) : undefined
}

/** Null is as good as left out, so it is no choice. */
function choices(schema: Schema): Draft {
  const listed = 'const' in schema ? [schema['const']] : listOf(schema['enum'])
  const values = listed.filter(value => value !== null)
  return values.length > 0 && values.every(value => typeof value !== 'object') ? { e: values } : {}
}

/** @param context `open`: unknown fields of this very object are kept; those of what it holds are not */
function fields(schema: Schema, context: Context): Draft {
  const { properties, required } = schema
  // Beside patterns of names, only what judges those can tell which fields are the others.
  const more = context.condition && isMapping(schema['patternProperties']) ? undefined : schema['additionalProperties']
  const inner = { ...context, open: false }
  const draft: Draft = isMapping(more) || more === true ? { m: convert(more, inner) } : {}
  const names = new Set(listOf(required).filter(name => typeof name === 'string'))
  const embedded = schema['x-kubernetes-embedded-resource'] === true
  const closed = context.structural && schema['type'] === 'object' && !context.open && !draft.m
  if (!isMapping(properties) && names.size === 0 && !embedded && !closed) return draft
  const own = new Map(Object.entries(mappingOf(properties)).map(([name, field]) => [name, convert(field, inner)]))
  if (embedded) for (const name of ['apiVersion', 'kind']) own.set(name, { t: 'string', q: 1 })
  if (embedded) own.set('metadata', context.metadata ?? {})
  // What has a default is there before the API server looks; and null, which walks as absent, is a value where it is allowed.
  for (const name of names) if (!hasDefault(properties, name) && !isNullable(properties, name)) own.set(name, { ...own.get(name), q: 1 })
  return { ...draft, p: Object.fromEntries(own), ...(context.open && { x: 1 as const }) }
}

function isNullable(properties: unknown, name: string): boolean {
  const field = isMapping(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  if (!isMapping(field)) return false
  return field['nullable'] === true || listOf(field['type']).includes('null') || [...listOf(field['anyOf']), ...listOf(field['oneOf'])].some(isNull)
}

function isNull(part: unknown): boolean {
  return isMapping(part) && (part['type'] === 'null' || listOf(part['type']).includes('null'))
}

function hasDefault(properties: unknown, name: string): boolean {
  const field = isMapping(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  return isMapping(field) && 'default' in field
}

/** The keys by which items are told apart, where every item has them. */
function listKeys(schema: Schema): readonly string[] | undefined {
  const { items } = schema
  const keys = listOf(schema['x-kubernetes-list-map-keys']).filter(key => typeof key === 'string')
  if (schema['x-kubernetes-list-type'] !== 'map' || keys.length === 0 || !isMapping(items)) return undefined
  const required = listOf(items['required'])
  return keys.every(key => required.includes(key) && !hasDefault(items['properties'], key)) ? keys : undefined
}

/** Alternatives but null, which is as good as left out. */
function alternatives(parts: unknown): Schema[] {
  return listOf(parts).filter((part): part is Schema => isMapping(part) && part['type'] !== 'null')
}

/** A part of `allOf`: its fields and bounds are the whole's own. Of two that say the same thing otherwise the first is kept. */
function embed(draft: Draft, part: unknown, context: Context): void {
  if (!isMapping(part)) return
  const reference = part['$ref']
  if (typeof reference === 'string') {
    const target = context.resolve?.(reference)
    // Fields may be told elsewhere: without this part the object is not closed.
    if (target === undefined || context.within.includes(reference)) draft.x = 1
    else embed(draft, target, { ...context, within: [...context.within, reference] })
    return
  }
  const { p, c, x: _, ...rest } = convert(part, { ...context, lenient: true }) as Draft
  if (c) draft.c = [...(draft.c ?? []), ...c]
  if (p) draft.p = merged(draft.p ?? {}, p)
  if (p && !context.structural) draft.x = 1
  for (const [key, value] of Object.entries(rest)) if (!(key in draft)) Object.assign(draft, { [key]: value })
}

function merged(own: Readonly<Record<string, SchemaNode>>, more: Readonly<Record<string, SchemaNode>>): Record<string, SchemaNode> {
  const fields = { ...more, ...own }
  for (const name of Object.keys(more)) if (more[name]!.q !== undefined) fields[name] = { ...fields[name], q: 1 }
  return fields
}
