import type { SchemaNode } from '../../src/schemas/types.ts'
import type { JsonSchema } from './compiled.ts'
import { dead, deprecated, enums, limits, listKeys, names, optional, unions, unique } from './facts.ts'
import type { Kubernetes, MergedDefinition, MergedField } from './kubernetes.ts'

/** A node while it is built: it may be changed, and refers to definitions by name. */
export type Draft = { -readonly [K in keyof Omit<SchemaNode, 'r' | 'i' | 'm' | 'p' | 'any' | 'oneOf' | 'not'>]: SchemaNode[K] } & {
  r?: string
  i?: Draft
  m?: Draft
  p?: Record<string, Draft>
  any?: Draft[]
  oneOf?: Draft[]
  not?: Draft
}

/** The definitions of core Kubernetes, with those of API versions that are long gone. */
export function coreDefinitions({ definitions, compiled, classes }: Kubernetes): Map<string, Draft> {
  const drafts = new Map<string, Draft>()
  for (const [name, definition] of definitions) drafts.set(name, withFacts(name, ofMerged(definition, classes)))
  for (const [name, schema] of Object.entries(compiled)) {
    if (!drafts.has(name) && schema.properties) drafts.set(name, withFacts(name, { ...ofJsonSchema(schema), u: 26 }))
  }
  return drafts
}

function ofMerged({ since, until, fields }: MergedDefinition, classes: ReadonlyMap<string, string>): Draft {
  const entries = [...fields].map(([field, merged]): [string, Draft] => [field, ofField(merged, classes)])
  return { t: 'object', ...(since !== undefined && { s: since }), ...(until !== undefined && { u: until }), p: Object.fromEntries(entries) }
}

function ofField({ schema, field, since, until, required }: MergedField, classes: ReadonlyMap<string, string>): Draft {
  const draft = schema ? ofJsonSchema(schema) : ofClientType(field.type ?? 'any', field.format, classes)
  return {
    ...draft,
    ...(required !== undefined && { q: required === Infinity || required <= 27 ? 1 : required }),
    ...(since !== undefined && { s: since }),
    ...(until !== undefined && { u: until }),
  }
}

/** A type as the client writes it: `Array<V1EnvVar>`, `{ [key: string]: string; }`. */
function ofClientType(type: string, format: string | undefined, classes: ReadonlyMap<string, string>): Draft {
  const items = /^Array<(.*)>$/.exec(type)?.[1]
  if (items !== undefined) return { t: 'array', i: ofClientType(items, format, classes) }
  const values = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1]
  if (values !== undefined) return { t: 'object', m: ofClientType(values, format, classes) }
  switch (type) {
    case 'string':
      return format === 'quantity' ? { f: 'quantity' } : { t: 'string', ...(format && { f: format }) }
    case 'number':
      return format && format !== 'double' ? { t: 'integer', f: format } : { t: 'number' }
    case 'boolean':
      return { t: 'boolean' }
    case 'Date':
    case 'V1MicroTime':
      return { t: 'string', f: 'date-time' }
    case 'IntOrString':
      return { f: 'int-or-string' }
    case 'any':
    case 'object':
      return {}
    default: {
      const name = classes.get(type)
      return name ? { r: name } : {}
    }
  }
}

/** Definitions that are values of their own form. */
const scalars: readonly (readonly [name: RegExp, draft: Draft])[] = [
  [/ResourceQuantity$|V1Quantity$/, { f: 'quantity' }],
  [/IntOrString$/, { f: 'int-or-string' }],
  [/(?:V1MicroTime|V1Time)$/, { t: 'string', f: 'date-time' }],
  [/V1Duration$/, { t: 'string', f: 'duration' }],
  [/(?:RawExtension|FieldsV1|V1Patch|V1(?:beta1)?JSON|JSONSchemaPropsOr\w+|CustomResourceSubresourceStatus)$/, {}],
]

/** JSON Schema keywords that keep their meaning. */
const bounds = {
  pattern: 'pattern',
  minimum: 'min',
  maximum: 'max',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minItems: 'minItems',
  maxItems: 'maxItems',
  minProperties: 'minProperties',
  maxProperties: 'maxProperties',
} as const

