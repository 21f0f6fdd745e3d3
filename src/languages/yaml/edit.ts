import { isMapping } from '../json.ts'
import type { Path, Range, YamlDocument } from './document.ts'
import { parseDocumentAt, parseYaml, splitDocuments } from './parse.ts'
import {
  asJson,
  type BlockLayout,
  escapeDouble,
  type FlowLayout,
  type Json,
  type Quotes,
  spansLines,
  writeBlock,
  writeEntry,
  writeFlow,
  writeItem,
  writeKey,
  writeLiteral,
  writeScalar,
} from './write.ts'

/** Text to write in place of a range of a text. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A change of a document's value. */
export type Change =
  /** Another value at `path`. */
  | { readonly type: 'replace'; readonly path: Path; readonly value: unknown }
  /** A value where there is none yet; missing parents are written too. */
  | { readonly type: 'insert'; readonly path: Path; readonly value: unknown }
  /** The value goes, and what it leaves empty. */
  | { readonly type: 'remove'; readonly path: Path }
  /** Another key for the value at `path`. */
  | { readonly type: 'rename'; readonly path: Path; readonly key: string }
  /** Other text for a part of the string at `path`. */
  | { readonly type: 'splice'; readonly path: Path; readonly start: number; readonly end: number; readonly text: string }

/** What the document must say afterwards, and ways to get there, the best first. */
interface Plan {
  readonly value: unknown
  readonly ways: Iterable<readonly TextEdit[]>
  /** Comments in here may go. */
  readonly removed?: Range | undefined
}

/** A document after a change. */
export interface Edited {
  readonly edits: readonly TextEdit[]
  /** The whole text, and the document in it: made when asked for. */
  readonly text: () => string
  readonly document: () => YamlDocument
}

/** Above this size a document is not parsed again for each change, if the entry that changes can stand for it. */
const large = 2000
/** An entry of about one container. */
const small = 1500

/**
 * The text edits that make a change and nothing else: comments and layout stay. Undefined when it cannot be made so, because
 * its text stands behind an alias, or because the edited text would not read back as exactly the intended value.
 */
export function editDocument(document: YamlDocument, change: Change): Edited | undefined {
  if (document.shared(change.path)) return undefined
  const editor = new Editor(document)
  const plan = editor.plan(change)
  if (!plan) return undefined
  const part = document.range.end - document.range.start > large ? editor.partAround(change.path) : undefined
  for (const edits of plan.ways) {
    const isInside = part && edits.every(({ start, end }) => start >= part.range.start && end <= part.range.end)
    const edited = (isInside ? readPart(document, part, edits, plan) : undefined) ?? readPlan(document, edits, plan)
    if (edited) return edited
  }
  return undefined
}

/** A part of a document that can be read by itself: whole lines that hold one entry of a block collection. */
interface Part {
  readonly path: Path
  readonly range: Range
}

/** As readPlan, but reads only the lines of one entry before and after; those around it stay, and so does what they say. */
function readPart(document: YamlDocument, part: Part, edits: readonly TextEdit[], plan: Plan): Edited | undefined {
  const { start } = part.range
  const before = partAlone(document, part)
  if (!before) return undefined
  const shift = (edit: TextEdit): TextEdit => ({ ...edit, start: edit.start - start, end: edit.end - start })
  const removed = plan.removed && { start: plan.removed.start - start, end: plan.removed.end - start }
  return readPlan(before, edits.map(shift), { value: entryOf(plan.value, part.path), ways: [], removed }) && edited(document, edits)
}

/** The part of each document that was read last: several changes of one entry follow each other. */
const lastParts = new WeakMap<YamlDocument, { readonly start: number; readonly end: number; readonly alone: YamlDocument | undefined }>()

/** A part as a document of its own, if it says there what it says in its place. */
function partAlone(document: YamlDocument, { path, range: { start, end } }: Part): YamlDocument | undefined {
  const last = lastParts.get(document)
  if (last?.start === start && last.end === end) return last.alone
  const [first, ...more] = parseYaml(document.text.slice(start, end))
  const isOne = first !== undefined && more.length === 0 && first.problems.length === 0 && isSame(first.value, entryOf(document.value, path))
  const alone = isOne ? first : undefined
  lastParts.set(document, { start, end, alone })
  return alone
}

