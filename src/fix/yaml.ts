import type { Single } from '../fix.ts'
import { applyTextEdits, type Change, editDocument, readBack, type TextEdit } from '../languages/yaml/index.ts'
import { fencedBlocks } from '../source/markdown.ts'
import { YamlSource } from '../source/yaml.ts'
import { History } from './history.ts'

/** The edits by which all of the changes come to be in a document; undefined where the text would not read back as they mean it. */
export function yamlEdits(source: YamlSource, changes: readonly Single[]): TextEdit[] | undefined {
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
