import { parseByteSize } from '../../languages/byte-size.ts'
import { parseGoDuration } from '../../languages/duration.ts'
import { parseGoUrl } from '../../languages/go-url.ts'
import { type Fields, isMapping } from '../../languages/json.ts'
import { readMatchers } from '../../languages/matchers.ts'
import { nearest } from '../../languages/nearest.ts'
import { readDuration } from '../../languages/prometheus-duration.ts'
import { readRegexp } from '../../languages/promql/index.ts'
import { type Fix, replace } from '../../fix.ts'
import { fieldsOf, meaningsOf, type Shape, sharedPartsOf } from '../../schemas/prometheus-fields.ts'
import type { Meaning } from '../../schemas/prometheus-meaning.ts'
import { hasPlaceholder } from '../../schemas/walk.ts'
import type { Ref } from '../../source/ref.ts'
import type { Source } from '../../source/source.ts'
import { YamlSource } from '../../source/yaml.ts'
import { nameOf, plainText } from '../kubernetes/schema.ts'
import { daysError, monthsError, weekdaysError, yearsError } from '../../languages/time-interval.ts'

/** Something in a configuration that the program which reads it refuses. */
export interface Fault {
  readonly at: Ref<unknown>
  readonly message: string
  /** Of what the program takes, and what does not work all the same. */
  readonly severity?: 'warning'
  readonly fix?: Fix
}

/** What has to hold in a value of a type, beyond its fields. */
export type Check = (config: Ref<Fields>, reader: Reader) => Iterable<Fault>

/** The program that reads a configuration. */
export interface Reader {
  /** The end of each first sentence: `so Prometheus refuses the whole configuration.` */
  readonly refuses: string
  /** By type, and by part that types have in common: `http` and `proxy`. */
  readonly checks: Readonly<Record<string, Check>>
  /** Whether a key is let pass that is no field: other programs that take over the format may have it. */
  readonly knows?: (key: string) => boolean
  /** Whether fields and their types are judged elsewhere, by the schema of a custom resource. */
  readonly hasSchema?: boolean
  /** Fields that hold a language of their own, which is judged elsewhere. */
  readonly languages?: readonly string[]
  /** Whether items of lists that are empty are passed over. */
  readonly skipsEmpty?: boolean
  /** What to call a part in messages, instead of its path. */
  readonly title?: (part: Ref<Fields>) => string | undefined
  /** Field of an old version → its name now. */
  readonly renamed?: Readonly<Record<string, string>>
}

/** What is wrong with a configuration of a type of the table, in the order in which it is written. */
export function faultsIn(config: Ref<unknown>, type: Shape, reader: Reader): Fault[] {
  const walk = new Walk(reader)
  walk.value(config, type)
  return walk.faults
}

/** Deeper than any configuration goes, but for routes within routes. */
const deepest = 200

class Walk {
  readonly faults: Fault[] = []
  readonly #reader: Reader
  /** The types of the parts that hold the one at hand, and its own. */
  readonly #holders: Shape[] = []

  constructor(reader: Reader) {
    this.#reader = reader
  }

  value(at: Ref<unknown>, shape: Shape): void {
    if (at.value === undefined && meaningsOf(shape).some(({ positive }) => positive) && at.exists && !isTemplated(at)) {
      return this.#add(at, `"${nameOf(at.path)}" is empty, which leaves not even its defaults, ${this.#reader.refuses} Fill it in or remove it.`)
    }
    // Elsewhere a key without a value leaves the default in place.
    if (at.value === undefined || shape === 'any' || at.path.length > deepest) return undefined
    if (shape.startsWith('[]')) this.#list(at, shape.slice(2))
    else if (shape.startsWith('{}')) this.#map(at, shape.slice(2))
    else if (fieldsOf(shape)) this.#struct(at, shape)
    else this.#scalar(at, shape)
    return undefined
  }

