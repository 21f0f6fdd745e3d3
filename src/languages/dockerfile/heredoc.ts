import { ExpansionError, Lexer, type LexerOptions } from './lexer.ts'
import type { LineReader } from './lines.ts'
import type { Heredoc, Range } from './tree.ts'

/** `<<NAME` in a line: what it asks for, and where it stands in the line. */
export interface HeredocMark extends Pick<Heredoc, 'name' | 'fd' | 'chomp' | 'expand'>, Range {}

/** Whatever the escape directive says, heredocs are found with a backslash. */
const lexing: LexerOptions = { escape: '\\', lookup: () => undefined, keepUnset: true }

/** The heredocs of a line, in order; none where a quote or a brace is open, for then BuildKit finds none. */
export function heredocMarks(line: string): HeredocMark[] {
  const words = wordsOf(line, { ...lexing, rawQuotes: true, rawEscapes: true }) ?? []
  return words.flatMap(({ text, start }) => {
    const mark = heredocMark(text)
    return mark ? [{ ...mark, start, end: start + text.length }] : []
  })
}

/** What a word asks for if it is a heredoc. */
export function heredocMark(word: string): Omit<HeredocMark, 'start' | 'end'> | undefined {
  const head = /^(\d*)<<(-?)/.exec(word)
  const rest = head && word.slice(head[0].length).replace(/^[\t\n\f\r ]+/, '')
  if (!rest || rest.includes('<')) return undefined
  const words = wordsOf(rest, lexing)
  const [name] = words ?? []
  if (words?.length !== 1 || !name) return undefined
  const [raw] = wordsOf(rest, { ...lexing, rawQuotes: true }) ?? []
  return { name: name.text, fd: Number(head[1]), chomp: head[2] === '-', expand: quotesIn(raw?.text ?? '') === quotesIn(name.text) }
}

function wordsOf(text: string, options: LexerOptions): { text: string; start: number }[] | undefined {
  try {
    return new Lexer(text, options).read().words
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error
    return undefined
  }
}

function quotesIn(text: string): number {
  return text.replaceAll(/[^'"]/g, '').length
}

const tab = 0x09

/** Takes the bodies of heredocs out of a file. */
export class HeredocReader {
  readonly #text: string
  readonly #reader: LineReader
  /** Where each line last occurs, as it stands and without leading tabs; made once a heredoc is left open. */
  #last: { readonly whole: ReadonlyMap<string, number>; readonly chomped: ReadonlyMap<string, number> } | undefined

  constructor(text: string, reader: LineReader) {
    this.#text = text
    this.#reader = reader
  }

  /** The body that follows; undefined when nothing closes it, and then no line is taken. */
  take({ name, fd, chomp, expand }: Omit<HeredocMark, 'start' | 'end'>): Heredoc | undefined {
    const start = this.#reader.offset
    // Without the index, a thousand heredocs that nobody closes would read the file a thousand times.
    if (this.#last && ((chomp ? this.#last.chomped : this.#last.whole).get(name) ?? -1) < start) return undefined
    while (this.#reader.offset < this.#text.length) {
      const line = this.#reader.takeLine()
      const from = chomp ? this.#skipTabs(line) : line.start
      if (line.end - from !== name.length || !this.#text.startsWith(name, from)) continue
      const content = this.#text.slice(start, line.start)
      return {
        name,
        fd,
        chomp,
        expand,
        content,
        contentRange: { start, end: line.start },
        terminatorRange: { start: from, end: line.end },
        range: { start, end: line.end },
      }
    }
    this.#reader.moveTo(start)
    this.#last ??= this.#lastLines()
    return undefined
  }

  /** Passes over the body of a heredoc that nobody closes: up to a line that is plainly an instruction again. */
  skipTo(isInstruction: (start: string) => boolean): void {
    while (this.#reader.offset < this.#text.length) {
      const start = this.#reader.offset
      const line = this.#reader.takeLine()
      if (isInstruction(this.#text.slice(line.start, Math.min(line.end, line.start + 20)))) return this.#reader.moveTo(start)
    }
  }

  #lastLines(): { whole: Map<string, number>; chomped: Map<string, number> } {
    const start = this.#reader.offset
    const whole = new Map<string, number>()
    const chomped = new Map<string, number>()
    while (this.#reader.offset < this.#text.length) {
      const line = this.#reader.takeLine()
      whole.set(this.#text.slice(line.start, line.end), line.start)
      chomped.set(this.#text.slice(this.#skipTabs(line), line.end), line.start)
    }
    this.#reader.moveTo(start)
    return { whole, chomped }
  }

  #skipTabs({ start, end }: Range): number {
    let at = start
    while (at < end && this.#text.charCodeAt(at) === tab) at++
    return at
  }
}
