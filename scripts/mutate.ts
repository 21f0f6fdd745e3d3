import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Path } from '../src/languages/yaml/index.ts'
import { lint } from '../src/lint.ts'
import { rawOf } from '../src/schemas/judge.ts'
import { loadSchemas, type SchemaTable } from '../src/schemas/table.ts'
import type { SchemaNode } from '../src/schemas/types.ts'
import { readSource } from '../src/source/read.ts'
import { YamlSource } from '../src/source/yaml.ts'

// Puts one fault at a time into manifests that have none, and sees whether it is found on its line: npm run mutate -- <folder>.

/** What is done to a manifest. */
export type FaultKind = 'misspelled key' | 'wrong type' | 'missing required' | 'bad enum' | 'bad quantity' | 'indentation slip'
const faultKinds: readonly FaultKind[] = ['misspelled key', 'wrong type', 'missing required', 'bad enum', 'bad quantity', 'indentation slip']

export interface Mutation {
  readonly file: string
  readonly kind: FaultKind
  readonly path: Path
  readonly text: string
  /** Where a finding may stand, from 1: the line of the fault; of a slip that breaks the syntax, also the line that no longer fits. */
  readonly lines: readonly number[]
}

export interface Outcome {
  /** Files that were mutated, and those that had findings of their own or nothing to mutate. */
  readonly taken: readonly string[]
  readonly left: readonly string[]
  readonly mutations: readonly Mutation[]
  readonly missed: readonly (Mutation & { readonly found: readonly string[] })[]
}

/** The rules that are on trial: what the schema knows, and what YAML rules say in its stead. */
const rules = Object.fromEntries(
  [
    ...['schema', 'unknown-field', 'invalid-name', 'duplicate-entry', 'field-version', 'exclusive-fields'].map(name => `kubernetes/${name}`),
    ...['syntax', 'duplicate-key', 'ambiguous-boolean', 'number-like-string', 'octal-mode'].map(name => `yaml/${name}`),
  ].map(id => [id, 'error' as const]),
)

async function findingsIn(file: string, text: string): Promise<{ readonly line: number; readonly message: string }[]> {
  const { findings } = await lint({ files: { [file]: text }, config: { extends: [], rules } })
  return findings.map(({ start, rule, message }) => ({ line: start.line, message: `${start.line} ${rule}: ${message}` }))
}

/** Makes `count` mutations of files, as evenly of all kinds as the files allow, and lints each. The same seed makes the same ones. */
export async function mutate(files: Readonly<Record<string, string>>, count: number, seed: number): Promise<Outcome> {
  const random = generator(seed)
  const taken: string[] = []
  const left: string[] = []
  const places: Place[] = []
  for (const [file, text] of Object.entries(files)) {
    const found = (await findingsIn(file, text)).length === 0 ? await placesIn(file, text) : []
    ;(found.length > 0 ? taken : left).push(file)
    places.push(...found)
  }
  const byKind = faultKinds.map(kind => places.filter(place => place.kind === kind)).filter(list => list.length > 0)
  const mutations: Mutation[] = []
  // Some places turn out to make no fault, so that more are tried than are wanted.
  for (let tries = 0; byKind.length > 0 && mutations.length < count && tries < count * 10; tries++) {
    const list = byKind[tries % byKind.length]!
    const mutation = mutationAt(list[Math.floor(random() * list.length)]!, random)
    if (mutation) mutations.push(mutation)
  }
  const missed: (Mutation & { found: string[] })[] = []
  for (const mutation of mutations) {
    const findings = await findingsIn(mutation.file, mutation.text)
    if (!findings.some(({ line }) => mutation.lines.includes(line))) missed.push({ ...mutation, found: findings.map(({ message }) => message) })
  }
  return { taken, left, mutations, missed }
}

interface Place {
  readonly kind: FaultKind
  readonly file: string
  readonly source: YamlSource
  readonly path: Path
  readonly value: unknown
  readonly node: SchemaNode
  /** What holds the key. */
  readonly holder: SchemaNode
  /** Whether it would be wrong a level further left. */
  readonly leaves: boolean
  /** What is written before it, if it would be wrong in there. */
  readonly sinks: 'mapping' | 'scalar' | undefined
}

async function placesIn(file: string, text: string): Promise<Place[]> {
  const { resources } = readSource(file, text, { markdown: false, relaxed: false, paths: new Set() })
  const schemas = await loadSchemas(resources.flatMap(({ apiVersion }) => apiVersion || []))
  return resources.flatMap(resource => {
    const { source } = resource.body
    const known = schemas.kind(resource.apiVersion, resource.kind)
    // Behind an alias, one text stands for several values.
    if (!known || !(source instanceof YamlSource) || source.outer || source.document.hasAnchors) return []
    const fields = placesBelow(rawOf(resource), known.definition.node, known.definition.table, resource.body.path, undefined)
    return fields
      .filter(({ path }) => !untouched.has(String(path[resource.body.path.length])))
      .flatMap(place => kindsOf(place).map(kind => ({ ...place, kind, file, source })))
  })
}

