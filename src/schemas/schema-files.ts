import { type Fields, isMapping, mappingOf } from '../languages/json.ts'
import { parseYaml } from '../languages/yaml/index.ts'
import { type CustomKind, customKindsOf, metadataNumber } from './crd.ts'
import { compileConditions, type Condition, pointed } from './conditions.ts'
import { type Dialect, nodeOf } from './json-schema.ts'
import type { SchemaNode } from './types.ts'

/** What a file that the configuration names holds. */
export interface SchemaFile {
  readonly kinds: readonly CustomKind[]
  /** Why it cannot be read, for a sentence that names it. */
  readonly fault?: string
}

/** The kinds that a file describes: CustomResourceDefinitions in YAML or JSON, or a JSON Schema. Never throws. */
export async function readSchemaFile(path: string, text: string): Promise<SchemaFile> {
  const documents = parseYaml(text)
  const problem = documents.flatMap(document => document.problems).find(({ code }) => code === 'syntax' || code === 'tab')
  if (problem) return { kinds: [], fault: problem.message }
  const kinds = documents.flatMap(({ value }) => objectsOf(value).flatMap(customKindsOf))
  if (kinds.length > 0) return { kinds }
  const schema = documents.length === 1 ? documents[0]!.value : undefined
  return isSchema(schema) ? jsonSchemaKinds(path, schema) : { kinds: [] }
}

function objectsOf(value: unknown): readonly unknown[] {
  return isMapping(value) && value['kind'] === 'List' && Array.isArray(value['items']) ? value['items'] : [value]
}

function isSchema(value: unknown): value is Fields {
  return isMapping(value) && !('apiVersion' in value) && ['$schema', 'properties', '$ref', 'allOf', 'oneOf', 'anyOf'].some(key => key in value)
}

async function jsonSchemaKinds(path: string, schema: Fields): Promise<SchemaFile> {
  const kinds = kindsOf(path, schema)
  if (kinds.length === 0) return { kinds: [] }
  const { node, definitions, parts } = packed(schema)
  try {
    const conditions = await conditionsOf(schema, parts)
    return { kinds: kinds.map(kind => ({ ...kind, node, definitions, conditions })) }
  } catch (error) {
    return { kinds: [], fault: `It is no JSON Schema: ${(error as Error).message.replace(/^schema is invalid: data\//, '')}.` }
  }
}

/** @throws Error where the schema is none */
async function conditionsOf(schema: Fields, parts: readonly Fields[]): Promise<readonly Condition[]> {
  return parts.length === 0 ? [] : compileConditions(schema, parts, await import('./ajv.ts'))
}

/**
 * The schema with what it refers to inside itself; each reference is a definition of its own, so that circles are no trouble.
 * Beside it the parts that a walk does not judge.
 */
function packed(schema: Fields): { node: SchemaNode; definitions: readonly SchemaNode[]; parts: readonly Fields[] } {
  const numbers = new Map<string, number>()
  const definitions: SchemaNode[] = []
  const parts: Fields[] = []
  const resolve = (reference: string): unknown => pointed(schema, reference)
  const definition = (reference: string): number | undefined => {
    const known = numbers.get(reference)
    if (known !== undefined) return known
    const target = resolve(reference)
    if (target === undefined) return undefined
    const number = numbers.size
    numbers.set(reference, number)
    definitions[number] = {}
    definitions[number] = nodeOf(target, dialect)
    return number
  }
  const besideReference = typeof schema['$schema'] === 'string' && /2019-09|2020-12/.test(schema['$schema'])
  const dialect: Dialect = { structural: false, besideReference, definition, resolve, condition: part => parts.push(part) - 1 }
  let node = nodeOf(schema, dialect)
  for (let steps = 0; node.r !== undefined && steps <= definitions.length; steps++) node = definitions[node.r] ?? {}
  const own: Readonly<Record<string, SchemaNode>> = { apiVersion: {}, kind: {}, metadata: { r: metadataNumber } }
  return { node: { ...node, p: { ...own, ...node.p }, ...(!node.p && { x: 1 as const }) }, definitions, parts }
}

type Named = Pick<CustomKind, 'group' | 'version' | 'kind' | 'loose'>

/** Which kinds a JSON Schema is for: it says so itself, or the name of its file does. */
function kindsOf(path: string, schema: Fields): Named[] {
  const listed = schema['x-kubernetes-group-version-kind']
  if (Array.isArray(listed)) {
    const named = (listed as unknown[]).flatMap(entry => (isMapping(entry) ? namedBy(entry['group'] ?? '', entry['version'], entry['kind']) : []))
    if (named.length > 0) return named
  }
  const { apiVersion, kind } = mappingOf(schema['properties'])
  const [only, name] = [onlyChoice(apiVersion), onlyChoice(kind)]
  if (only !== undefined && name !== undefined) {
    const slash = only.indexOf('/')
    return namedBy(only.slice(0, Math.max(slash, 0)), only.slice(slash + 1), name)
  }
  return namedByFile(path)
}

function namedBy(group: unknown, version: unknown, kind: unknown): Named[] {
  return typeof group === 'string' && typeof version === 'string' && typeof kind === 'string' ? [{ group, version, kind }] : []
}

function onlyChoice(schema: unknown): string | undefined {
  if (!isMapping(schema)) return undefined
  const choices: unknown = 'const' in schema ? [schema['const']] : schema['enum']
  return Array.isArray(choices) && choices.length === 1 && typeof choices[0] === 'string' ? choices[0] : undefined
}

/**
 * The names that converters of CustomResourceDefinitions give: `example.com/widget_v1.json`, `widget-example-v1.json`,
 * `widget_v1.json`. A kind without a version in its name (`widget.json`) could be anybody's.
 */
function namedByFile(path: string): Named[] {
  const [, folder = '', name = ''] = /(?:([^/]*)\/)?([^/]*)\.(?:json|ya?ml)$/i.exec(path) ?? []
  const match = /^([a-z\d]+)(?:-([a-z\d.]+))?[-_](v\d+(?:(?:alpha|beta)\d+)?)$/i.exec(name.toLowerCase())
  if (!match) return []
  const [, kind = '', group, version = ''] = match
  return [{ group: group ?? (folder.includes('.') ? folder : ''), version, kind, loose: true }]
}