/** The value at `path` in a collection of its own, as its lines say it. */
function entryOf(value: unknown, path: Path): unknown {
  const step = path.at(-1)!
  const item = valueAt(value, path)
  return typeof step === 'number' ? [item] : Object.fromEntries([[step, item]])
}

function edited(before: YamlDocument, edits: readonly TextEdit[]): Edited {
  const text = (): string => applyTextEdits(before.text, edits)
  const growth = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0)
  return { edits, text, document: () => parseDocumentAt(text(), { start: before.range.start, end: before.range.end + growth }) }
}

/** Applies edits that do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}

/** The edited document, if its value at `path` is `value` now, and all else is as before. */
export function readBack(document: YamlDocument, edits: readonly TextEdit[], path: Path, value: unknown): Edited | undefined {
  return readPlan(document, edits, { value: withValue(document.value, path, value), ways: [] })
}

/** The edited document, if it says what it should and has lost no comment. */
function readPlan(before: YamlDocument, edits: readonly TextEdit[], plan: Plan): Edited | undefined {
  const text = applyTextEdits(before.text, edits)
  const range = { start: before.range.start, end: before.range.end + text.length - before.text.length }
  const piece = text.slice(range.start, range.end)
  const oldPiece = before.text.slice(before.range.start, before.range.end)
  const isLast = range.end === text.length
  if (splitDocuments(piece).length !== 1 || (!isLast && !piece.endsWith('\n'))) return undefined
  if (isJson(oldPiece) && !isJson(piece)) return undefined
  const after = parseDocumentAt(text, range)
  if (after.problems.length > before.problems.length || !isSame(after.value, plan.value)) return undefined
  const textOf = (document: YamlDocument, comments: readonly Range[]): string[] => comments.map(({ start, end }) => document.text.slice(start, end).trimEnd())
  const comments = before.comments()
  const { removed } = plan
  const kept = removed ? comments.filter(({ start }) => start < removed.start || start > removed.end) : comments
  const now = textOf(after, after.comments())
  return isPartOf(textOf(before, kept), now) && isPartOf(now, textOf(before, comments)) ? { edits, text: () => text, document: () => after } : undefined
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether all of `part` is in `whole`, in this order. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0
  for (const text of whole) if (part[at] === text) at++
  return at === part.length
}

/** Equal as JSON: the order of keys means nothing. Shared values, as aliases make them, are compared once. */
function isSame(a: unknown, b: unknown, seen = new Map<object, unknown>()): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  if (seen.get(a) === b) return true
  seen.set(a, b)
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], seen))
}

type Collection = NonNullable<ReturnType<YamlDocument['collection']>>

class Editor {
  readonly #document: YamlDocument
  readonly #text: string
  readonly #eol: string

  constructor(document: YamlDocument) {
    this.#document = document
    this.#text = document.text
    const firstBreak = this.#text.indexOf('\n', document.range.start)
    this.#eol = this.#text[firstBreak - 1] === '\r' ? '\r\n' : '\n'
  }

  plan(change: Change): Plan | undefined {
    switch (change.type) {
      case 'replace':
        return this.#replace(change.path, change.value)
      case 'insert':
        return this.#insert(change.path, change.value)
      case 'remove':
        return this.#remove(change.path)
      case 'rename':
        return this.#rename(change.path, change.key)
      case 'splice':
        return this.#splice(change.path, change.start, change.end, change.text)
    }
  }

