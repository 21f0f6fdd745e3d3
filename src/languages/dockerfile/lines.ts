import type { Comment, Directive, DockerfileProblem, Range } from './tree.ts'

/** The text of one instruction, joined from its lines, with the way back to the file. */
export interface LogicalLine {
  readonly text: string
  readonly range: Range
  readonly comments: readonly Comment[]
  offsetAt(index: number): number
}

const directiveLine = /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(.+?)\s*$/
const knownDirectives = new Set(['syntax', 'escape', 'check'])
const blank = /[ \t\v\f\r]/

/**
 * Splits a Dockerfile into instructions as BuildKit does: an escape character at the end of a line continues it, comment and empty
 * lines inside a continuation vanish, directives stand before everything else. The caller takes heredoc bodies through `takeLine`.
 */
export class LineReader {
  escape: '\\' | '`' = '\\'
  readonly directives: Directive[] = []
  readonly comments: Comment[] = []
  readonly #text: string
  readonly #problems: DockerfileProblem[]
  #at = 0
  #header = true
  #pending: Comment[] = []

  constructor(text: string, problems: DockerfileProblem[]) {
    this.#text = text
    this.#problems = problems
  }

  /** The next instruction; undefined at the end. */
  next(): LogicalLine | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#physical()
      const start = this.#firstNonBlank(line)
      if (this.#header && this.#directive(line)) continue
      this.#header = false
      if (start >= line.end) {
        this.#pending = []
        continue
      }
      if (this.#text[start] === '#') {
        const comment = { text: this.#text.slice(start + 1, line.end).trim(), range: { start, end: line.end } }
        this.comments.push(comment)
        this.#pending.push(comment)
        continue
      }
      const comments = this.#pending
      this.#pending = []
      return this.#logical(start, line.end, comments)
    }
    return undefined
  }

  /** The next line as it stands, for the body of a heredoc; undefined at the end. */
  takeLine(): Range | undefined {
    return this.#at < this.#text.length ? this.#physical() : undefined
  }

  get offset(): number {
    return this.#at
  }

  rewind(offset: number): void {
    this.#at = offset
  }

  #physical(): Range {
    const start = this.#at
    const lineBreak = this.#text.indexOf('\n', start)
    const end = lineBreak < 0 ? this.#text.length : lineBreak
    this.#at = lineBreak < 0 ? end : end + 1
    return { start, end: end > start && this.#text[end - 1] === '\r' ? end - 1 : end }
  }

  #firstNonBlank({ start, end }: Range): number {
    let at = start
    while (at < end && blank.test(this.#text[at]!)) at++
    return at
  }

  #directive(line: Range): boolean {
    const match = directiveLine.exec(this.#text.slice(line.start, line.end).trimStart())
    const name = match?.[1]!.toLowerCase()
    if (!match || !knownDirectives.has(name!)) return false
    const value = match[2]!
    const range = { start: this.#firstNonBlank(line), end: line.end }
    if (this.directives.some(directive => directive.name === name))
      this.#problems.push({ code: 'duplicate-directive', message: `The directive "${name}" is given twice; BuildKit takes one. Remove this one.`, range })
    this.directives.push({ name: name!, value, range })
    if (name === 'escape') {
      if (value === '\\' || value === '`') this.escape = value
      else this.#problems.push({ code: 'invalid-escape', message: `The escape character "${value}" is neither \\ nor \`. Write one of them.`, range })
    }
    return true
  }

  #logical(start: number, end: number, comments: readonly Comment[]): LogicalLine {
    const pieces: string[] = []
    const joined: number[] = []
    const written: number[] = []
    let length = 0
    let from = start
    let to = end
    let last = end
    for (;;) {
      const cut = this.#continuation(from, to)
      const piece = this.#text.slice(from, cut ?? to)
      if (piece !== '') {
        joined.push(length)
        written.push(from)
        pieces.push(piece)
        length += piece.length
      }
      last = to
      if (cut === undefined) break
      const next = this.#continued()
      if (!next) break
      from = next.start
      to = next.end
    }
    const text = pieces.join('')
    const offsetAt = (index: number): number => {
      let low = 0
      let high = joined.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (joined[middle]! <= index) low = middle
        else high = middle - 1
      }
      return (written[low] ?? start) + index - (joined[low] ?? 0)
    }
    return { text, range: { start, end: last }, comments, offsetAt }
  }

  /** Where the escape character stands that continues the line; undefined when it ends here. */
  #continuation(from: number, to: number): number | undefined {
    let at = to - 1
    while (at >= from && (this.#text[at] === ' ' || this.#text[at] === '\t')) at--
    if (at < from || this.#text[at] !== this.escape) return undefined
    return at > from && this.#text[at - 1] === this.escape ? undefined : at
  }

  /** The next line of a continued instruction, past comments and empty lines. */
  #continued(): Range | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#physical()
      const first = this.#firstNonBlank(line)
      if (first >= line.end) continue
      if (this.#text[first] !== '#') return line
      this.comments.push({ text: this.#text.slice(first + 1, line.end).trim(), range: { start: first, end: line.end } })
    }
    return undefined
  }
}