  #list(at: Ref<unknown>, shape: Shape): void {
    if (!Array.isArray(at.value)) return this.#wrong(at, 'a list')
    const isStruct = fieldsOf(shape) !== undefined
    for (const item of (at as Ref<unknown[]>).each()) {
      if (item.value === undefined && isStruct && !isTemplated(item) && !this.#reader.skipsEmpty)
        this.#add(item, `An item of ${at.path.length > 0 ? `"${nameOf(at.path)}"` : 'the list'} is empty, ${this.#reader.refuses} Fill it in or remove it.`)
      else this.value(item, shape)
    }
    return undefined
  }

  #map(at: Ref<unknown>, shape: Shape): void {
    if (!isMapping(at.value)) return this.#wrong(at, 'a mapping')
    for (const [, item] of at.entries()) this.value(item, shape)
    return undefined
  }

  #struct(at: Ref<unknown>, type: Shape): void {
    if (!isMapping(at.value)) return this.#wrong(at, 'a mapping')
    const config = at as Ref<Fields>
    const fields = fieldsOf(type)!
    const meant = new Set<string>()
    this.#holders.push(type)
    for (const [key, item] of config.entries()) {
      const shape = Object.hasOwn(fields, key) ? fields[key] : undefined
      if (shape !== undefined) this.value(item, shape)
      else meant.add(this.#unknown(config, item, key, fields))
    }
    for (const meaning of meaningsOf(type)) this.#meaning(config, meaning, meant)
    for (const part of [type, ...sharedPartsOf(type)]) this.faults.push(...(this.#reader.checks[part]?.(config, this.#reader) ?? []))
    this.#holders.pop()
  }

  /** Reports a key that is no field, and gives the one that was meant. */
  #unknown(config: Ref<Fields>, item: Ref<unknown>, key: string, fields: Readonly<Record<string, Shape>>): string {
    const { knows, hasSchema, renamed = {}, refuses } = this.#reader
    if (hasSchema || knows?.(key) || hasPlaceholder(key)) return key
    const successor = Object.hasOwn(renamed, key) && Object.hasOwn(fields, renamed[key]!) ? renamed[key]! : undefined
    const near = successor ?? nearest(key, Object.keys(fields))
    const advice = successor ? `It is called "${successor}" now.` : near ? `Did you mean "${near}"?` : this.#placeOf(key, fields)
    const holder = this.#reader.title?.(config) ?? (config.path.length > 0 ? `"${nameOf(config.path)}"` : 'the configuration')
    const isFree = near !== undefined && !config.at(near).exists
    this.#add(item.key(), `"${key}" is no field of ${holder}, ${refuses} ${advice}`, isFree ? replace(item.key(), near) : undefined)
    return near ?? ''
  }

  /** Where a key is a field: in what holds its holder, or in a part beside it. */
  #placeOf(key: string, fields: Readonly<Record<string, Shape>>): string {
    const above = this.#holders.slice(0, -1).some(type => Object.hasOwn(fieldsOf(type) ?? {}, key))
    if (above) return 'It belongs further out: check the indentation.'
    const parts = Object.keys(fields).filter(field => Object.hasOwn(fieldsOf(fields[field]!.replace(/^(?:\[\]|\{\})+/, '')) ?? {}, key))
    if (parts.length > 0 && parts.length <= 3) return `It belongs under ${list(parts, ' or ')}: check the indentation.`
    const known = Object.keys(fields)
    return known.length <= 8 ? `It takes ${list(known) || 'no fields'}.` : 'Check the spelling and the indentation.'
  }

  #meaning(config: Ref<Fields>, meaning: Meaning, meant: ReadonlySet<string>): void {
    const { refuses, hasSchema, languages } = this.#reader
    const name = this.#reader.title?.(config) ?? (config.path.length > 0 ? `"${nameOf(config.path)}"` : 'The configuration')
    const isUnfit = (field: string): boolean => hasSchema === true && config.at(field).value === undefined && config.at(field).exists
    const isSet = (field: string): boolean => isGiven(config.at(field)) || meant.has(field) || isUnfit(field)
    // A schema asks for the same fields to be there, and who reads the language of a field finds it empty.
    const isTold = (field: string): boolean =>
      isSet(field) || (hasSchema === true && !config.at(field).exists) || (languages?.includes(field) === true && config.at(field).value === '')
    for (const field of meaning.needs ?? []) if (!isTold(field)) this.#add(config.at(field), `${name} needs "${field}", ${refuses} Set it.`)
    for (const field of meaning.filled ?? []) {
      const value = config.at(field)
      if (value.exists && !isGiven(value))
        this.#add(value, `"${nameOf(value.path)}" is empty, which leaves not even its default, ${refuses} Set it or leave it out.`)
    }
    for (const group of meaning.any ?? []) if (!group.some(isSet)) this.#add(config.at(group[0]!), `${name} needs one of ${list(group)}, ${refuses} Set one.`)
    for (const group of meaning.one ?? []) {
      const given = [...config.entries()].filter(([key, value]) => group.includes(key) && isGiven(value)).map(([key]) => key)
      const [first, second] = given
      if (second === undefined) continue
      this.#add(config.at(second).key(), `"${second}" stands beside "${first}", and only one of them may be set, ${refuses} Remove "${first}" or "${second}".`)
    }
    for (const [field, others] of Object.entries(meaning.together ?? {})) {
      const missing = isGiven(config.at(field)) ? others.find(other => !isSet(other)) : undefined
      if (missing) this.#add(config.at(field).key(), `"${field}" goes with "${missing}", which is not set, ${refuses} Set "${missing}" or remove "${field}".`)
    }
    for (const [field, choices] of Object.entries(meaning.choices ?? {})) this.#choice(config.at(field), field, choices, meaning)
    for (const field of meaning.positive ?? []) {
      const value = config.at(field)
      if (value.exists && isNothing(value))
        this.#add(value, `"${nameOf(value.path)}" has to be greater than 0, ${refuses} Set it, or leave it out for the default.`)
    }
  }

  #choice(at: Ref<unknown>, field: string, choices: readonly string[], { anyCase, chosen }: Meaning): void {
    const textOf = (item: Ref<unknown>): string | undefined => (item.value === '' && !chosen?.includes(field) ? undefined : scalarOf(item))
    for (const item of Array.isArray(at.value) ? (at as Ref<unknown[]>).each() : [at]) {
      const text = textOf(item)
      if (text === undefined || hasPlaceholder(text) || choices.includes(anyCase?.includes(field) ? matching(text, choices) : text)) continue
      const near = choices.length > 1 ? nearest(text, choices) : undefined
      const meant = near ?? (choices.length === 1 ? choices[0] : undefined)
      const advice = near ? `Did you mean "${near}"?` : `Write ${choices.length > 1 ? 'one of ' : ''}${list(choices)}.`
      this.#add(item, `"${text}" is no value for "${nameOf(at.path)}", ${this.#reader.refuses} ${advice}`, meant ? replace(item, meant) : undefined)
    }
  }

  #scalar(at: Ref<unknown>, shape: Shape): void {
    const text = scalarOf(at)
    const format = formats[shape]
    if (text === undefined) return this.#wrong(at, format?.name ?? 'text')
    if (!format || isTemplated(at) || (format.placeholders !== false && hasPlaceholder(text))) return undefined
    const error = format.error(text, at.value)
    if (error === undefined) return undefined
    const { refuses } = this.#reader
    if (!format.noun) {
      const meant = meantBy(shape, text)
      return this.#add(
        at,
        `"${nameOf(at.path)}" takes ${format.name} and is ${quoted(at, text)}, ${refuses} ${format.advice}`,
        meant === undefined ? undefined : replace(at, meant),
      )
    }
    return this.#add(at, `${quoted(at, text)} in "${nameOf(at.path)}" is no ${format.noun}${error && ` (${error})`}, ${refuses} ${format.advice}`)
  }

  #wrong(at: Ref<unknown>, wanted: string): void {
    if (isTemplated(at)) return
    const found = Array.isArray(at.value) ? 'a list' : isMapping(at.value) ? 'a mapping' : typeof at.value === 'string' ? 'text' : String(at.value)
    this.#add(
      at,
      `"${nameOf(at.path) || 'The configuration'}" takes ${wanted} and is ${found}, ${this.#reader.refuses} ${wanted === 'a list' && typeof at.value === 'string' ? 'Put it in brackets' : `Write ${wanted}`}.`,
    )
  }

  #add(at: Ref<unknown>, message: string, fix?: Fix): void {
    this.faults.push({ at, message, ...(fix && { fix }) })
  }
}

