import { isName } from '../languages/kubernetes-name.ts'
import { parseQuantity } from '../languages/quantity.ts'
import { regularExpression } from '../languages/go-regexp.ts'
import type { Definition, SchemaTable } from './table.ts'
import type { SchemaNode } from './types.ts'

type Path = readonly (string | number)[]

/** What is wrong with a value by its schema; `path` leads to what the finding is about. */
export type Violation =
  /** A key that the schema does not have; `known` are those that it has. */
  | { readonly type: 'unknown-field'; readonly path: Path; readonly known: readonly string[]; readonly holder: Definition }
  | { readonly type: 'type'; readonly path: Path; readonly wanted: string; readonly value: unknown }
  /** A field that is not there; `beside`: another one that needs it. */
  | { readonly type: 'required'; readonly path: Path; readonly field: string; readonly beside?: string }
  | { readonly type: 'enum'; readonly path: Path; readonly value: unknown; readonly allowed: readonly unknown[] }
  /** A text that is not of the format: `quantity`, `date-time`, `byte`, `duration`, or a pattern. */
  | { readonly type: 'format'; readonly path: Path; readonly value: unknown; readonly format: string }
  /** A number, a length or a count out of bounds. */
  | {
      readonly type: 'bound'
      readonly path: Path
      readonly value: unknown
      readonly what: 'value' | 'length' | 'items' | 'fields'
      readonly limit: number
      readonly above: boolean
    }
  /** A name, or the key at the end of the path, that is not of its form (src/languages/kubernetes-name.ts). */
  | { readonly type: 'name'; readonly path: Path; readonly value: string; readonly syntax: string; readonly key: boolean; readonly longest?: number }
  /** `${REPLICAS}`, which a tool fills in, where the text itself does not fit; or `""`, for which the API server puts its default. */
  | { readonly type: 'substituted'; readonly path: Path }
  /** An item of a list with the same key as one before it. */
  | { readonly type: 'duplicate-entry'; readonly path: Path; readonly earlier: Path; readonly keys: readonly string[] }
  /** Fields of which only one may be set; `path` leads to the second. None is set where `set` is empty, and one has to be. */
  | { readonly type: 'one-of'; readonly path: Path; readonly of: readonly string[]; readonly set: readonly string[] }
  /** No, or more than one, of the ways in which a custom resource may be written holds. */
  | { readonly type: 'variant'; readonly path: Path; readonly alternatives: readonly (readonly string[])[]; readonly matching: number }
  /** Something that a JSON Schema says in words of its own: the keyword (`key` of a key that may not be there), and the number or text in it. */
  | { readonly type: 'condition'; readonly path: Path; readonly keyword: string; readonly detail: string }
  /** A field that another minor has. */
  | { readonly type: 'field-version'; readonly path: Path; readonly since: number | undefined; readonly until: number | undefined }
  /** A field that is no longer wanted; `dead` is the minor since which nothing heeds it, if that is so on the target cluster. */
  | { readonly type: 'deprecated-field'; readonly path: Path; readonly instead: string | undefined; readonly dead: number | undefined }

/** How an object is to be judged. */
export interface Target {
  /** Minor of the cluster. */
  readonly minor: number
  /** What a patch leaves out stands in the object it patches. */
  readonly partial: boolean
  /** Whether nobody can know what stands at a path: a template's placeholder. */
  readonly unknown?: (path: Path) => boolean
}

/** What a walk found. */
export interface Verdict {
  /** What is wrong, in the order in which it is written. */
  readonly violations: readonly Violation[]
  /** Whether parts of the object are such as the schema says nothing about. */
  readonly open: boolean
}

/** Judges an object by its schema. */
export function validate(value: unknown, definition: Definition, target: Target): Verdict {
  const walk = new Walk(target, [])
  walk.object(value as Record<string, unknown>, definition, true)
  walk.conditions(value, definition, 0)
  return walk
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/
const goDuration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|\u00B5s|\u03BCs|ms|s|m|h))+)$/