/** What tells the schema, and what the cluster writes. */
const untouched: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'status'])

type Field = Omit<Place, 'kind' | 'file' | 'source'>

function placesBelow(value: unknown, given: SchemaNode, table: SchemaTable, path: Path, above: SchemaNode | undefined): Field[] {
  const node = given.r === undefined ? given : table.definition(given.r).node
  const own = given.r === undefined ? table : table.definition(given.r).table
  if (node.oneOf || node.any || node.not) return []
  if (Array.isArray(value)) return node.i ? value.flatMap((item, index) => placesBelow(item, node.i!, own, [...path, index], undefined)) : []
  if (typeof value !== 'object' || value === null) return []
  let before: Before | undefined
  return Object.entries(value).flatMap(([key, item]): Field[] => {
    const field = fieldOf(node, key)
    if (!field) return []
    const inner = field.r === undefined ? field : own.definition(field.r).node
    const at = [...path, key]
    const place: Field = {
      path: at,
      value: item,
      node: { ...inner, ...(field.q !== undefined && { q: field.q }) },
      holder: node,
      leaves: isClosed(node) && above !== undefined && isClosed(above) && !Object.hasOwn(above.p!, key),
      sinks: before && sinksInto(before, key, item),
    }
    before = { node: inner, value: item }
    return [place, ...placesBelow(item, field, own, at, node)]
  })
}

interface Before {
  readonly node: SchemaNode
  readonly value: unknown
}

/** What is before a key, if the key would be wrong in that mapping, or breaks the syntax behind that scalar. */
function sinksInto({ node, value }: Before, key: string, item: unknown): Place['sinks'] {
  if (typeof value === 'string' || typeof value === 'number') return 'scalar'
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) return undefined
  const isWrong = isClosed(node) ? !Object.hasOwn(node.p!, key) : node.m?.t === 'string' && typeof item === 'object' && item !== null
  return isWrong ? 'mapping' : undefined
}

function fieldOf(node: SchemaNode, key: string): SchemaNode | undefined {
  return node.p && Object.hasOwn(node.p, key) ? node.p[key] : node.m
}

/** Whether a mapping takes only the fields that its schema names. */
function isClosed(node: SchemaNode): boolean {
  return node.p !== undefined && !node.m && !node.x
}

function kindsOf({ path, value, node, holder, leaves, sinks }: Field): FaultKind[] {
  const key = String(path.at(-1))
  const kinds: FaultKind[] = []
  const closed = isClosed(holder)
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  if (closed && key.length > 3) kinds.push('misspelled key')
  if (scalar && ['string', 'integer', 'number', 'boolean'].includes(node.t ?? '')) kinds.push('wrong type')
  if (closed && node.q !== undefined && value !== null) kinds.push('missing required')
  if (scalar && node.e) kinds.push('bad enum')
  if (scalar && node.f === 'quantity') kinds.push('bad quantity')
  if (leaves || sinks) kinds.push('indentation slip')
  return kinds
}

function mutationAt(place: Place, random: () => number): Mutation | undefined {
  const edit = edits[place.kind](place, random)
  if (!edit) return undefined
  const { text } = place.source
  const mutated = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  const at = lineAt(mutated, edit.at ?? edit.start)
  return { file: place.file, kind: place.kind, path: place.path, text: mutated, lines: edit.also === undefined ? [at] : [at, at + edit.also] }
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Offset of the fault, where it is not the start. */
  readonly at?: number
  /** Where the finding may stand, too: so many lines below. */
  readonly also?: number
}

const edits: Readonly<Record<FaultKind, (place: Place, random: () => number) => Edit | undefined>> = {
  'misspelled key': ({ source, path, holder }, random) => {
    const key = String(path.at(-1))
    const wrong = misspelled(key, random)
    const range = source.locate(path, 'key')
    return wrong === key || Object.hasOwn(holder.p!, wrong) || source.text.slice(range.start, range.end) !== key ? undefined : { ...range, text: wrong }
  },
  'wrong type': ({ source, path, node }, random) =>
    onScalar(source, path, pick(node.t === 'string' ? ['8080', 'true', '[a, b]', '{ a: b }'] : ['many', '[1]', '{ a: 1 }'], random)),
  'bad enum': ({ source, path }, random) => onScalar(source, path, pick(['Sometimes', 'always_', 'None-at-all'], random)),
  'bad quantity': ({ source, path }, random) => onScalar(source, path, pick(['64MB', '1gb', '500 m', '1.5.0', 'lots'], random)),
  'missing required': ({ source, path }) => withoutKey(source, path),
  'indentation slip': slipped,
}

/** Another text in the place of a scalar that is written on one line. */
function onScalar(source: YamlSource, path: Path, text: string): Edit | undefined {
  const scalar = source.document.scalar(path)
  if (!scalar || scalar.style.startsWith('BLOCK')) return undefined
  const { start, end } = source.locate(path)
  return end < scalar.range.end || source.text.slice(start, end).includes('\n') ? undefined : { start, end, text }
}

