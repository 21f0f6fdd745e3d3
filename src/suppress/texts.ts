import { heredocMark } from '../languages/dockerfile/heredoc.ts'
import type { Instruction } from '../languages/dockerfile/index.ts'
import { DockerfileSource } from '../source/dockerfile.ts'
import { fencedBlocks } from '../source/markdown.ts'
import type { Range, SourceFile } from '../source/source.ts'
import { YamlSource } from '../source/yaml.ts'

/** A text with comments of its own: a file, a value of a ConfigMap, a fenced block. */
export interface CommentedText {
  readonly text: string
  /** In the order of the text. */
  readonly comments: readonly Range[]
  /** Whether the text is the whole file. */
  readonly isFile: boolean
  /** What the text is, where it could be read. */
  readonly dockerfile: DockerfileSource | undefined
  readonly documents: readonly YamlSource[]
  readonly toFile: (range: Range) => Range
  /** What a comment that ends at `offset` means by the next line. */
  readonly nextLine: (offset: number) => Range
}

/** The texts of a file in which comments may stand. */
export function textsOf(file: SourceFile): CommentedText[] {
  const texts: CommentedText[] = []
  const isOne = (a: YamlSource, b: YamlSource): boolean =>
    a.document.text === b.document.text && a.outer?.source === b.outer?.source && a.outer?.path === b.outer?.path
  const rest = file.sources.filter(source => source instanceof YamlSource)
  while (rest.length > 0) {
    const first = rest[0]!
    // The documents of one text follow each other; two equal fenced blocks start again from the top.
    let end = -1
    const same = rest.filter(source => {
      if (!isOne(first, source) || source.document.range.start < end) return false
      end = source.document.range.end
      return true
    })
    for (const source of same) rest.splice(rest.indexOf(source), 1)
    texts.push(yamlText(first.document.text, same))
  }
  for (const source of file.sources) if (source instanceof DockerfileSource) texts.push(dockerfileText(source))
  // A file of nothing but comments, or one that is skipped as a whole, which may be what the comment is about.
  if (file.language === 'yaml' && !file.sources.some(source => source instanceof YamlSource && source.document.text === file.text))
    texts.push(yamlText(file.text, []))
  return texts
}

function yamlText(text: string, sources: readonly YamlSource[]): CommentedText {
  const comments: Range[] = []
  let from = 0
  for (const { document } of sources) {
    comments.push(...lineComments(text, from, document.range.start), ...document.comments())
    from = document.range.end
  }
  comments.push(...lineComments(text, from, text.length))
  const first = sources[0]
  const nextStart = lineFinder(text, /^(?:---)?\s*(?:#[^]*)?$/)
  return {
    text,
    comments,
    isFile: !first || (first.outer === undefined && first.document.text === first.text),
    dockerfile: undefined,
    documents: sources,
    toFile: range => first?.toFile(range) ?? range,
    nextLine: offset => {
      const start = nextStart(offset)
      return documentAt(sources, start)?.document.entryAt(start) ?? lineAt(text, start)
    },
  }
}

/** The document that holds an offset of the text. */
export function documentAt(sources: readonly YamlSource[], offset: number): YamlSource | undefined {
  const found = sources[lastIndex(sources, ({ document }) => document.range.start <= offset)]
  return found && includes(found.document.range, offset) ? found : undefined
}

/** Comments in a part of a text that holds nothing else, as between documents. */
function lineComments(text: string, start: number, end: number): Range[] {
  return [...text.slice(start, end).matchAll(/(?<![^\s])#[^\r\n]*/g)].map(match => ({ start: start + match.index, end: start + match.index + match[0].length }))
}

function dockerfileText(source: DockerfileSource): CommentedText {
  const start = source.toFile({ start: 0, end: 0 }).start
  // A fenced block is never at the start of its file: the fence is.
  const text = (start > 0 ? fencedBlocks(source.text).find(block => block.toFile(0) === start)?.text : undefined) ?? source.text
  const { instructions, directives, comments } = source.tree
  const all = [...directives, ...comments].map(({ range }) => range)
  const inScripts = instructions.flatMap(instruction => scriptComments(instruction))
  const nextStart = lineFinder(text, /^\s*(?:#[^]*)?$/)
  return {
    text,
    comments: inScripts.length > 0 ? [...all, ...inScripts].toSorted((a, b) => a.start - b.start) : all,
    isFile: start === 0,
    dockerfile: source,
    documents: [],
    toFile: range => source.toFile(range),
    nextLine: offset => {
      const next = nextStart(offset)
      const before = lastIndex(instructions, ({ range }) => range.start < offset)
      // Between the lines of an instruction, the next line is all there is.
      if (offset < (instructions[before]?.range.end ?? 0)) return lineAt(text, next)
      const instruction = instructions[before + 1]
      return instruction ? { start: instruction.range.start, end: Math.max(instruction.range.end, lineAt(text, next).end) } : lineAt(text, next)
    },
  }
}

/** Comment lines of the script that `RUN <<EOF` holds. */
function scriptComments({ keyword, heredocs: [body, ...more], text }: Instruction): Range[] {
  if (keyword !== 'RUN' || !body || more.length > 0 || !heredocMark(text)) return []
  return [...body.content.matchAll(/^[ \t]*(#[^\r\n]*)/gm)].map(match => {
    const start = body.contentRange.start + match.index + match[0].length - match[1]!.length
    return { start, end: start + match[1]!.length }
  })
}

/** Finds the first character behind an offset's line on a line that does not match `skip`; asked for offsets in their order, it reads the text once. */
function lineFinder(text: string, skip: RegExp): (offset: number) => number {
  let known = { from: -1, start: -1 }
  return offset => {
    if (offset >= known.from && offset < known.start) return known.start
    known = { from: offset, start: nextStart(text, offset, skip) }
    return known.start
  }
}

function nextStart(text: string, offset: number, skip: RegExp): number {
  for (let lineBreak = text.indexOf('\n', offset); lineBreak >= 0; lineBreak = text.indexOf('\n', lineBreak + 1)) {
    const end = text.indexOf('\n', lineBreak + 1)
    const line = text.slice(lineBreak + 1, end < 0 ? text.length : end)
    if (!skip.test(line)) return lineBreak + 1 + line.search(/\S/)
  }
  return text.length
}

/** The line that holds an offset, with its line break. */
export function lineAt(text: string, offset: number): Range {
  const lineBreak = text.indexOf('\n', offset)
  return { start: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1, end: lineBreak < 0 ? text.length : lineBreak + 1 }
}

/** Whether a comment stands on a line of its own. */
export function standsAlone(text: string, { start }: Range): boolean {
  return text.slice(lineAt(text, start).start, start).trim() === ''
}

export function includes({ start, end }: Range, offset: number): boolean {
  return offset >= start && offset < end
}

/** The last index whose item fits, of items of which the first so many do; -1 where none does. */
export function lastIndex<T>(items: readonly T[], fits: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(items[middle]!)) low = middle + 1
    else high = middle
  }
  return low - 1
}