/** How a single value is read. */
interface Format {
  /** With its article, for "takes …". */
  readonly name: string
  /** For "is no …"; without it what is wrong is the type. */
  readonly noun?: string
  readonly advice: string
  /** What is wrong with it, empty where there is no more to say; undefined when nothing is. */
  error(text: string, value: unknown): string | undefined
  /** Whether a placeholder may stand for it; false where `$` and `<…>` mean something of their own. */
  readonly placeholders?: false
}

const isNumber = (value: unknown): boolean => typeof value === 'number'
const unless = (fits: boolean): string | undefined => (fits ? undefined : '')

const formats: Readonly<Record<string, Format>> = {
  switch: { name: 'true or false', advice: 'Write true or false, without quotes.', error: (_, value) => unless(typeof value === 'boolean') },
  integer: { name: 'a number', advice: 'Write a whole number, without quotes.', error: (_, value) => unless(isNumber(value)) },
  count: {
    name: 'a number',
    advice: 'Write a whole number from 0 on, without quotes.',
    error: (_, value) => unless(isNumber(value) && (value as number) >= 0),
  },
  number: { name: 'a number', advice: 'Write a number, without quotes.', error: (_, value) => unless(isNumber(value)) },
  duration: { name: 'a duration', noun: 'duration', advice: 'Write one like 30s, 5m or 1h30m.', error: text => durationError(text) },
  'go-duration': {
    name: 'a duration',
    noun: 'duration',
    advice: 'Write one like 30s, 5m or 1h30m; days are not known here.',
    error: (text, value) => unless(isNumber(value) || parseGoDuration(text) !== undefined),
  },
  size: { name: 'a size', noun: 'size', advice: 'Write one with its unit, like 512MB or 10GB.', error: text => unless(parseByteSize(text) !== undefined) },
  regexp: {
    name: 'a regular expression',
    noun: 'regular expression',
    advice: 'Write it in the syntax of RE2.',
    error: text => readRegexp(text).error,
    placeholders: false,
  },
  url: { name: 'a URL', noun: 'URL', advice: 'Write one like http://host:9090/path.', error: text => urlError(text, false) },
  'http-url': { name: 'a URL', noun: 'URL', advice: 'Write one that begins with http:// or https://.', error: text => urlError(text, true) },
  'template-url': {
    name: 'a URL',
    noun: 'URL',
    advice: 'Write one that begins with http:// or https://.',
    error: text => (text === '' ? undefined : urlError(text, true)),
  },
  label: { name: 'the name of a label', noun: 'name of a label', advice: 'Write one.', error: text => unless(text !== '') },
  matchers: { name: 'matchers', noun: 'matcher', advice: 'Write one like severity="page".', error: text => matcherError(text), placeholders: false },
  'host-port': {
    name: 'a host with its port',
    noun: 'host with a port',
    advice: 'Write one like mail.example.com:587.',
    error: text => unless(text === '' || /^(?:\[[^\]]*\]|[^:]*):[^:]+$/.test(text)),
  },
  weekdays: { name: 'days of the week', noun: 'range of weekdays', advice: 'Write one like monday:friday or saturday.', error: weekdaysError },
  days: { name: 'days of a month', noun: 'range of days', advice: 'Write one like 1:5, 15 or -3:-1.', error: daysError },
  months: { name: 'months', noun: 'range of months', advice: 'Write one like january:march or 12.', error: monthsError },
  years: { name: 'years', noun: 'range of years', advice: 'Write one like 2026:2027.', error: yearsError },
}

