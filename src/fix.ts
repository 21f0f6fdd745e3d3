import { type Dockerfile, parseDockerfile } from './languages/dockerfile/index.ts'
import { applyTextEdits, type Change, editDocument, readBack, type TextEdit } from './languages/yaml/index.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import { fencedBlocks } from './source/markdown.ts'
import type { Path, Ref } from './source/ref.ts'
import type { Range, Source } from './source/source.ts'
import { YamlSource } from './source/yaml.ts'

export type { TextEdit }

/**
 * A change described by what it means; the engine turns it into text edits that keep comments and layout, and drops it
 * when the edited text would not read back as exactly the intended value.
 */
export type Fix = Replace | Insert | Remove | readonly (Replace | Insert | Remove)[]

/** Write `value` where the value at `target` stands. */
export interface Replace {
  readonly type: 'replace'
  readonly target: Ref<unknown>
  readonly value: unknown
}

/** Write `value` at `target`, which is not there yet; missing parents are written too. */
export interface Insert {
  readonly type: 'insert'
  readonly target: Ref<unknown>
  readonly value: unknown
}

/** Take out the value at `target` with its key, or the list item. */
export interface Remove {
  readonly type: 'remove'
  readonly target: Ref<unknown>
}

export function replace(target: Ref<unknown>, value: unknown): Replace {
  return { type: 'replace', target, value }
}

export function insert(target: Ref<unknown>, value: unknown): Insert {
  return { type: 'insert', target, value }
}

/** Writes `value` at `target`, whether something stands there or not. */
export function write(target: Ref<unknown>, value: unknown): Replace | Insert {
  return target.exists ? replace(target, value) : insert(target, value)
}

export function remove(target: Ref<unknown>): Remove {
  return { type: 'remove', target }
}

type Single = Replace | Insert | Remove

/**
 * What a fix changes in its file: offsets into the file's text, sorted, none overlapping another. Undefined when the fix cannot
 * be made without changing, or losing, anything else.
 */
export function editsOf(fix: Fix): { source: Source; edits: TextEdit[] } | undefined {
  const changes: readonly Single[] = 'type' in fix ? [fix] : fix
  const source = changes[0]?.target.source
  if (!source || changes.some(({ target }) => target.source.file !== source.file)) return undefined
  const edits: TextEdit[] = []
  for (const part of new Set(changes.map(({ target }) => target.source))) {
    const ofPart = changes.filter(({ target }) => target.source === part)
    const found = part instanceof YamlSource ? yamlEdits(part, ofPart) : part instanceof DockerfileSource ? dockerfileEdits(part, ofPart) : undefined
    if (!found) return undefined
    edits.push(...found)
  }
  edits.sort((a, b) => a.start - b.start || a.end - b.end)
  return edits.length > 0 && !edits.some((edit, index) => index > 0 && edit.start < edits[index - 1]!.end) ? { source, edits } : undefined
}

/**
 * Applies fixes to a text, each wholly or not at all. One that touches another waits for the next pass: what it says was
 * computed for a text that is no more.
 */
export function applyEdits(text: string, groups: readonly (readonly TextEdit[])[]): { text: string; applied: TextEdit[] } {
  const taken: TextEdit[] = []
  const startOf = (edits: readonly TextEdit[]): number => Math.min(...edits.map(edit => edit.start))
  for (const edits of groups.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (!edits.some(edit => touches(taken, edit)) && !overlaps(edits)) for (const edit of edits) taken.splice(placeOf(taken, edit.start), 0, edit)
  }
  return { text: applyTextEdits(text, taken), applied: taken }
}

function overlaps(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return sorted.some((edit, index) => index > 0 && edit.start < sorted[index - 1]!.end)
}

function touches(taken: readonly TextEdit[], { start, end }: TextEdit): boolean {
  const next = placeOf(taken, start)
  const before = taken[next - 1]
  const after = taken[next]
  return (before !== undefined && before.end >= start) || (after !== undefined && after.start <= end)
}