/** @param embedded gives a definition whose fields are those of the one that refers to it by `allOf` */
export function ofJsonSchema(schema: JsonSchema, embedded?: (name: string) => JsonSchema | undefined): Draft {
  if (schema.$ref !== undefined) return scalars.find(([name]) => name.test(schema.$ref!))?.[1] ?? { r: schema.$ref }
  const inner = (part: JsonSchema): Draft => ofJsonSchema(part, embedded)
  const draft: Draft = {}
  if (schema.type !== undefined) draft.t = schema.type as NonNullable<Draft['t']>
  if (schema.format !== undefined) draft.f = schema.format
  if (schema.enum) draft.e = schema.enum
  if (schema.items) draft.i = inner(schema.items)
  if (schema.additionalProperties) draft.m = inner(schema.additionalProperties)
  for (const [keyword, key] of Object.entries(bounds)) if (keyword in schema) draft[key as 'min'] = schema[keyword as 'minimum']!
  if (schema.anyOf) draft.any = schema.anyOf.map(inner)
  if (schema.oneOf) draft.oneOf = schema.oneOf.map(inner)
  if (schema.not) draft.not = inner(schema.not)
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]): [string, Draft] => [
    name,
    { ...inner(field), ...(required.has(name) && { q: 1 }) },
  ])
  if (schema.properties) draft.p = Object.fromEntries(fields)
  // Required names without a schema of their own: any value will do.
  for (const name of required) (draft.p ??= {})[name] ??= { q: 1 }
  for (const part of schema.allOf ?? []) embed(draft, part, embedded)
  return draft
}

/** Go's embedded structs: their fields are written as the outer one's own. */
function embed(draft: Draft, part: JsonSchema, embedded: ((name: string) => JsonSchema | undefined) | undefined): void {
  const target = part.$ref === undefined ? part : embedded?.(part.$ref)
  if (!target) {
    // A scalar with a form of its own (`Duration`), or a definition from elsewhere.
    const scalar = part.$ref === undefined ? undefined : ofJsonSchema(part)
    if (scalar) Object.assign(draft, scalar, draft.p && { p: draft.p })
    return
  }
  const inner = ofJsonSchema(target, embedded)
  const { p, ...rest } = inner
  if (p) draft.p = { ...p, ...draft.p }
  for (const [key, value] of Object.entries(rest)) if (!(key in draft)) Object.assign(draft, { [key]: value })
}

/** `IoK8sApiCoreV1PodSpec` → `PodSpec`. */
export function shortName(name: string): string {
  return /V\d(?:alpha\d|beta\d)?([A-Z]\w*)$/.exec(name)?.[1] ?? name
}

/** Adds what no package says. */
function withFacts(name: string, draft: Draft): Draft {
  const short = shortName(name)
  const each = <T>(facts: Readonly<Record<string, Readonly<Record<string, T>>>>, add: (field: Draft, fact: T) => void): void => {
    for (const [field, fact] of Object.entries(facts[short] ?? {})) if (draft.p?.[field]) add(draft.p[field], fact)
  }
  each(listKeys, (field, keys) => (field.k = keys))
  each(unique, (field, key) => (field.also = key))
  each(enums, (field, values) => ((field.i ?? field).e ??= values))
  each(names, (field, syntax) => nameForm(field, syntax))
  each(limits, (field, bounds) => Object.assign(field, bounds))
  each(optional, field => delete field.q)
  each(deprecated, (field, instead) => (field.d = instead))
  each(dead, (field, minor) => (field.dead = minor))
  const one = unions[short]?.map(union => ({ ...union, of: union.of.filter(field => draft.p?.[field]) })).filter(union => union.of.length > 1)
  if (one && one.length > 0) draft.one = one
  return draft
}

function nameForm(field: Draft, syntax: string): void {
  if (syntax !== 'labels') (field.i ?? field).n = syntax
  else {
    field.n = 'label-key'
    if (field.m) field.m.n = 'label-value'
  }
}

/** Names of definitions, `kind` and `apiVersion` of those that are objects by themselves. */
export function kindOf(schema: JsonSchema): { apiVersion: string; kind: string } | undefined {
  const [apiVersion, kind] = [schema.properties?.['apiVersion']?.enum?.[0], schema.properties?.['kind']?.enum?.[0]]
  return typeof apiVersion === 'string' && typeof kind === 'string' ? { apiVersion, kind } : undefined
}