function durationError(text: string): string | undefined {
  const seconds = readDuration(text)
  if (typeof seconds === 'number') return undefined
  return seconds.error.startsWith('not a valid') ? '' : seconds.error.replace(/ in duration ".*"$/s, '')
}

function matcherError(text: string): string | undefined {
  const matchers = readMatchers(text)
  return 'error' in matchers ? matchers.error : undefined
}

function urlError(text: string, http: boolean): string | undefined {
  const url = parseGoUrl(text)
  if ('error' in url) return url.error
  if (!http) return undefined
  return url.scheme !== 'http' && url.scheme !== 'https' ? `unsupported scheme "${url.scheme}"` : url.host === '' ? 'missing host' : undefined
}

/** A single value as Go reads it into a string: a number or a word like `yes` as it is written. */
export function scalarOf(at: Ref<unknown>): string | undefined {
  if (typeof at.value === 'string') return at.value
  return typeof at.value === 'number' || typeof at.value === 'boolean' ? (plainText(at) ?? String(at.value)) : undefined
}

/** Whether a field is set, and to something. */
export function isGiven(at: Ref<unknown>): boolean {
  if (isTemplated(at)) return true
  return at.value !== undefined && at.value !== '' && !(Array.isArray(at.value) && at.value.length === 0)
}