/** Takes out a key with its value, where the rest then is the object without that key. */
function withoutKey(source: YamlSource, path: Path): Edit | undefined {
  const extent = source.extent(path)
  if (!extent) return undefined
  const { text } = source
  const start = source.locate(path, 'key').start
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const holder = path.slice(0, -1)
  const siblings = Object.keys(valueAt(source.document.value, holder) as object)
  const next = siblings[siblings.indexOf(String(path.at(-1))) + 1]
  const whole = text.slice(lineStart, start).trim() === ''
  if (!whole && next === undefined) return undefined
  const lineEnd = text.indexOf('\n', extent.end - 1)
  const range = whole ? { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 } : { start, end: source.locate([...holder, next!], 'key').start }
  const mutated = text.slice(0, range.start) + text.slice(range.end)
  const after = sameDocument(source, mutated)
  const rest = { ...(valueAt(source.document.value, holder) as object) } as Record<string, unknown>
  delete rest[String(path.at(-1))]
  if (!after || !isDeepStrictEqual(valueAt(after.document.value, holder), rest)) return undefined
  return { ...range, text: '', at: after.locate([...path]).start }
}

/** Moves a key and its value by a level, to the left or to the right, where all of their lines are their own. */
function slipped(place: Place, random: () => number): Edit | undefined {
  const { source, path } = place
  const extent = source.extent(path)
  if (!extent) return undefined
  const { text } = source
  const start = source.locate(path, 'key').start
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lines = text.slice(lineStart, extent.end).split('\n')
  if (text.slice(lineStart, start).trim() !== '' || lines.at(-1)!.trim() === '') return undefined
  const left = place.leaves ? stepOf(source, path, start - lineStart) : 0
  // A scalar of several lines would take the key in as text.
  const before = text.slice(0, lineStart).trimEnd().split('\n').at(-1)!
  const right = place.sinks === 'mapping' || (place.sinks === 'scalar' && isPlainEntry.test(before)) ? 2 : 0
  const steps = [...(left > 0 ? [-left] : []), ...(right > 0 ? [right] : [])]
  const step = steps.length > 0 ? pick(steps, random) : 0
  if (step === 0 || (step < 0 && lines.some(line => line.trim() !== '' && !line.startsWith(' '.repeat(-step))))) return undefined
  const moved = lines.map(line => (line.trim() === '' ? line : step > 0 ? ' '.repeat(step) + line : line.slice(-step)))
  return { start: lineStart, end: extent.end, text: moved.join('\n'), also: step < 0 ? lines.length : -1 }
}

/** A key and a plain value on one line. */
const isPlainEntry = /^\s*(?:- )?[\w./-]+: [\w./-]+$/

/** How far a key is indented from the key that holds it; 0 where that is in a list or in braces. */
function stepOf(source: YamlSource, path: Path, indent: number): number {
  const holder = source.locate(path.slice(0, -1), 'key').start
  const lineStart = source.text.lastIndexOf('\n', holder - 1) + 1
  const isAlone = source.text.slice(lineStart, holder).trim() === ''
  return isAlone ? Math.max(indent - (holder - lineStart), 0) : 0
}

/** The document of a changed text that stands where one stood before. */
function sameDocument(source: YamlSource, text: string): YamlSource | undefined {
  const options = { markdown: false, relaxed: false, paths: new Set<string>() }
  const [before, after] = [source.text, text].map(content => readSource(source.file, content, options).sources.filter(one => one instanceof YamlSource))
  const index = before!.findIndex(one => one.document.range.start === source.document.range.start)
  return after!.length === before!.length ? after![index] : undefined
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value)
}

/** With two letters swapped, one left out, or one doubled. */
function misspelled(key: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (key.length - 2))
  const [before, one, two] = [key.slice(0, at), key[at]!, key[at + 1]!]
  return pick([before + two + one + key.slice(at + 2), before + key.slice(at + 1), before + one + key.slice(at)], random)
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Numbers from 0 to 1 (mulberry32): the same seed gives the same ones. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The YAML files below a folder, by their path in it. */
export function manifestsBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
  return Object.fromEntries(paths.map(path => [relative(folder, path), readFileSync(path, 'utf8')]))
}

if (process.argv[1] === import.meta.filename) {
  const [folder = 'fixtures', count = '500', seed = '1'] = process.argv.slice(2)
  const { taken, left, mutations, missed } = await mutate(manifestsBelow(resolve(folder)), Number(count), Number(seed))
  for (const { file, kind, path, lines, found } of missed) {
    console.log(`${file}:${lines[0]} ${kind} at ${path.join('.')} is not found there${found.length > 0 ? `, but ${found.join('; ')}` : ''}`)
  }
  const share = mutations.length === 0 ? 0 : ((mutations.length - missed.length) / mutations.length) * 100
  console.log(`${taken.length} files mutated, ${left.length} left as they have findings of their own or nothing to mutate`)
  for (const kind of faultKinds)
    console.log(`${kind}: ${mutations.filter(one => one.kind === kind).length}, missed ${missed.filter(one => one.kind === kind).length}`)
  console.log(`${mutations.length} mutations, ${share.toFixed(1)} % found on the right line`)
  if (share < 99) process.exitCode = 1
}
