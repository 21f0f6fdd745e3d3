import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import { type Fields, isMapping, listOf, mappingOf } from '../languages/json.ts'
import { regularExpression } from '../languages/go-regexp.ts'
import { onlyUnevaluated } from './unwalked.ts'
import type { Violation } from './walk.ts'

type Schema = Fields

/** Something in a value that a condition does not allow, by its place within the value. */
export type Fault = Exclude<Violation, { type: 'unknown-field' }> | Omit<Extract<Violation, { type: 'unknown-field' }>, 'holder'>

/** A part of a JSON Schema that the walk does not judge. */
export interface Condition {
  readonly schema: Schema
  /** What it does not allow; an entry that is null may be there or not, whichever is right. */
  check(value: unknown): readonly Fault[]
}

/**
 * Conditions by parts of a JSON Schema, in the order of these. References that lead out of the file allow anything.
 *
 * @throws Error where the schema is none
 */
export function compileConditions(root: Schema, parts: readonly Schema[], library: typeof import('./ajv.ts')): Condition[] {
  const ajv = new library[dialectOf(root, parts)](options)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', errors: true, validate: uniqueItems })
  const resolves = (reference: unknown): boolean => typeof reference === 'string' && pointed(root, reference) !== undefined
  ajv.addSchema({ ...(prepared(root, resolves) as Schema), [partsKeyword]: parts.map(part => prepared(part, resolves)) }, file)
  return parts.map((schema, index) => {
    const validate = ajv.getSchema(`${file}#/${partsKeyword}/${index}`)!
    return { schema, check: value => faultsOf(value, schema, validate) }
  })
}

const file = 'schema.json'
const partsKeyword = 'x-parts'

/** Patterns are Go's, and one that cannot be read allows any text. Formats are judged by the walk. */
const options: Options = {
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  logger: false,
  messages: true,
  code: { regExp: Object.assign(patternOf, { code: '' }) },
}

function patternOf(pattern: string): RegExp | { test: (text: string) => boolean } {
  return regularExpression(pattern) ?? { test: () => true }
}

/** A schema that does not say which draft it is of may have the keywords of any. */
function dialectOf({ $schema: dialect }: Schema, parts: readonly Schema[]): keyof typeof import('./ajv.ts') {
  if (dialect === undefined) return parts.some(part => 'prefixItems' in part) ? 'Ajv2020' : 'Ajv2019'
  const name = typeof dialect === 'string' ? dialect : ''
  return name.includes('2020-12') ? 'Ajv2020' : name.includes('2019-09') ? 'Ajv2019' : 'Ajv'
}

/** What a JSON pointer in the same file leads to. */
export function pointed(schema: Schema, reference: string): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined
  const steps = reference.split('/').slice(1)
  return steps.reduce<unknown>((inner, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Schema)[name] : undefined
  }, schema)
}

/** Keywords that name a schema, or refer to one by a name: all references that are judged are pointers. */
const names: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
])
// oxfmt-ignore
const holders: ReadonlySet<string> = new Set([
  'items', 'additionalItems', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames',
  'unevaluatedItems', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf', 'prefixItems',
])
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependencies'])

/** A schema as the newer drafts have it, without what the library refuses. */
function prepared(schema: unknown, resolves: (reference: unknown) => boolean): unknown {
  if (Array.isArray(schema)) return schema.map(part => prepared(part, resolves))
  if (!isMapping(schema)) return schema
  const entries = Object.entries(modern(schema)).flatMap(([keyword, value]) => {
    if (names.has(keyword) || (keyword === '$ref' && !resolves(value)) || (keyword === 'nullable' && !('type' in schema))) return []
    if (holders.has(keyword)) return [[keyword, prepared(value, resolves)]]
    if (maps.has(keyword) && isMapping(value))
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, prepared(part, resolves)]))]]
    return [[keyword, value]]
  })
  return Object.fromEntries(entries)
}

/** In draft 4 an exclusive bound is a flag beside the bound. */
function modern(schema: Schema): Schema {
  const changed: Record<string, unknown> = { ...schema }
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[flag] !== 'boolean') continue
    delete changed[flag]
    if (!schema[flag] || typeof schema[bound] !== 'number') continue
    changed[flag] = schema[bound]
    delete changed[bound]
  }
  return changed
}

/** In linear time, where the library compares each item with each. */
function uniqueItems(schema: boolean, items: readonly unknown[]): boolean {
  if (!schema) return true
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const text = canonical(item)
    const earlier = seen.get(text)
    if (earlier !== undefined) {
      Object.assign(uniqueItems, { errors: [{ keyword: 'uniqueItems', params: { i: index, j: earlier } }] })
      return false
    }
    seen.set(text, index)
  }
  return true
}

/** JSON with keys in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (isMapping(inner) ? Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)) : inner))
}

function faultsOf(value: unknown, schema: Schema, validate: ValidateFunction): readonly Fault[] {
  if (validate(value)) return []
  const errors = validate.errors ?? []
  const bare = withoutNulls(value)
  if (bare !== value && validate(bare)) return []
  return reported(bare === value ? errors : (validate.errors ?? []))
    .filter(({ keyword }) => !(onlyUnevaluated in schema) || keyword.startsWith('unevaluated'))
    .map(error => faultOf(error, pathOf(error.instancePath, value)))
}

/** A value without the entries that are null; itself where it has none. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutNulls)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isMapping(value)) return value
  const entries = Object.entries(value)
  const kept = entries.flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)] as const]))
  return kept.length < entries.length || kept.some(([key, item]) => item !== value[key]) ? Object.fromEntries(kept) : value
}

/** Keywords that sum up what is wrong in the schemas they hold. */
const sums: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'not', 'contains', 'propertyNames'])