/** Of the fields, the first that is set. */
export function given(config: Ref<Fields>, fields: readonly string[]): string | undefined {
  return fields.find(field => isGiven(config.at(field)))
}

const placeholders = new WeakMap<Source, ReadonlySet<string>>()

const withBytes = new WeakMap<Source, boolean>()

/** Whether a scalar, or its key, is bytes that are no text: `!!binary`. */
export function isNoText(at: Ref<unknown>): boolean {
  // Places are costly, and bytes are rare.
  let some = withBytes.get(at.source)
  if (some === undefined) withBytes.set(at.source, (some = at.source.text.includes('!!binary')))
  if (!some) return false
  const { start, end } = at.range
  if (!/!!binary\s+$/.test(at.source.text.slice(Math.max(0, start - 20), start))) return false
  try {
    const bytes = Uint8Array.from(atob(at.source.text.slice(start, end).replaceAll(/["'\s]/g, '')), character => character.charCodeAt(0))
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return false
  } catch {
    return true
  }
}

/** Whether a template's placeholder stands here, so that nobody can know the value. */
function isTemplated({ source, path }: Ref<unknown>): boolean {
  if (!(source instanceof YamlSource) || source.document.placeholders.length === 0) return false
  let places = placeholders.get(source)
  if (!places) placeholders.set(source, (places = new Set(source.document.placeholders.map(place => JSON.stringify(place)))))
  return places.has(JSON.stringify(path))
}

/** The value that a text in quotes was meant to be. */
function meantBy(shape: Shape, text: string): boolean | number | undefined {
  if (shape === 'switch') return text === 'true' ? true : text === 'false' ? false : undefined
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined
}

function isNothing(at: Ref<unknown>): boolean {
  if (at.value === undefined) return !isTemplated(at)
  if (typeof at.value === 'number') return at.value <= 0
  return typeof at.value === 'string' && readDuration(at.value) === 0
}

function matching(text: string, choices: readonly string[]): string {
  return choices.find(choice => choice.toLowerCase() === text.toLowerCase()) ?? text
}

function quoted(at: Ref<unknown>, text: string): string {
  return typeof at.value === 'string' ? `"${text}"` : text
}

export function list(words: readonly string[], joint = ', '): string {
  return words.map(word => `"${word}"`).join(joint)
}
