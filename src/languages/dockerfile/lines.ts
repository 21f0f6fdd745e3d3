import { skipSpaces, trimEnd, trimmed } from './characters.ts'
import type { Comment, Directive, DockerfileProblem, Escape, Range } from './tree.ts'

const knownDirectives: ReadonlySet<string> = new Set(['syntax', 'escape', 'check'])
const hash = 0x23

/** Where the pieces of a joined text start in it, and in the file. */
interface Pieces {
  readonly joined: readonly number[]
  readonly written: readonly number[]
}

/** The text of one instruction, joined from its lines, with the way back to the file. */
export class LogicalLine {
  readonly text: string
  readonly comments: readonly Comment[]
  readonly emptyContinuations: readonly { readonly range: Range }[]
  /** Where the last line ends in the file. */
  readonly end: number
  readonly #start: number
  /** Undefined of one line. */
  readonly #pieces: Pieces | undefined

  constructor(
    text: string,
    start: number,
    end: number,
    comments: readonly Comment[],
    emptyContinuations: readonly { readonly range: Range }[] = none,
    pieces?: Pieces,
  ) {
    this.text = text
    this.end = end
    this.comments = comments
    this.emptyContinuations = emptyContinuations
    this.#start = start
    this.#pieces = pieces
  }

  /** Offset in `text` → offset in the file. */
  offsetAt(index: number): number {
    if (!this.#pieces) return this.#start + index
    const { joined, written } = this.#pieces
    let low = 0
    let high = joined.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (joined[middle]! <= index) low = middle
      else high = middle - 1
    }
    return (written[low] ?? this.end) + index - (joined[low] ?? 0)
  }

  /** The place in the file of a part of `text`; of an empty one, behind the character before it, not on a later line. */
  rangeOf(start: number, end: number): Range {
    const to = end > 0 ? this.offsetAt(end - 1) + 1 : this.offsetAt(end)
    return { start: end > start ? this.offsetAt(start) : to, end: to }
  }
}

const none: readonly never[] = []

/**
 * Splits a Dockerfile into instructions as BuildKit does: an escape character at the end of a line continues it, comment and empty
 * lines inside a continuation vanish, directives stand before everything else. Whoever finds heredocs takes their lines in between.
 */
export class LineReader {
  escape: Escape = '\\'
  readonly directives: Directive[] = []
  readonly comments: Comment[] = []
  readonly #text: string
  readonly #problems: DockerfileProblem[]
  #at: number
  #header = true
  #preceding: Comment[] = []

  constructor(text: string, problems: DockerfileProblem[]) {
    this.#text = text
    this.#problems = problems
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  get offset(): number {
    return this.#at
  }

  /** The next instruction; undefined at the end. */
  next(): LogicalLine | undefined {
    while (this.#at < this.#text.length) {
      const line = this.takeLine()
      const start = skipSpaces(this.#text, line.start, line.end)
      if (this.#header && this.#directive(start, line.end)) continue
      this.#header = false
      if (start < line.end && this.#text.charCodeAt(start) !== hash) return this.#logical(start, line.end)
      const comment = start < line.end ? this.#comment(start, line.end) : undefined
      if (comment?.text) this.#preceding.push(comment)
      else this.#preceding = []
    }
    return undefined
  }

  /** The next line as it stands, without its line break. */
  takeLine(): Range {
    const start = this.#at
    const lineBreak = this.#text.indexOf('\n', start)
    let end = lineBreak < 0 ? this.#text.length : lineBreak
    this.#at = lineBreak < 0 ? end : end + 1
    while (end > start && this.#text.charCodeAt(end - 1) === 0x0d) end--
    return { start, end }
  }

  /** Goes on at the start of another line. */
  moveTo(offset: number): void {
    this.#at = offset
  }

  #comment(start: number, end: number): Comment {
    const inner = trimmed(this.#text, { start: start + 1, end })
    const comment = { text: this.#text.slice(inner.start, inner.end), range: { start, end } }
    this.comments.push(comment)
    return comment
  }

  #directive(start: number, end: number): boolean {
    if (this.#text.charCodeAt(start) !== hash) return false
    const match = /^#\s*([a-z][a-z0-9]*)\s*=/i.exec(this.#text.slice(start, end))
    const name = match?.[1]!.toLowerCase()
    if (!match || !knownDirectives.has(name!)) return false
    const valueRange = trimmed(this.#text, { start: start + match[0].length, end })
    if (valueRange.start === valueRange.end) return false
    this.#set({ name: name!, value: this.#text.slice(valueRange.start, valueRange.end), range: { start, end: valueRange.end }, valueRange })
    return true
  }

  #set(directive: Directive): void {
    const { name, value, range, valueRange } = directive
    const again = this.directives.some(other => other.name === name)
    this.directives.push(directive)
    if (again) {
      this.#problems.push({ code: 'duplicate-directive', message: `The directive "${name}" is given twice, and BuildKit takes one. Remove this line.`, range })
    } else if (name === 'escape') {
      if (value === '\\' || value === '`') this.escape = value
      else
        this.#problems.push({
          code: 'invalid-escape',
          message: `"${value.slice(0, 40)}" cannot be the escape character. Write "# escape=\\" or "# escape=\`".`,
          range: valueRange,
        })
    }
  }

  #logical(start: number, end: number): LogicalLine {
    const comments = this.#preceding.length > 0 ? this.#preceding : none
    if (comments.length > 0) this.#preceding = []
    const cut = this.#continuation(start, end)
    return cut === undefined
      ? new LogicalLine(this.#text.slice(start, end), start, trimEnd(this.#text, start, end), comments)
      : this.#joined(start, cut, comments)
  }

  #joined(start: number, first: number, comments: readonly Comment[]): LogicalLine {
    let text = ''
    const joined: number[] = []
    const written: number[] = []
    const empty: { range: Range }[] = []
    let from = start
    let cut: number | undefined = first
    let end = first + 1
    for (;;) {
      const to: number = cut ?? end
      if (to > from) {
        joined.push(text.length)
        written.push(from)
        text += this.#text.slice(from, to)
      }
      const line = cut === undefined ? undefined : this.#continued(empty)
      if (!line) break
      from = line.start
      end = line.end
      cut = this.#continuation(from, end)
    }
    return new LogicalLine(text, start, trimEnd(this.#text, start, end), comments, empty, { joined, written })
  }

  /** Where the escape character stands that continues the line; undefined when it ends here. */
  #continuation(start: number, end: number): number | undefined {
    let at = end - 1
    while (at >= start && (this.#text.charCodeAt(at) === 0x20 || this.#text.charCodeAt(at) === 0x09)) at--
    if (at < start || this.#text[at] !== this.escape) return undefined
    return at > start && this.#text[at - 1] === this.escape ? undefined : at
  }

  /** The next line of a continued instruction, past comments and empty lines. */
  #continued(empty: { range: Range }[]): Range | undefined {
    while (this.#at < this.#text.length) {
      const line = this.takeLine()
      const start = skipSpaces(this.#text, line.start, line.end)
      if (start === line.end) empty.push({ range: line })
      else if (this.#text.charCodeAt(start) !== hash) return line
      else this.#comment(start, line.end)
    }
    return undefined
  }
}