/** How many of the sorted edits start at or before `offset`. */
function placeOf(sorted: readonly TextEdit[], offset: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Edits made one after the other, as edits of the text that was there first. */
class History {
  #parts: (Range | string)[]
  readonly #length: number

  constructor(length: number) {
    this.#length = length
    this.#parts = [{ start: 0, end: length }]
  }

  add(edits: readonly TextEdit[]): void {
    // From the last to the first, so that earlier offsets stay what they are.
    for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
      const [before, rest] = cut(this.#parts, start)
      const [, after] = cut(rest, end - start)
      this.#parts = [...before, text, ...after]
    }
  }

  edits(): TextEdit[] {
    const edits: TextEdit[] = []
    let at = 0
    let text = ''
    for (const part of [...this.#parts, { start: this.#length, end: this.#length }]) {
      if (typeof part === 'string') {
        text += part
        continue
      }
      if (text !== '' || part.start > at) edits.push({ start: at, end: part.start, text })
      at = part.end
      text = ''
    }
    return edits
  }
}

function cut(parts: readonly (Range | string)[], length: number): [before: (Range | string)[], after: (Range | string)[]] {
  let left = length
  for (const [index, part] of parts.entries()) {
    const size = typeof part === 'string' ? part.length : part.end - part.start
    if (left >= size) {
      left -= size
      continue
    }
    const before = parts.slice(0, index)
    if (left === 0) return [before, parts.slice(index)]
    const [head, tail] =
      typeof part === 'string'
        ? [part.slice(0, left), part.slice(left)]
        : [
            { start: part.start, end: part.start + left },
            { start: part.start + left, end: part.end },
          ]
    return [
      [...before, head],
      [tail, ...parts.slice(index + 1)],
    ]
  }
  return [[...parts], []]
}

function yamlEdits(source: YamlSource, changes: readonly Single[]): TextEdit[] | undefined {
  const history = new History(source.document.text.length)
  let { document } = source
  let text: (() => string) | undefined
  for (const [index, change] of changes.entries()) {
    const meant = meaning(change)
    const edited = meant && editDocument(document, meant)
    if (!edited) return undefined
    history.add(edited.edits)
    text = edited.text
    if (index < changes.length - 1) document = edited.document()
  }
  return text && lift(source, history.edits(), text)
}

function meaning({ target, ...change }: Single): Change | undefined {
  const { path, part } = target
  if (change.type === 'insert') return part === undefined ? { type: 'insert', path, value: change.value } : undefined
  if (change.type === 'remove') return typeof part === 'object' ? { type: 'splice', path, ...part, text: '' } : { type: 'remove', path }
  if (part === undefined) return { type: 'replace', path, value: change.value }
  if (part === 'key') return typeof change.value === 'string' ? { type: 'rename', path, key: change.value } : undefined
  return { type: 'splice', path, start: part.start, end: part.end, text: String(change.value) }
}

/** Edits of a text inside the file → edits of the file. */
function lift(source: YamlSource, edits: TextEdit[], after: () => string): TextEdit[] | undefined {
  if (source.outer) return liftFromBlock(source, source.outer, edits, after())
  if (source.document.text === source.text) return edits
  return liftFromFence(source, edits, after())
}

/** Out of a literal block scalar, the only style whose lines are written as they are read. */
function liftFromBlock(source: YamlSource, outer: NonNullable<YamlSource['outer']>, edits: readonly TextEdit[], after: string): TextEdit[] | undefined {
  const { document } = outer.source
  const offsets = document.offsetsOf(outer.path)
  if (!offsets || document.scalar(outer.path)?.style !== 'BLOCK_LITERAL' || document.shared(outer.path)) return undefined
  const mapped = indented(source.document.text, document.text, edits, offset => offsets[offset] ?? offsets.at(-1)!)
  // A literal block without `+` ends in one line break at most, so blank lines that were in its middle go when they come to its end.
  const clipped = after.replace(/\n+$/, /\n*$/.exec(source.document.text)![0])
  const lifted = readBack(document, mapped, outer.path, after) ?? readBack(document, mapped, outer.path, clipped)
  return lifted && lift(outer.source, mapped, lifted.text)
}

/** Out of a fenced block of Markdown. */
function liftFromFence(source: YamlSource, edits: readonly TextEdit[], after: string): TextEdit[] | undefined {
  const mapped = indented(source.document.text, source.text, edits, offset => source.toFile({ start: offset, end: offset }).start)
  return fencedBlocks(applyTextEdits(source.text, mapped)).some(block => block.text === after) ? mapped : undefined
}

/**
 * Maps edits of a text whose lines all stand indented in another one: new lines get the indentation, whole lines go with theirs.
 *
 * @param toOuter offset in `inner` → offset in `outer`
 */
function indented(inner: string, outer: string, edits: readonly TextEdit[], toOuter: (offset: number) => number): TextEdit[] {
  const lineStart = (offset: number): number => (offset === 0 ? 0 : outer.lastIndexOf('\n', offset - 1) + 1)
  const first = /[^\n]/.exec(inner)?.index ?? 0
  const lead = outer.slice(lineStart(toOuter(first)), toOuter(first))
  const eol = outer[outer.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n'
  const startsLine = (offset: number): boolean => offset === 0 || inner[offset - 1] === '\n'
  return edits.map(({ start, end, text }) => {
    const lines = text
      .replaceAll('\r\n', '\n')
      .replaceAll(/\n(?!\n|$)/g, `\n${lead}`)
      .replaceAll('\n', eol)
    if (end > start && startsLine(start) && (startsLine(end) || end === inner.length)) {
      const from = lineStart(toOuter(start))
      const to = end === inner.length ? toOuter(end) : lineStart(toOuter(end))
      return { start: from, end: Math.max(to, from), text: text === '' ? '' : lead + lines }
    }
    const to = end === start ? toOuter(start) : inner[end - 1] === '\n' ? toOuter(end) : toOuter(end - 1) + 1
    return { start: toOuter(start), end: to, text: text.endsWith('\n') ? lines + lead : lines }
  })
}

function dockerfileEdits(source: DockerfileSource, changes: readonly Single[]): TextEdit[] | undefined {
  const edits: TextEdit[] = []
  let added = 0
  for (const change of changes) {
    const edit = dockerfileEdit(source, change)
    if (!edit) return undefined
    edits.push(edit)
    if (typeof change.target.part === 'object') continue
    added += change.type === 'replace' ? 0 : change.type === 'remove' ? -removedInstructions(source, edit) : instructionsIn(edit.text.replace(/^[^\n]*\n?/, ''))
  }
  if (overlaps(edits)) return undefined
  const after = dockerfileIn(source, applyTextEdits(source.text, edits))
  if (!after || after.problems.length > source.tree.problems.length || after.instructions.length !== source.tree.instructions.length + added) return undefined
  if (added === 0 && !splicesHold(source, after, changes)) return undefined
  return changes.length > 1 || saysSo(source, after, changes[0]!, edits[0]!) ? edits : undefined
}

function dockerfileEdit(source: DockerfileSource, { target, ...change }: Single): TextEdit | undefined {
  const extent = source.extent(target.path)
  if (typeof target.part === 'object') return extent && spliceText(source, change.type, target, 'value' in change ? String(change.value) : '')
  switch (change.type) {
    case 'replace':
      return extent && replaceText(source, target, extent, lines(source, String(change.value)))
    case 'insert':
      return extent ? { start: extent.end, end: extent.end, text: lines(source, String(change.value)) } : newLine(source, target.path, String(change.value))
    case 'remove':
      return extent && removeText(source, target, extent)
  }
}

/** Text with the line breaks of the file, and in a fenced block with the indentation of the fence. */
function lines(source: DockerfileSource, text: string): string {
  const start = source.toFile({ start: 0, end: 0 }).start
  const lead = source.text.slice(start === 0 ? 0 : source.text.lastIndexOf('\n', start - 1) + 1, start)
  return text.replaceAll('\n', (source.text.includes('\r\n') ? '\r\n' : '\n') + lead)
}

/** Changes a part of a string, or adds behind it. */
function spliceText(source: DockerfileSource, type: Single['type'], { path, part, value }: Ref<unknown>, text: string): TextEdit | undefined {
  if (typeof part !== 'object') return undefined
  const range = source.rangeOf(path, type === 'remove' ? withBlanks(source.tree, path, part) : part)
  const written = lines(source, source.written(path, text))
  if (type === 'insert') return { start: range.end, end: range.end, text: written }
  // A slice counts from the first character of what is written; with quotes or escapes in it that is another place.
  const joined = withoutContinuations(source.tree, source.text.slice(range.start, range.end))
  const same = type === 'remove' || joined === source.written(path, String(value))
  return same ? { ...range, text: written } : undefined
}

/** A word goes with the blanks before it, and then with its line if it has that alone. */
function withBlanks(tree: Dockerfile, path: Path, { start, end }: Range): Range {
  const text = path.at(-1) === 'text' ? valueAt(tree, path) : undefined
  if (typeof text !== 'string' || !/^(?:[ \t]|$)/.test(text.slice(end, end + 1))) return { start, end }
  let from = start
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--
  return { start: from === 0 ? start : from, end }
}

/** Whether each string of which parts were changed now says what was meant. */
function splicesHold({ tree }: DockerfileSource, after: Dockerfile, changes: readonly Single[]): boolean {
  const strings = new Map<string, { path: Path; splices: TextEdit[] }>()
  for (const change of changes) {
    const { path, part } = change.target
    if (typeof part !== 'object' || typeof valueAt(tree, path) !== 'string') continue
    const key = JSON.stringify(path)
    const string = strings.get(key) ?? { path, splices: [] }
    strings.set(key, string)
    const { start, end } = change.type === 'remove' ? withBlanks(tree, path, part) : part
    const text = change.type === 'remove' ? '' : withoutContinuations(tree, String(change.value))
    string.splices.push({ start: change.type === 'insert' ? end : start, end, text })
  }
  return [...strings.values()].every(({ path, splices }) => {
    const now = valueAt(after, path)
    const before = valueAt(tree, path) as string
    const meant = applyTextEdits(before, splices)
    // One word of a list neither becomes two nor goes away.
    if (path.at(-3) === 'words' && (meant === '' || (!/\s/.test(before) && /\s/.test(meant)))) return false
    // What stands at either end of an instruction is no part of it if it is blank.
    return typeof now === 'string' && (path.at(-1) === 'text' ? now.trim() === meant.trim() : now === meant)
  })
}

/** A text as it is joined from its lines. */
function withoutContinuations({ escape }: Dockerfile, text: string): string {
  return text.includes('\n') ? text.replaceAll(escape === '`' ? /`[ \t]*\r?\n/g : /\\[ \t]*\r?\n/g, '') : text
}

function valueAt(tree: Dockerfile, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined),
    tree,
  )
}

function replaceText(source: DockerfileSource, target: Ref<unknown>, extent: Range, text: string): TextEdit | undefined {
  if (target.part === 'key') return undefined
  const quote = /^(["']).*\1$/s.exec(source.text.slice(extent.start, extent.end))?.[1]
  const bare = typeof target.value === 'string' && !target.value.startsWith(quote ?? '"') && !text.startsWith(quote ?? '"')
  return { ...extent, text: quote && bare ? quote + (quote === '"' ? text.replaceAll(/["\\]/g, '\\$&') : text) + quote : text }
}

/** An instruction that is not there yet goes on a line of its own after the one before it. */
function newLine(source: DockerfileSource, path: Path, text: string): TextEdit | undefined {
  const index = path.at(-1)
  if (typeof index !== 'number') return undefined
  const previous = source.extent([...path.slice(0, -1), index - 1])
  if (!previous) return undefined
  const lead = source.text.slice(source.text.lastIndexOf('\n', previous.start - 1) + 1, previous.start)
  const eol = source.text.includes('\r\n') ? '\r\n' : '\n'
  const end = /\s*$/.exec(source.text.slice(previous.start, previous.end))!.index + previous.start
  return {
    start: end,
    end,
    text: text
      .split('\n')
      .map(line => eol + (previous.start === 0 || /\S/.test(lead) ? '' : lead) + line)
      .join(''),
  }
}

/** Whole lines where nothing else is on them; else the text with the blanks before it. */
function removeText(source: DockerfileSource, { part }: Ref<unknown>, extent: Range): TextEdit | undefined {
  const { text } = source
  if (part !== undefined) return undefined
  const lineStart = extent.start === 0 ? 0 : text.lastIndexOf('\n', extent.start - 1) + 1
  const lineBreak = text.indexOf('\n', Math.max(extent.end - 1, extent.start))
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1
  if (text.slice(lineStart, extent.start).trim() === '' && text.slice(extent.end, lineEnd).trim() === '')
    return { start: lineStart, end: Math.max(lineEnd, extent.end), text: '' }
  return { start: extent.start - /[ \t]*$/.exec(text.slice(lineStart, extent.start))![0].length, end: extent.end, text: '' }
}

/** Whole instructions start a line; what goes from the middle of one is a part of it. */
function removedInstructions({ text }: DockerfileSource, { start, end }: TextEdit): number {
  return start === 0 || text[start - 1] === '\n' ? instructionsIn(text.slice(start, end)) : 0
}

function instructionsIn(text: string): number {
  return text.trim() === '' ? 0 : parseDockerfile(text).instructions.length
}

/** The Dockerfile of `source` in the edited text of its file. */
function dockerfileIn(source: DockerfileSource, text: string): Dockerfile | undefined {
  const start = source.toFile({ start: 0, end: 0 }).start
  // A fenced block is never at the start of its file: the fence is.
  if (start === 0) return parseDockerfile(text)
  const block = fencedBlocks(text).find(found => found.language === 'dockerfile' && found.toFile(0) === start)
  return block && parseDockerfile(block.text)
}

/** Whether what was replaced reads as intended, or is at least where it was written. */
function saysSo(source: DockerfileSource, after: Dockerfile, change: Single, edit: TextEdit): boolean {
  const { path, part } = change.target
  if (change.type !== 'replace' || part !== undefined) return true
  const now = valueAt(after, path)
  if (now === String(change.value)) return true
  const text = applyTextEdits(source.text, [edit])
  const extent = new DockerfileSource(
    source.file,
    text,
    () => after,
    offset => source.toFile({ start: offset, end: offset }).start,
  ).extent(path)
  return extent !== undefined && text.slice(extent.start, extent.end) === edit.text
}
