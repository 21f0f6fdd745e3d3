import { backslash, carriageReturn, hash, newline, space, tab } from './characters.ts'
import type { Range, ShellProblem } from './tree.ts'

/** Nobody nests deeper by hand, and whoever walks the tree need not care for the stack. A command in `$(…)` is two levels. */
const deepest = 400

/** What the readers of a text share with those of the texts inside it. */
interface Shared {
  /** The outermost text, which all ranges are of. */
  readonly text: string
  readonly comments: { readonly text: string; readonly range: Range }[]
  readonly problems: ShellProblem[]
  /** Places that have been tried as what they look like at first, and are not. */
  readonly tried: Set<number>
  /** How deep the reading is in nested commands and expansions. */
  depth: number
  /** `@(a|b)` and its like are patterns outside `[[ ]]` too. */
  patterns: boolean
}

/** A place to go back to. */
export interface Bookmark {
  readonly at: number
  readonly comments: number
  readonly problems: number
}

/** A text and a place in it. */
export class Cursor {
  readonly text: string
  at = 0
  readonly #shared: Shared
  readonly #base: number
  /** Where each character stands in the outermost text, where that is not simply further on. */
  readonly #offsets: readonly number[] | undefined

  private constructor(text: string, shared: Shared, base: number, offsets: readonly number[] | undefined) {
    this.text = text
    this.#shared = shared
    this.#base = base
    this.#offsets = offsets
  }

  static of(text: string, patterns: boolean): Cursor {
    return new Cursor(text, { text, comments: [], problems: [], tried: new Set(), depth: 0, patterns }, 0, undefined)
  }

  /** A cursor over a part of this text, as it stands. */
  slice(start: number, end: number): Cursor {
    const offsets = this.#offsets?.slice(start, end + 1)
    return new Cursor(this.text.slice(start, end), this.#shared, this.#base + start, offsets)
  }

  /**
   * A cursor over a text made from characters of this one.
   *
   * @param places where each of them is written here, from its backslash on if it has one, and where the last ends
   */
  pick(text: string, places: readonly number[]): Cursor {
    return new Cursor(
      text,
      this.#shared,
      0,
      places.map(place => this.#outer(place)),
    )
  }

  get comments(): readonly { readonly text: string; readonly range: Range }[] {
    return this.#shared.comments
  }

  get problems(): readonly ShellProblem[] {
    return this.#shared.problems
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  get patterns(): boolean {
    return this.#shared.patterns
  }

  set patterns(on: boolean) {
    this.#shared.patterns = on
  }

  /** The code of a character from here on; NaN behind the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead)
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at)
  }

  range(start: number, end: number): Range {
    if (!this.#offsets) return { start: this.#base + start, end: this.#base + end }
    return { start: this.#outer(start), end: this.#outer(end) }
  }

  /** What is written in a part of this text. */
  raw(start: number, end: number): string {
    if (!this.#offsets) return this.text.slice(start, end)
    const range = this.range(start, end)
    return this.#shared.text.slice(range.start, range.end)
  }

  #outer(offset: number): number {
    return this.#offsets ? (this.#offsets[offset] ?? this.#base) : this.#base + offset
  }

  /** Notes what is wrong. A shell stops at the first, and what follows from it is no news; of a heredoc without end it merely warns. */
  report(code: string, message: string, range: Range): void {
    const { problems } = this.#shared
    if (problems.length === 0 || problems[0]!.code === 'unterminated-heredoc') problems[0] = { code, message, range }
  }

  /** Goes a level deeper; false where that is too deep, and then the rest of this text is passed over. */
  enter(): boolean {
    if (this.#shared.depth < deepest) {
      this.#shared.depth++
      return true
    }
    this.report(
      'too-deep',
      'This is nested too deep to be read. Take it apart.',
      this.range(Math.min(this.at, this.text.length - 1), Math.min(this.at + 1, this.text.length)),
    )
    this.at = this.text.length
    return false
  }

  leave(): void {
    this.#shared.depth--
  }

  bookmark(): Bookmark {
    return { at: this.at, comments: this.#shared.comments.length, problems: this.#shared.problems.length }
  }

  /** Goes back, and remembers not to try that again: what is tried twice on each of many levels takes forever. */
  giveUp({ at, comments, problems }: Bookmark): void {
    this.at = at
    this.#shared.comments.length = comments
    this.#shared.problems.length = problems
    this.#shared.tried.add(this.#outer(at))
  }

  /** Whether what stands here was given up before. */
  get tried(): boolean {
    return this.#shared.tried.size > 0 && this.#shared.tried.has(this.#outer(this.at))
  }

  /** Passes blanks, continued lines and a comment; line breaks stay. */
  skipBlanks(): void {
    for (;;) {
      const code = this.code()
      if (code === space || code === tab) this.at++
      else if (code === backslash && this.code(1) === newline) this.at += 2
      else if (code === carriageReturn && this.code(1) === newline) this.at++
      else if (code === backslash && this.code(1) === carriageReturn && this.code(2) === newline) this.at += 3
      else if (code === hash) this.#skipComment()
      else return
    }
  }

  #skipComment(): void {
    const start = this.at
    const lineBreak = this.text.indexOf('\n', start)
    this.at = lineBreak < 0 ? this.text.length : lineBreak
    const end = this.code(-1) === carriageReturn ? this.at - 1 : this.at
    this.#shared.comments.push({ text: this.text.slice(start + 1, end).trim(), range: this.range(start, end) })
  }
}
