import { isMapping } from '../json.ts'
import { readPlainScalar } from './scalar.ts'

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type Quotes = 'plain' | 'single' | 'double'

/** How block collections around the place are laid out. */
export interface BlockLayout {
  /** Columns by which a mapping is indented below its key. */
  readonly step: number
  /** Columns by which a list is indented below its key; often none. */
  readonly listStep: number
}

/** How flow collections around the place are laid out. */
export interface FlowLayout {
  /** Every string and key in double quotes. */
  readonly json: boolean
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly padded: boolean
}

/** The value as plain data, without properties that are undefined; undefined for what YAML cannot carry to the API server. */
export function asJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (Array.isArray(value)) {
    const items = value.map(asJson)
    return items.includes(undefined) ? undefined : (items as Json[])
  }
  if (typeof value !== 'object') return undefined
  const entries = Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, asJson(item)] as const]))
  return entries.some(([, item]) => item === undefined) ? undefined : (Object.fromEntries(entries) as Json)
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Whether a value is written on lines of its own in block style. */
export function spansLines(value: Json): boolean {
  return typeof value === 'object' && value !== null && !isEmpty(value)
}

/** A scalar on one line, in the quotes wanted if they can say it. */
export function writeScalar(value: string | number | boolean | null, quotes: Quotes, flow: boolean): string {
  if (typeof value !== 'string') return String(value)
  if (quotes === 'plain' && isPlain(value, flow)) return value
  // A double-quoted text full of escapes is hard to read; a single-quoted one cannot hold line breaks or control characters.
  const single = quotes === 'single' || (quotes === 'plain' && /["\\]/.test(value) && !value.includes("'"))
  return single && isPrintable(value) ? `'${value.replaceAll("'", "''")}'` : doubleQuoted(value)
}

export function writeKey(key: string, json: boolean, flow: boolean): string {
  return writeScalar(key, json ? 'double' : 'plain', flow)
}

function doubleQuoted(text: string): string {
  return `"${escapeDouble(text)}"`
}

/** A part of a double-quoted text. */
export function escapeDouble(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Whether the text reads back as itself without quotes, by kubectl and by readers of other versions of YAML. */
function isPlain(text: string, flow: boolean): boolean {
  if (readPlainScalar(text) !== text || !isPrintable(text) || text.trim() !== text) return false
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.|<<|=$)|:(?:\s|$)|\s#/.test(text)) return false
  // Dates and sexagesimal numbers are text for kubectl, but not for others.
  if (/^[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?$|^\d{4}-\d\d?-\d\d?/.test(text)) return false
  return !flow || !/[,[\]{}]|^[?:-]|:$/.test(text)
}

function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text)
}

/** The entry of a mapping, as whole lines. */
export function writeEntry(key: string, value: Json, indent: number, layout: BlockLayout): string[] {
  const lead = `${' '.repeat(indent)}${writeKey(key, false, false)}:`
  if (spansLines(value)) return [lead, ...writeBlock(value, indent + (Array.isArray(value) ? layout.listStep : layout.step), layout)]
  if (typeof value === 'string') {
    const literal = writeLiteral(value, indent + layout.step)
    if (literal) return [`${lead} ${literal[0]}`, ...literal.slice(1)]
  }
  return [`${lead} ${writeOneLine(value)}`]
}

/** A collection that is not empty, as whole lines indented by `indent`. */
export function writeBlock(value: Json, indent: number, layout: BlockLayout): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(item => writeItem(item, indent, layout))
  return Object.entries(value as { [key: string]: Json }).flatMap(([key, item]) => writeEntry(key, item, indent, layout))
}

/** The item of a list, as whole lines. */
export function writeItem(value: Json, indent: number, layout: BlockLayout): string[] {
  const lead = `${' '.repeat(indent)}- `
  if (!spansLines(value)) return [`${lead}${writeOneLine(value)}`]
  const [first, ...rest] = writeBlock(value, indent + 2, layout)
  return [`${lead}${first!.trimStart()}`, ...rest]
}

function writeOneLine(value: Json): string {
  if (Array.isArray(value)) return '[]'
  return isMapping(value) ? '{}' : writeScalar(value as string, 'plain', false)
}

/** A text of several lines as a literal block: its header and its lines; undefined where a literal block cannot hold it. */
export function writeLiteral(text: string, indent: number): string[] | undefined {
  if (!/\n./.test(text) || /^[\s]/.test(text) || /[^\n\t\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]|[\u2028\u2029]/.test(text)) return undefined
  const end = /\n*$/.exec(text)![0].length
  const lines = text.slice(0, text.length - end).split('\n')
  const header = end === 0 ? '|-' : end === 1 ? '|' : '|+'
  return [header, ...lines.map(line => (line === '' ? '' : ' '.repeat(indent) + line)), ...Array<string>(Math.max(end - 1, 0)).fill('')]
}

/** A value on one line, or in a list or mapping of JSON spread over lines with `spread`. */
export function writeFlow(value: Json, layout: FlowLayout, spread?: { indent: number; step: number }): string {
  if (typeof value !== 'object' || value === null) return writeScalar(value, layout.json ? 'double' : 'plain', true)
  const entries = Array.isArray(value)
    ? (value as readonly Json[]).map(item => writeFlow(item, layout, deeper(spread)))
    : Object.entries(value).map(([key, item]) => `${writeKey(key, layout.json, true)}: ${writeFlow(item, layout, deeper(spread))}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (entries.length === 0) return `${open}${close}`
  if (spread) {
    const lead = `\n${' '.repeat(spread.indent + spread.step)}`
    return `${open}${lead}${entries.join(`,${lead}`)}\n${' '.repeat(spread.indent)}${close}`
  }
  const pad = layout.padded && !Array.isArray(value) ? ' ' : ''
  return `${open}${pad}${entries.join(', ')}${pad}${close}`
}

function deeper(spread: { indent: number; step: number } | undefined): { indent: number; step: number } | undefined {
  return spread && { ...spread, indent: spread.indent + spread.step }
}