/** Deeper than any schema goes. */
const deepest = 200

class Walk implements Verdict {
  readonly violations: Violation[] = []
  open = false
  readonly #target: Target
  /** Where the walk is: one list for all, because most places are fine and need no path of their own. */
  readonly #path: (string | number)[]

  constructor(target: Target, path: Path) {
    this.#target = target
    this.#path = [...path]
  }

  /** The fields of an object that is known to be a mapping. */
  object(value: Record<string, unknown>, { node, table }: Definition, root = false): void {
    const fields = node.p!
    const keys = Object.keys(value)
    for (const key of keys) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined
      this.#path.push(key)
      if (field) this.#field(value[key], field, table, root)
      else this.#unknown(value[key], key, node, table)
      this.#path.pop()
    }
    if (!this.#target.partial) this.#required(value, fields)
    for (const { of, required } of node.one ?? []) this.#oneOf(value, keys, of, required === 1)
    this.#count(value, keys.length, 'fields', node.minProperties, node.maxProperties)
  }

  /**
   * What a JSON Schema asks for that a walk cannot tell.
   *
   * @param since how many violations there were before the value: what they say is not said again
   */
  conditions(value: unknown, { node, table }: Definition, since: number): void {
    if (!node.c || this.#target.partial) return
    const faults = node.c.flatMap(number => table.condition(number)?.check(value) ?? [])
    if (faults.length === 0 || this.#isUncertain(value)) return
    const told = new Set(this.violations.slice(since).map(nameOf))
    for (const fault of faults) {
      const path = this.#here(...fault.path)
      const violation = fault.type === 'unknown-field' ? { ...fault, path, holder: { node, table } } : { ...fault, path }
      if (ofEveryObject.has(path[0] as string) || told.has(nameOf(violation))) continue
      told.add(nameOf(violation))
      this.violations.push(violation)
    }
  }

  /** Whether something in a value is filled in later: what follows from it, nobody can know. */
  #isUncertain(value: unknown): boolean {
    if (this.#target.unknown?.(this.#path)) return true
    if (typeof value === 'string') return isSubstituted(value)
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).some(([key, item]) => {
      this.#path.push(Array.isArray(value) ? Number(key) : key)
      const found = this.#isUncertain(item)
      this.#path.pop()
      return found
    })
  }

  #field(item: unknown, field: SchemaNode, table: SchemaTable, root: boolean): void {
    // Null is as good as left out; and what the cluster writes into an object is not the user's.
    if (item === null || item === undefined || (root && serverWritten.has(this.#path[0] as string))) return
    if (!this.#isServed(field)) return
    if (field.d !== undefined) this.#deprecated(field.d, field.dead)
    this.#value(item, field, table)
  }

  #deprecated(instead: 1 | string, dead: number | undefined): void {
    const isDead = dead !== undefined && dead <= this.#target.minor
    this.violations.push({ type: 'deprecated-field', path: this.#here(), instead: instead === 1 ? undefined : instead, dead: isDead ? dead : undefined })
  }

  #unknown(item: unknown, key: string, node: SchemaNode, table: SchemaTable): void {
    if (node.m) {
      this.#entry(item, node.m, table)
      return
    }
    this.open = true
    if (node.x || isDirective(key)) return
    this.violations.push({ type: 'unknown-field', path: this.#here(), known: Object.keys(node.p!), holder: { node, table } })
  }

  /** A copy of where the walk is. */
  #here(...below: readonly (string | number)[]): Path {
    return [...this.#path, ...below]
  }

  #isServed({ s, u }: SchemaNode): boolean {
    const { minor } = this.#target
    if ((s === undefined || s <= minor) && (u === undefined || u >= minor)) return true
    this.violations.push({ type: 'field-version', path: this.#here(), since: s, until: u })
    this.open = true
    return false
  }

  #required(value: Record<string, unknown>, fields: Readonly<Record<string, SchemaNode>>): void {
    for (const field of requiredOf(fields)) {
      const { q, s } = fields[field]!
      if ((value[field] ?? undefined) !== undefined || (q ?? 0) > this.#target.minor || (s ?? 0) > this.#target.minor) continue
      if (this.#path.length > 0 || (field !== 'apiVersion' && field !== 'kind')) this.violations.push({ type: 'required', path: this.#here(), field })
    }
  }

  #oneOf(value: Record<string, unknown>, keys: readonly string[], of: readonly string[], required: boolean): void {
    const set = keys.filter(key => of.includes(key) && (value[key] ?? undefined) !== undefined)
    if (set.length > 1) this.violations.push({ type: 'one-of', path: this.#here(set[1]!), of, set })
    else if (set.length === 0 && required && !this.#target.partial) this.violations.push({ type: 'one-of', path: this.#here(), of, set })
  }

  #value(value: unknown, node: SchemaNode, table: SchemaTable): void {
    if (value === null || value === undefined || this.#target.unknown?.(this.#path)) return
    if (this.#path.length > deepest) {
      this.open = true
      return
    }
    if (node.r !== undefined) {
      const definition = table.definition(node.r)
      this.#value(value, definition.node, definition.table)
      return
    }
    if (typeof value === 'string' && isSubstituted(value)) {
      if ((node.t ?? 'string') !== 'string' || node.e || node.f) this.violations.push({ type: 'substituted', path: this.#here() })
      return
    }
    const since = this.violations.length
    if (!this.#hasType(value, node)) return
    if (node.e && !node.e.includes(value)) this.#choice(value, node.e)
    if (typeof value === 'string') this.#string(value, node)
    else if (typeof value === 'number') this.#number(value, node)
    else if (Array.isArray(value)) this.#list(value, node, table)
    else if (typeof value === 'object') this.#mapping(value as Record<string, unknown>, node, table)
    if (node.oneOf || node.any || node.not) this.#variants(value, node, table)
    if (node.c) this.conditions(value, { node, table }, since)
  }

  #choice(value: unknown, allowed: readonly unknown[]): void {
    const field = this.#path.at(-1)
    if (value === '' && typeof field === 'string' && Object.hasOwn(defaulted, field) && allowed.includes(defaulted[field])) {
      this.violations.push({ type: 'substituted', path: this.#here() })
    } else this.violations.push({ type: 'enum', path: this.#here(), value, allowed })
  }

  #hasType(value: unknown, node: SchemaNode): boolean {
    const wanted = node.f === 'int-or-string' || node.f === 'quantity' ? node.f : node.t
    if (wanted === undefined || isOfType(value, wanted)) return true
    this.violations.push({ type: 'type', path: this.#here(), wanted, value })
    return false
  }

  #string(value: string, node: SchemaNode): void {
    if (node.f !== undefined && !hasFormat(value, node.f)) this.violations.push({ type: 'format', path: this.#here(), value, format: node.f })
    else if (node.pattern !== undefined && regularExpression(node.pattern)?.test(value) === false) {
      this.violations.push({ type: 'format', path: this.#here(), value, format: node.pattern })
    } else if (node.n !== undefined && (value !== '' || node.q !== undefined)) this.#name(value, node.n, false)
    // Kubernetes counts code points.
    if (node.minLength !== undefined || node.maxLength !== undefined) this.#count(value, Array.from(value).length, 'length', node.minLength, node.maxLength)
  }

  #number(value: number, node: SchemaNode): void {
    const [min, max] = node.f === 'int32' ? int32 : unbounded
    if (value !== 0 || node.z === undefined) this.#count(value, value, 'value', node.min ?? min, node.max ?? max)
  }

  #name(value: string, syntax: string, key: boolean): void {
    const form = formIn(syntax, this.#target.minor)
    if (!isName(value, form) && !hasPlaceholder(value)) this.violations.push({ type: 'name', path: this.#here(), value, syntax: form, key })
  }

  #list(value: readonly unknown[], node: SchemaNode, table: SchemaTable): void {
    this.#count(value, value.length, 'items', node.minItems, node.maxItems)
    if (node.k) this.#duplicates(value, node.k)
    if (node.also !== undefined) this.#duplicates(value, [node.also])
    if (!node.i) {
      this.open ||= value.length > 0
      return
    }
    for (const [index, item] of value.entries()) {
      this.#path.push(index)
      this.#entry(item, node.i, table)
      this.#path.pop()
    }
  }

  /** An item of a list, or of a map: of those null is no value that could be left out. */
  #entry(item: unknown, node: SchemaNode, table: SchemaTable): void {
    if (item === null) this.open = true
    this.#value(item, node, table)
  }

  #mapping(value: Record<string, unknown>, node: SchemaNode, table: SchemaTable): void {
    if (node.p) this.object(value, { node, table })
    else if (node.m) this.#map(value, node, node.m, table)
    else this.open ||= Object.keys(value).length > 0
  }

  #map(value: Record<string, unknown>, { n }: SchemaNode, values: SchemaNode, table: SchemaTable): void {
    for (const key of Object.keys(value)) {
      this.#path.push(key)
      if (n !== undefined && !isDirective(key)) this.#name(key, n, true)
      this.#entry(value[key], values, table)
      this.#path.pop()
    }
  }

  #count(value: unknown, count: number, what: 'value' | 'length' | 'items' | 'fields', min: number | undefined, max: number | undefined): void {
    if (min !== undefined && count < min && !(this.#target.partial && what !== 'value')) {
      this.violations.push({ type: 'bound', path: this.#here(), value, what, limit: min, above: false })
    } else if (max !== undefined && count > max) this.violations.push({ type: 'bound', path: this.#here(), value, what, limit: max, above: true })
  }

  #duplicates(items: readonly unknown[], keys: readonly string[]): void {
    if (items.length < 2) return
    const seen = new Map<unknown, number>()
    for (const [index, item] of items.entries()) {
      const name = nameIn(item, keys)
      if (name === undefined) continue
      const earlier = seen.get(name)
      if (earlier === undefined) seen.set(name, index)
      else this.violations.push({ type: 'duplicate-entry', path: this.#here(index, keys[0]!), earlier: this.#here(earlier, keys[0]!), keys })
    }
  }

  #variants(value: unknown, node: SchemaNode, table: SchemaTable): void {
    if (this.#target.partial) return
    const holds = (part: SchemaNode): boolean => {
      const inner = new Walk(this.#target, this.#path)
      inner.#value(value, { ...part, x: 1 }, table)
      return inner.violations.length === 0
    }
    for (const [alternatives, exact] of [
      [node.oneOf, true],
      [node.any, false],
    ] as const) {
      if (!alternatives) continue
      const matching = alternatives.filter(holds).length
      if (matching === 0 || (exact && matching > 1)) {
        this.violations.push({ type: 'variant', path: this.#here(), alternatives: alternatives.map(part => requiredOf(part.p ?? {})), matching })
      }
    }
    if (node.not && holds(node.not)) {
      this.violations.push({ type: 'variant', path: this.#here(), alternatives: [requiredOf(node.not.p ?? {})], matching: 0 })
    }
  }
}

const int32 = [-2147483648, 2147483647] as const
const unbounded = [undefined, undefined] as const

/**
 * Choices that the API server makes itself where "" is written, each with a word that tells it from others of its name.
 * Source: pkg/apis/\*\/v1/defaults.go of Kubernetes 1.34; tried on its validation.
 */
const defaulted: Readonly<Record<string, string>> = {
  apiGroup: 'rbac.authorization.k8s.io',
  concurrencyPolicy: 'Forbid',
  dnsPolicy: 'ClusterFirst',
  effect: 'NoSchedule',
  externalTrafficPolicy: 'Local',
  imagePullPolicy: 'Always',
  operator: 'Equal',
  persistentVolumeReclaimPolicy: 'Retain',
  podManagementPolicy: 'Parallel',
  protocol: 'TCP',
  pullPolicy: 'Always',
  reclaimPolicy: 'Delete',
  restartPolicy: 'OnFailure',
  scheme: 'HTTPS',
  sessionAffinity: 'ClientIP',
  terminationMessagePolicy: 'File',
  type: 'RollingUpdate',
  whenDeleted: 'Delete',
  whenScaled: 'Delete',
}

/** Text with a variable that a tool fills in before the cluster sees it: Flux, envsubst. */
function isSubstituted(text: string): boolean {
  return text.includes('${') && /\$\{[A-Za-z_]/.test(text)
}

/** Signs of a text that something is put in for, and that no name has: `$NAME`, `<name>`, `{{ name }}`, `%NAME%`, `@NAME@`, `__NAME__`. */
export function hasPlaceholder(text: string): boolean {
  return /\$|<[^<>]*>|\{\{|%\w+%|@\w+@|__\w+__/.test(text)
}

/** The form of a name in a minor: some were relaxed. */
export function formIn(syntax: string, minor: number): string {
  const relaxed = Object.hasOwn(relaxations, syntax) ? relaxations[syntax] : undefined
  return relaxed && minor >= relaxed.in ? relaxed.to : syntax
}

/** Source: the feature gates RelaxedServiceNameValidation and RelaxedEnvironmentVariableValidation, from when on they are on. */
const relaxations: Readonly<Record<string, { readonly in: number; readonly to: string }>> = {
  service: { in: 36, to: 'label' },
  'strict-variable': { in: 32, to: 'variable' },
}

/** Fields that are not for a schema to judge, which may not even know them. */
const ofEveryObject: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status'])

/** A name for what a violation is about. */
function nameOf(violation: Violation): string {
  return JSON.stringify([violation.path, violation.type === 'required' ? violation.field : ''])
}

/** What the cluster writes into objects. */
const serverWritten: ReadonlySet<string> = new Set(['status'])

/** What the API server takes for a part of the key that is left out. */
const keyDefaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' }

/** What tells an item of a list from others, by the fields that are its key; undefined without all of them: it is nobody's twin. */
function nameIn(item: unknown, keys: readonly string[]): unknown {
  if (typeof item !== 'object' || item === null) return undefined
  const values = keys.map(key => {
    const value = (item as Record<string, unknown>)[key] ?? keyDefaults[key]
    return typeof value === 'object' ? undefined : value
  })
  if (values.includes(undefined)) return undefined
  return values.length === 1 ? values[0] : JSON.stringify(values)
}

/** Directives of strategic merge patches: `$patch`, `$setElementOrder/containers` … */
function isDirective(key: string): boolean {
  return key.startsWith('$')
}

const required = new WeakMap<object, readonly string[]>()

function requiredOf(fields: Readonly<Record<string, SchemaNode>>): readonly string[] {
  let names = required.get(fields)
  if (!names) required.set(fields, (names = Object.keys(fields).filter(field => fields[field]!.q !== undefined)))
  return names
}

function isOfType(value: unknown, wanted: string): boolean {
  switch (wanted) {
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && !Array.isArray(value)
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number'
    default:
      return true
  }
}

/** Whether a text is of a format; of formats that we do not know, any is. */
function hasFormat(value: string, format: string): boolean {
  switch (format) {
    case 'quantity':
      return parseQuantity(value) !== undefined
    case 'date-time':
      return rfc3339.test(value)
    case 'byte':
      return isBase64(value)
    case 'duration':
      return goDuration.test(value)
    default:
      return true
  }
}

/** Standard base64 with padding, as Go decodes it: line breaks are passed over. */
function isBase64(value: string): boolean {
  const text = value.replaceAll(/[\r\n]/g, '')
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text)
}