  /** The outermost entry around `path` that is small enough, if its lines mean the same without the others. */
  partAround(path: Path): Part | undefined {
    // Anchors reach across lines, and a block scalar that keeps its line breaks owns blank lines that could be anybody's.
    if (this.#document.hasAnchors) return undefined
    for (let length = 1; length <= path.length; length++) {
      const inner = path.slice(0, length)
      const extent = this.#document.extent(inner)
      if (!extent) return undefined
      if (extent.end - extent.start > small) continue
      const holder = this.#document.collection(path.slice(0, length - 1))
      const entry = holder && this.#entry(holder, inner)
      const start = entry && !holder.flow ? this.#blockStart(holder, holder.entries.indexOf(entry)) : undefined
      if (start === undefined) return undefined
      const range = { start: this.#lineStart(start), end: Math.min(this.#lineEnd(extent.end) + this.#eol.length, this.#document.range.end) }
      const lines = this.#text.slice(range.start, range.end)
      return this.#text.slice(range.start, start).trim() === '' && lines.endsWith('\n') && !/[|>]\d?\+/.test(lines) ? { path: inner, range } : undefined
    }
    return undefined
  }

  /** Whether there is a value at a path, rather than another in its way. */
  #isThere(path: Path): boolean {
    return this.#document.has(path) && reach(this.#document.value, path).depth === path.length
  }

  #replace(path: Path, written: unknown): Plan | undefined {
    const value = asJson(written)
    if (value === undefined || !this.#isThere(path) || isSame(valueAt(this.#document.value, path), value)) return undefined
    return { value: withValue(this.#document.value, path, value), ways: this.#waysToWrite(path, value) }
  }

  #insert(path: Path, written: unknown): Plan | undefined {
    const value = asJson(written)
    if (value === undefined) return undefined
    const { depth, holder } = reach(this.#document.value, path)
    // Something else stands where a parent or the value itself should go.
    if (depth === path.length ? holder !== null : typeof holder === 'object' && holder !== null ? !accepts(holder, path[depth]!) : holder !== null)
      return undefined
    if (holder === null && (depth === 0 || (depth < path.length && typeof path[depth] === 'number' && path[depth] !== 0))) return undefined
    const content = wrapped(path.slice(depth), value)
    if (content === undefined) return undefined
    const holderPath = path.slice(0, depth)
    if (holder === null || depth === path.length)
      return { value: withValue(this.#document.value, holderPath, content), ways: this.#waysToWrite(holderPath, content) }
    const whole = withValue(this.#document.value, holderPath, withEntries(holder, content))
    if (Object.keys(holder as object).length === 0 && depth > 0) return { value: whole, ways: this.#waysToWrite(holderPath, content) }
    const step = path[depth]!
    const inner = typeof step === 'number' ? (content as readonly Json[])[0]! : (content as { [key: string]: Json })[step]!
    return { value: whole, ways: this.#waysToAdd(holderPath, step, inner) }
  }

  #remove(path: Path): Plan | undefined {
    if (path.length === 0 || !this.#isThere(path)) return undefined
    let target = path
    // A key whose last entry goes, goes with it; a list item does not, because those after it would move.
    for (;;) {
      const holder = valueAt(this.#document.value, target.slice(0, -1))
      if (typeof holder !== 'object' || holder === null || Object.keys(holder).length > 1) break
      if (typeof target.at(-2) !== 'string') {
        if (target.length < 2) return undefined
        const empty = Array.isArray(holder) ? [] : {}
        const parent = target.slice(0, -1)
        return { value: withValue(this.#document.value, parent, empty), ways: this.#waysToWrite(parent, empty), removed: this.#removedBy(target) }
      }
      target = target.slice(0, -1)
    }
    return { value: without(this.#document.value, target), ways: this.#waysToRemove(target), removed: this.#removedBy(target) }
  }

  #rename(path: Path, key: string): Plan | undefined {
    const old = path.at(-1)
    const holder = valueAt(this.#document.value, path.slice(0, -1))
    if (typeof old !== 'string' || old === key || !isMapping(holder) || Object.hasOwn(holder, key) || !this.#isThere(path)) return undefined
    const value = Object.fromEntries(Object.entries(holder).map(([name, item]) => [name === old ? key : name, item]))
    const range = this.#document.locateKey(path)
    const flow = this.#document.collection(path.slice(0, -1))?.flow ?? false
    const edit = { ...range, text: writeScalar(key, quotesAt(this.#text, range.start), flow) }
    return { value: withValue(this.#document.value, path.slice(0, -1), value), ways: [[edit]] }
  }

  #splice(path: Path, start: number, end: number, text: string): Plan | undefined {
    const old = valueAt(this.#document.value, path)
    if (typeof old !== 'string' || start > end || end > old.length) return undefined
    const value = old.slice(0, start) + text + old.slice(end)
    if (value === old) return undefined
    return { value: withValue(this.#document.value, path, value), ways: this.#waysToSplice(path, old, start, end, text, value) }
  }

  *#waysToSplice(path: Path, old: string, start: number, end: number, text: string, value: string): Generator<TextEdit[]> {
    const scalar = this.#document.scalar(path)
    const offsets = this.#document.offsetsOf(path)
    if (!scalar) return
    const block = scalar.style === 'BLOCK_LITERAL' || scalar.style === 'BLOCK_FOLDED'
    if (offsets && offsets.length > start) {
      const from = offsets[start]!
      const to = end > start ? this.#document.locatePart(path, start, end).end : from
      const lead = block ? ' '.repeat(this.#column(offsets[/[^\n]/.exec(old)?.index ?? 0] ?? scalar.range.start)) : ''
      const written: Record<typeof scalar.style, string> = {
        PLAIN: text,
        QUOTE_SINGLE: text.replaceAll("'", "''"),
        QUOTE_DOUBLE: escapeDouble(text),
        BLOCK_LITERAL: text.replaceAll('\n', this.#eol + lead),
        BLOCK_FOLDED: text,
      }
      yield [{ start: from, end: to, text: written[scalar.style] }]
    }
    if (!block) yield* this.#waysToWrite(path, value)
  }

  /** Writes `value` where a value, or nothing but a key, stands. */
  *#waysToWrite(path: Path, value: Json): Generator<TextEdit[]> {
    const holder = this.#document.collection(path.slice(0, -1))
    const entry = path.length > 0 && holder ? this.#entry(holder, path) : undefined
    if (!holder || !entry) {
      const root = this.#document.scalar(path)
      if (path.length === 0 && root && !spansLines(value)) yield [{ ...root.range, text: writeFlow(value, { json: false, padded: false }) }]
      return
    }
    const quotes = quotesOf(this.#document.scalar(path)?.style)
    if (holder.flow) {
      yield this.#fill(
        entry,
        isScalar(value) ? writeScalar(value, this.#flowLayout(holder).json ? 'double' : quotes, true) : this.#writeFlow(value, holder, entry),
      )
      return
    }
    if (!spansLines(value)) {
      const literal =
        typeof value === 'string' && quotes === 'plain'
          ? writeLiteral(value, this.#column(holder.range.start) + this.#blockLayout(path.slice(0, -1)).step)
          : undefined
      yield this.#fill(entry, literal ? literal.join(this.#eol) : isScalar(value) ? writeScalar(value, quotes, false) : Array.isArray(value) ? '[]' : '{}')
      return
    }
    const old = this.#document.collection(path)
    if (old?.flow && old.entries.length > 0) yield this.#fill(entry, this.#writeFlow(value, old, entry))
    yield this.#fillBlock(path, holder, entry, value)
  }

  /** Text in place of the value of an entry, or after its key. */
  #fill({ key, value }: Entry, text: string): TextEdit[] {
    if (value && value.end > value.start) {
      const gap = this.#endBefore(value.start)
      if (!this.#text.slice(gap, value.start).includes('\n')) return [{ start: value.start, end: value.end, text }]
      return [{ start: gap, end: value.end, text: ` ${text}` }]
    }
    if (!key) return value ? [{ start: value.start, end: value.start, text: ` ${text}` }] : []
    const colon = this.#colonAfter(key.end)
    return colon === undefined ? [{ start: key.end, end: key.end, text: `: ${text}` }] : [{ start: colon, end: colon, text: ` ${text}` }]
  }

  /** A block collection in place of the value of an entry, on lines below it. */
  #fillBlock(path: Path, holder: Collection, entry: Entry, value: Json): TextEdit[] {
    const { key, value: old } = entry
    const layout = this.#blockLayout(path)
    const column = this.#column(holder.range.start)
    const indent = typeof path.at(-1) === 'number' ? column + 2 : column + (Array.isArray(value) ? layout.listStep : layout.step)
    const from = old && old.end > old.start ? this.#endBefore(old.start) : key ? this.#colonAfter(key.end) : old?.start
    if (from === undefined) return []
    const to = old ? Math.max(old.end, from) : from
    const lineEnd = this.#lineEnd(to)
    const onDash = typeof path.at(-1) === 'number' && this.#text.slice(to, lineEnd).trim() === ''
    const lines = writeBlock(value, onDash && old ? Math.max(this.#column(from) + 1, indent) : indent, layout)
    if (onDash) return [{ start: from, end: lineEnd, text: ` ${lines.join(this.#eol).trimStart()}` }]
    const text = this.#eol + lines.join(this.#eol)
    if (this.#text.slice(to, lineEnd).trim() === '') return [{ start: from, end: lineEnd, text }]
    return [
      { start: from, end: to, text: '' },
      { start: lineEnd, end: lineEnd, text },
    ]
  }

  /** Writes an entry that is not there yet, after those that are. */
  *#waysToAdd(path: Path, step: string | number, value: Json): Generator<TextEdit[]> {
    const holder = this.#document.collection(path)
    if (!holder) return
    if (holder.flow) {
      yield this.#addToFlow(holder, step, value)
      return
    }
    const last = holder.entries.at(-1)
    const end = last && this.#entryEnd(last)
    if (end === undefined) return
    const indent = this.#column(holder.range.start)
    const layout = this.#blockLayout(path)
    const lines = (typeof step === 'number' ? writeItem(value, indent, layout) : writeEntry(step, value, indent, layout)).join(this.#eol)
    const lineEnd = this.#lineEnd(end)
    yield [{ start: lineEnd, end: lineEnd, text: this.#eol + lines }]
    // A block scalar that keeps its trailing line breaks owns the blank lines after it.
    const blank = /^(?:\r?\n[ \t]*(?=\r?\n|$))*/.exec(this.#text.slice(lineEnd, this.#document.range.end))![0].length
    if (blank === 0) return
    yield [{ start: lineEnd + blank, end: lineEnd + blank, text: this.#eol + lines }]
    yield [{ start: lineEnd + blank, end: lineEnd + blank, text: lines + this.#eol }]
  }

  #addToFlow(holder: Collection, step: string | number, value: Json): TextEdit[] {
    const layout = this.#flowLayout(holder)
    const { entries, range } = holder
    const last = entries.at(-1)
    const written = (text: string): string => (typeof step === 'number' ? text : `${writeKey(step, layout.json, true)}: ${text}`)
    if (!last) {
      const pad = layout.padded ? ' ' : ''
      return [{ start: range.start + 1, end: range.end - 1, text: `${pad}${written(writeFlow(value, layout))}${pad}` }]
    }
    const start = startOf(last)
    const end = this.#entryEnd(last)
    if (start === undefined || end === undefined) return []
    const previous = entries.at(-2)
    const previousEnd = previous && this.#entryEnd(previous)
    const between = previousEnd === undefined ? `,${this.#text.slice(range.start + 1, start)}` : this.#text.slice(previousEnd, start)
    const separator = /^\s*,\s*$/.test(between) && (previousEnd !== undefined || between.includes('\n')) ? between : ', '
    return [{ start: end, end, text: separator + written(this.#writeFlow(value, holder, last)) }]
  }

  #waysToRemove(path: Path): TextEdit[][] {
    const holder = this.#document.collection(path.slice(0, -1))
    const entry = holder && this.#entry(holder, path)
    if (!holder || !entry) return []
    const index = holder.entries.indexOf(entry)
    const start = holder.flow ? startOf(entry) : this.#blockStart(holder, index)
    const end = this.#entryEnd(entry)
    if (start === undefined || end === undefined) return []
    const next = holder.entries[index + 1]
    const nextStart = next && (holder.flow ? startOf(next) : this.#blockStart(holder, index + 1))
    const previous = holder.entries[index - 1]
    const previousEnd = previous && this.#entryEnd(previous)
    if (holder.flow) {
      if (nextStart !== undefined) return [[{ start, end: nextStart, text: '' }]]
      return previousEnd === undefined ? [] : [[{ start: previousEnd, end, text: '' }]]
    }
    const lineStart = this.#lineStart(start)
    if (this.#text.slice(lineStart, start).trim() !== '') return nextStart === undefined ? [] : [[{ start, end: nextStart, text: '' }]]
    const lineEnd = this.#lineEnd(end)
    const afterBreak = this.#text[lineEnd] === '\r' ? lineEnd + 2 : this.#text[lineEnd] === '\n' ? lineEnd + 1 : undefined
    // The last line of a text that ends without a line break takes the break before it.
    if (afterBreak === undefined) return [[{ start: this.#text[lineStart - 2] === '\r' ? lineStart - 2 : Math.max(lineStart - 1, 0), end: lineEnd, text: '' }]]
    return [[{ start: lineStart, end: afterBreak, text: '' }]]
  }

  #removedBy(path: Path): Range | undefined {
    const extent = this.#document.extent(path)
    return extent && { start: extent.start, end: this.#lineEnd(extent.end) }
  }

  #entry(holder: Collection, path: Path): Entry | undefined {
    const step = path.at(-1)
    if (typeof step === 'number') return holder.entries[step]
    const start = this.#document.locateKey(path).start
    return holder.entries.find(({ key }) => key?.start === start)
  }

  /** Where the entry ends: after its value, or after the colon where it has none. */
  #entryEnd({ key, value }: Entry): number | undefined {
    if (value && (!key || value.end > value.start)) return value.end
    return key && (this.#colonAfter(key.end) ?? key.end)
  }

  /** Where an entry of a block collection begins: at its key, or at the dash of a list item. */
  #blockStart(holder: Collection, index: number): number | undefined {
    const entry = holder.entries[index]!
    if (entry.key) return entry.key.start
    if (index === 0) return holder.range.start
    const column = this.#column(holder.range.start)
    const after = this.#entryEnd(holder.entries[index - 1]!)
    if (after === undefined || !entry.value) return undefined
    for (let line = this.#lineStart(entry.value.start); line > after; line = this.#lineStart(line - 1)) {
      if (/^[ \t]*-(?:\s|$)/.test(this.#text.slice(line, line + column + 2)) && this.#text[line + column] === '-') return line + column
    }
    return undefined
  }

  #colonAfter(offset: number): number | undefined {
    const match = /^[ \t]*:/.exec(this.#text.slice(offset, offset + 100))
    return match ? offset + match[0].length : undefined
  }

  /** The end of what is written before `offset`. */
  #endBefore(offset: number): number {
    let at = offset
    while (at > this.#document.range.start && /\s/.test(this.#text[at - 1]!)) at--
    return at
  }

  #lineStart(offset: number): number {
    return offset === 0 ? 0 : this.#text.lastIndexOf('\n', offset - 1) + 1
  }

  /** Before the line break. */
  #lineEnd(offset: number): number {
    const lineBreak = this.#text.indexOf('\n', offset)
    if (lineBreak < 0) return this.#text.length
    return this.#text[lineBreak - 1] === '\r' && lineBreak > offset ? lineBreak - 1 : lineBreak
  }

  #column(offset: number): number {
    return offset - this.#lineStart(offset)
  }

  #flowLayout(holder: Collection): FlowLayout {
    const first = holder.entries[0]
    const root = this.#document.collection([])
    const json = first?.key ? this.#text[first.key.start] === '"' : (root?.flow ?? false)
    return { json, padded: this.#text[holder.range.start + 1] === ' ' }
  }

  /** JSON that is spread over lines goes on so. */
  #writeFlow(value: Json, holder: Collection, entry: Entry): string {
    const layout = this.#flowLayout(holder)
    const start = startOf(entry) ?? holder.range.start
    const lead = /^[ \t]*/.exec(this.#text.slice(this.#lineStart(start), start))![0].length
    const outer = /^[ \t]*/.exec(this.#text.slice(this.#lineStart(holder.range.start), holder.range.start))![0].length
    if (!layout.json || lead <= outer) return writeFlow(value, layout)
    return writeFlow(value, layout, { indent: lead, step: lead - outer }).replaceAll('\n', this.#eol)
  }

  /** How far collections are indented here: as their siblings, as those around them, as any in the document. */
  #blockLayout(path: Path): BlockLayout {
    const found = { step: 0, listStep: -1 }
    const look = (holder: Collection | undefined, holderPath: Path, key: string | number): void => {
      if (!holder || holder.flow || typeof key !== 'string') return
      const inner = this.#document.collection([...holderPath, key])
      if (!inner || inner.flow || this.#document.shared([...holderPath, key])) return
      const columns = this.#column(inner.range.start) - this.#column(holder.range.start)
      const isList = Array.isArray(valueAt(this.#document.value, [...holderPath, key]))
      if (isList && found.listStep < 0) found.listStep = Math.max(columns, 0)
      if (!isList && found.step === 0) found.step = Math.max(columns, 0)
    }
    for (let length = path.length; length >= 0 && (found.step === 0 || found.listStep < 0); length--) {
      const holderPath = path.slice(0, length)
      const holder = this.#document.collection(holderPath)
      const value = valueAt(this.#document.value, holderPath)
      if (isMapping(value)) for (const key of Object.keys(value).slice(0, 100)) look(holder, holderPath, key)
    }
    const sample = this.#text.slice(this.#document.range.start, Math.min(this.#document.range.end, this.#document.range.start + 20_000))
    const step = found.step || columnsBelow(sample, /^( *(?:- +)*)[\w"'][^\n]*:[ \t]*\r?\n( +)[\w"']/m) || 2
    const listStep = found.listStep >= 0 ? found.listStep : (columnsBelow(sample, /^( *(?:- +)*)[\w"'][^\n]*:[ \t]*\r?\n( *)- /m) ?? step)
    return { step, listStep }
  }
}

type Entry = Collection['entries'][number]

function columnsBelow(sample: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(sample)
  return match ? Math.max(match[2]!.length - match[1]!.length, 0) : undefined
}

function startOf({ key, value }: Entry): number | undefined {
  return key?.start ?? value?.start
}

function isScalar(value: Json): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null
}

const quotesByStyle: Record<string, Quotes> = { QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double' }

function quotesOf(style: string | undefined): Quotes {
  return quotesByStyle[style ?? ''] ?? 'plain'
}

function quotesAt(text: string, offset: number): Quotes {
  return text[offset] === '"' ? 'double' : text[offset] === "'" ? 'single' : 'plain'
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined
    current = (current as Record<string | number, unknown>)[step]
  }
  return current
}

/** How far `path` can be followed, and what is there. */
function reach(value: unknown, path: Path): { depth: number; holder: unknown } {
  let holder = value
  for (const [depth, step] of path.entries()) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step) || !accepts(holder, step, true)) return { depth, holder }
    holder = (holder as Record<string | number, unknown>)[step]
  }
  return { depth: path.length, holder }
}

/** Whether `step` can be a new entry of a collection, or with `there` one that it has. */
function accepts(holder: object, step: string | number, there = false): boolean {
  if (!Array.isArray(holder)) return typeof step === 'string'
  return typeof step === 'number' && (there || step === holder.length)
}

/** The value under the keys of `path`: what has to be written where none of them is. */
function wrapped(path: Path, value: Json): Json | undefined {
  let content = value
  for (const [index, step] of [...path.entries()].toReversed()) {
    // Only the first step may go to a list that is there already.
    if (typeof step === 'number' && step !== 0 && index > 0) return undefined
    content = typeof step === 'number' ? [content] : Object.fromEntries([[step, content]])
  }
  return content
}

function withEntries(holder: unknown, content: Json): unknown {
  return Array.isArray(holder)
    ? [...(holder as unknown[]), ...(content as readonly Json[])]
    : Object.fromEntries([...Object.entries(holder as object), ...Object.entries(content as object)])
}

/** A copy of `value` with another value at `path`; entries are made with fromEntries, for which `__proto__` is a key like any other. */
function withValue(value: unknown, path: Path, item: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return item
  const inner = withValue(valueAt(value, [step]), rest, item)
  if (Array.isArray(value)) return value.with(step as number, inner)
  return Object.fromEntries([...Object.entries(value as object), [step, inner]])
}

function without(value: unknown, path: Path): unknown {
  const step = path.at(-1)!
  const holder = valueAt(value, path.slice(0, -1)) as object
  const rest = Array.isArray(holder)
    ? (holder as unknown[]).toSpliced(step as number, 1)
    : Object.fromEntries(Object.entries(holder).filter(([key]) => key !== String(step)))
  return withValue(value, path.slice(0, -1), rest)
}
