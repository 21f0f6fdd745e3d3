import type { Single } from '../fix.ts'
import { type Dockerfile, parseDockerfile } from '../languages/dockerfile/index.ts'
import { applyTextEdits, type TextEdit } from '../languages/yaml/index.ts'
import { DockerfileSource } from '../source/dockerfile.ts'
import { fencedBlocks } from '../source/markdown.ts'
import type { Path, Ref } from '../source/ref.ts'
import type { Range } from '../source/source.ts'
import { overlaps } from './apply.ts'

/** The edits by which all of the changes come to be in a Dockerfile; undefined where the text would not read back as they mean it. */
export function dockerfileEdits(source: DockerfileSource, changes: readonly Single[]): TextEdit[] | undefined {
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
