import { parseYaml } from '../languages/yaml/index.ts'
import { type CustomKind, customKindsOf, metadataNumber } from './crd.ts'
import { nodeOf } from './json-schema.ts'
import type { SchemaNode } from './types.ts'

/** What a file that the configuration names holds. */
export interface SchemaFile {
  readonly kinds: readonly CustomKind[]
  /** Why it cannot be read, for a sentence that names it. */
  readonly fault?: string
}

/** The kinds that a file describes: CustomResourceDefinitions in YAML or JSON, or a JSON Schema. Never throws. */
export function readSchemaFile(path: string, text: string): SchemaFile {
  const documents = parseYaml(text)
  const problem = documents.flatMap(document => document.problems).find(({ code }) => code === 'syntax' || code === 'tab')
  if (problem) return { kinds: [], fault: problem.message }
  const kinds = documents.flatMap(({ value }) => objectsOf(value).flatMap(customKindsOf))
  if (kinds.length > 0) return { kinds }
  const [schema] = documents
  return { kinds: documents.length === 1 && isSchema(schema!.value) ? jsonSchemaKinds(path, schema!.value) : [] }
}

function objectsOf(value: unknown): readonly unknown[] {
  return isRecord(value) && value['kind'] === 'List' && Array.isArray(value['items']) ? value['items'] : [value]
}

type Fields = Readonly<Record<string, unknown>>

function isSchema(value: unknown): value is Fields {
  return isRecord(value) && !('apiVersion' in value) && ['$schema', 'properties', '$ref', 'allOf', 'oneOf', 'anyOf'].some(key => key in value)
}

function jsonSchemaKinds(path: string, schema: Fields): CustomKind[] {
  const { node, definitions } = packed(schema)
  return kindsOf(path, schema).map(kind => ({ ...kind, node, definitions }))
}

/** The schema with what it refers to inside itself; each reference is a definition of its own, so that circles are no trouble. */
function packed(schema: Fields): { node: SchemaNode; definitions: readonly SchemaNode[] } {
  const numbers = new Map<string, number>()
  const definitions: SchemaNode[] = []
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
  const dialect = { structural: false, definition, resolve }
  let node = nodeOf(schema, dialect)
  for (let steps = 0; node.r !== undefined && steps <= definitions.length; steps++) node = definitions[node.r] ?? {}
  const own: Readonly<Record<string, SchemaNode>> = { apiVersion: {}, kind: {}, metadata: { r: metadataNumber } }
  return { node: { ...node, p: { ...own, ...node.p }, ...(!node.p && { x: 1 as const }) }, definitions }
}

/** What a JSON pointer in the same file leads to. */
function pointed(schema: Fields, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined
  const steps = reference.slice(1).split('/').slice(1)
  return steps.reduce<unknown>((inner, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined
  }, schema)
}

type Named = Pick<CustomKind, 'group' | 'version' | 'kind' | 'loose'>

/** Which kinds a JSON Schema is for: it says so itself, or the name of its file does. */
function kindsOf(path: string, schema: Fields): Named[] {
  const listed = schema['x-kubernetes-group-version-kind']
  if (Array.isArray(listed)) {
    const named = (listed as unknown[]).flatMap(entry => (isRecord(entry) ? namedBy(entry['group'] ?? '', entry['version'], entry['kind']) : []))
    if (named.length > 0) return named
  }
  const { apiVersion, kind } = isRecord(schema['properties']) ? schema['properties'] : {}
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
  if (!isRecord(schema)) return undefined
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

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