/** Without what is behind another error, and without `if`, which only says that something is. */
function reported(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = []
  for (const error of errors) {
    if (error.keyword === 'if') continue
    if (sums.has(error.keyword)) while (kept.length > 0 && isBehind(kept.at(-1)!, error)) kept.pop()
    kept.push(error)
  }
  return kept
}

/** Whether an error stands right before a sum because of it. Through a reference it has another path, which leads to a definition. */
function isBehind(error: ErrorObject, sum: ErrorObject): boolean {
  if (error.schemaPath.startsWith(`${sum.schemaPath}/`)) return true
  const beside = sum.schemaPath.slice(0, sum.schemaPath.lastIndexOf('/') + 1)
  return !sums.has(error.keyword) && (!error.schemaPath.startsWith(beside) || /^(?:definitions|\$defs)\//.test(error.schemaPath.slice(beside.length)))
}

/** The steps of a JSON pointer into a value. */
function pathOf(pointer: string, value: unknown): (string | number)[] {
  let inner = value
  return pointer
    .split('/')
    .slice(1)
    .map(part => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(inner) ? Number(name) : name
      inner = (inner as Record<string | number, unknown> | undefined)?.[step]
      return step
    })
}

type Path = readonly (string | number)[]
type Reading = (error: ErrorObject, path: Path) => Fault

const missing: Reading = ({ params }, path) => ({
  type: 'required',
  path,
  field: String(params['missingProperty']),
  ...(typeof params['property'] === 'string' && { beside: params['property'] }),
})
const choice: Reading = ({ keyword, schema, data }, path) => {
  const allowed: readonly unknown[] = keyword === 'const' ? [schema] : (schema as unknown[])
  return allowed.some(isCompound) || isCompound(data)
    ? { type: 'condition', path, keyword: 'const', detail: short(allowed) }
    : { type: 'enum', path, value: data, allowed }
}
const variant: Reading = ({ schema, params }, path) => ({
  type: 'variant',
  path,
  alternatives: (schema as unknown[]).map(requiredOf),
  matching: Array.isArray(params['passingSchemas']) ? params['passingSchemas'].length : 0,
})
const field: Reading = ({ params, parentSchema }, path) => {
  const known = Object.keys(isMapping(parentSchema?.['properties']) ? parentSchema['properties'] : {})
  const at = [...path, String(params['additionalProperty'] ?? params['unevaluatedProperty'])]
  return known.length > 0 ? { type: 'unknown-field', path: at, known } : { type: 'condition', path: at, keyword: 'key', detail: '' }
}
const surplus: Reading = ({ params, data }, path) => ({
  type: 'bound',
  path,
  value: data,
  what: 'items',
  limit: Number(params['limit'] ?? params['len']),
  above: true,
})

function limit(what: 'value' | 'length' | 'items' | 'fields', above: boolean): Reading {
  return ({ params, data }, path) => ({ type: 'bound', path, value: data, what, limit: Number(params['limit']), above })
}

function detail(name: string): Reading {
  return ({ keyword, params }, path) => ({ type: 'condition', path, keyword, detail: String(params[name]) })
}

const readings: Readonly<Record<string, Reading>> = {
  required: missing,
  dependentRequired: missing,
  dependencies: missing,
  type: ({ schema, data }, path) => ({
    type: 'type',
    path,
    wanted: [schema]
      .flat()
      .filter(type => type !== 'null')
      .join(' or '),
    value: data,
  }),
  const: choice,
  enum: choice,
  pattern: ({ schema, data }, path) => ({ type: 'format', path, value: data, format: String(schema) }),
  minimum: limit('value', false),
  maximum: limit('value', true),
  minLength: limit('length', false),
  maxLength: limit('length', true),
  minItems: limit('items', false),
  maxItems: limit('items', true),
  minProperties: limit('fields', false),
  maxProperties: limit('fields', true),
  exclusiveMinimum: detail('limit'),
  exclusiveMaximum: detail('limit'),
  multipleOf: detail('multipleOf'),
  contains: detail('minContains'),
  anyOf: variant,
  oneOf: variant,
  not: ({ schema }, path) => ({ type: 'condition', path, keyword: 'not', detail: requiredOf(schema).join('" and "') }),
  additionalProperties: field,
  unevaluatedProperties: field,
  additionalItems: surplus,
  unevaluatedItems: surplus,
  items: surplus,
  uniqueItems: ({ params }, path) => ({ type: 'condition', path: [...path, Number(params['i'])], keyword: 'uniqueItems', detail: String(params['j']) }),
  propertyNames: ({ params }, path) => ({ type: 'condition', path: [...path, String(params['propertyName'])], keyword: 'key', detail: '' }),
  'false schema': (_, path) => ({ type: 'condition', path, keyword: 'key', detail: '' }),
}

function faultOf(error: ErrorObject, path: Path): Fault {
  const reading = Object.hasOwn(readings, error.keyword) ? readings[error.keyword] : undefined
  return reading?.(error, path) ?? { type: 'condition', path, keyword: 'other', detail: error.message ?? error.keyword }
}

function requiredOf(schema: unknown): readonly string[] {
  return listOf(mappingOf(schema)['required']).map(String)
}

function short(values: readonly unknown[]): string {
  const text = values.map(value => JSON.stringify(value)).join(', ')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function isCompound(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
