import { type Fields, isMapping, listOf, mappingOf } from '../languages/json.ts'

type Schema = Fields

/** Keywords that are judged together, and when: those of which the walk (walk.ts) has no notion, or less than all. */
const groups: readonly (readonly [keywords: readonly string[], isThere: (schema: Schema) => boolean])[] = [
  [['type'], ({ type }) => Array.isArray(type) && !isOneType(type)],
  [['const'], ({ const: value }) => isCompound(value)],
  [['enum'], schema => listOf(schema['enum']).some(isCompound)],
  [['minimum', 'exclusiveMinimum'], schema => excludes(schema, 'exclusiveMinimum')],
  [['maximum', 'exclusiveMaximum'], schema => excludes(schema, 'exclusiveMaximum')],
  [['multipleOf'], schema => 'multipleOf' in schema],
  [['uniqueItems'], ({ uniqueItems }) => uniqueItems === true],
  [['contains', 'minContains', 'maxContains'], schema => 'contains' in schema],
  [['items', 'additionalItems'], ({ items }) => Array.isArray(items) || typeof items === 'boolean'],
  [['prefixItems', 'items'], ({ prefixItems }) => Array.isArray(prefixItems)],
  [['propertyNames'], schema => 'propertyNames' in schema],
  [['dependencies'], schema => 'dependencies' in schema],
  [['dependentRequired'], schema => 'dependentRequired' in schema],
  [['dependentSchemas'], schema => 'dependentSchemas' in schema],
  [['if', 'then', 'else'], schema => 'if' in schema],
  [['anyOf'], schema => !areWalked(schema['anyOf'])],
  [['oneOf'], schema => !areWalked(schema['oneOf'])],
  [['not'], ({ not }) => not !== undefined && !isWalked(not)],
]

/** The parts of a JSON Schema that the walk does not judge, each as a schema of its own. What lies in its fields and items is not among them. */
export function unwalkedParts(schema: Schema): Schema[] {
  const parts = groups.flatMap(([keywords, isThere]) => (isThere(schema) ? [pick(schema, keywords)] : []))
  const forbidden = Object.entries(mappingOf(schema['properties'])).filter(([, field]) => field === false)
  if (forbidden.length > 0) parts.push({ properties: Object.fromEntries(forbidden) })
  if (isMapping(schema['patternProperties'])) parts.push(patterned(schema))
  // Which fields and items are left depends on all that stands beside them.
  if ('unevaluatedProperties' in schema || 'unevaluatedItems' in schema) parts.push({ ...schema, [onlyUnevaluated]: true })
  return parts
}

/** Marks a part of which nothing counts but what it says of unevaluated fields and items. */
export const onlyUnevaluated = 'x-only-unevaluated'

/** Fields that are described by their names are no others. */
function patterned(schema: Schema): Schema {
  const named = Object.keys(mappingOf(schema['properties'])).map(name => [name, true])
  return { ...pick(schema, ['patternProperties', 'additionalProperties']), properties: Object.fromEntries(named) }
}

/** Whether the walk can tell which of some alternatives hold. */
export function areWalked(parts: unknown): boolean {
  return listOf(parts).every(isWalked)
}

// oxfmt-ignore
const plain: ReadonlySet<string> = new Set([
  'required', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
  'title', 'description', '$comment', 'default', 'examples', 'example', 'nullable', 'deprecated', 'readOnly', 'writeOnly',
])

/** Whether the walk judges all that a schema says, so that "fits" means that it fits. */
export function isWalked(schema: unknown): boolean {
  if (!isMapping(schema)) return false
  return Object.entries(schema).every(([keyword, value]) => plain.has(keyword) || (Object.hasOwn(nested, keyword) && nested[keyword]!(value, schema)))
}

const nested: Readonly<Record<string, (value: unknown, schema: Schema) => boolean>> = {
  type: value => typeof value === 'string' || isOneType(listOf(value)),
  const: value => !isCompound(value),
  enum: value => !listOf(value).some(isCompound),
  items: isWalked,
  properties: value => Object.values(mappingOf(value)).every(isWalked),
  additionalProperties: value => value === true,
}

/** One type, or null beside one; a number or text is one, too. */
function isOneType(types: readonly unknown[]): boolean {
  const named = new Set(types.filter(type => type !== 'null'))
  return named.size < 2 || (named.size === 2 && named.has('integer') && named.has('string'))
}

/** Of whole numbers the walk knows the next one. */
function excludes(schema: Schema, keyword: string): boolean {
  return keyword in schema && schema[keyword] !== false && schema['type'] !== 'integer'
}

function pick(schema: Schema, keywords: readonly string[]): Schema {
  return Object.fromEntries(keywords.flatMap(keyword => (Object.hasOwn(schema, keyword) ? [[keyword, schema[keyword]]] : [])))
}

function isCompound(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
