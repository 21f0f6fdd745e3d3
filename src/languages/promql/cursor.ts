import { lex } from './lexer.ts'
import { describe, type Token, type TokenKind } from './tokens.ts'
import type { PromqlProblem, Range } from './tree.ts'

/** How Prometheus speaks of an unexpected token: `unexpected … in <where>, expected <wanted>`. */
export interface Expectation {
  readonly where: string
  readonly wanted: string
}
export const anything: Expectation = { where: '', wanted: '' }

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Reads tokens one by one, and remembers what is wrong. */
export class Cursor {
  readonly problems: PromqlProblem[] = []
  readonly #tokens: readonly Token[]
  #index = 0
  /** What closes the brackets that are open, the innermost last. */
  readonly #open: string[] = []
  #failed = false

  constructor(text: string) {
    this.#tokens = lex(text)
  }

  /** The token that comes next. Behind the last one there is always the last one. */
  get token(): Token {
    return this.#tokens[this.#index]!
  }

  /** The one after it. */
  get following(): Token {
    return this.#tokens[Math.min(this.#index + 1, this.#tokens.length - 1)]!
  }

  /** Something was refused, so what is read is not all that is written. */
  get failed(): boolean {
    return this.#failed
  }

  /** Where the last token that was taken ends. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0
  }

  take(): Token {
    const { token } = this
    if (this.#index < this.#tokens.length - 1) this.#index++
    const closer = closers[token.kind]
    if (closer) this.#open.push(closer)
    else if (token.kind === this.#open.at(-1)) this.#open.pop()
    return token
  }

  takeIf(kind: TokenKind): Token | undefined {
    return this.token.kind === kind ? this.take() : undefined
  }

  /** Takes a token of a kind. What is found in its place is refused; the kind may yet follow, if it closes a bracket. */
  expect(kind: TokenKind, expected: Expectation): Token | undefined {
    if (this.token.kind !== kind) this.refuse(expected)
    return this.takeIf(kind)
  }

  report(range: Range, message: string, kind: PromqlProblem['kind'] = 'syntax'): void {
    this.problems.push({ kind, message, start: range.start, end: range.end })
  }

  /** What an experimental feature allows. */
  reportFeature(range: Range, message: string, feature: string): void {
    this.problems.push({ kind: 'feature', message, feature, start: range.start, end: range.end })
  }

  /** The next token cannot be here. Reading goes on at the end of the innermost bracket; what else is unexpected follows from it. */
  refuse({ where, wanted }: Expectation): void {
    const { token } = this
    if (!this.#failed) {
      const place = `${where && ` in ${where}`}${wanted && `, expected ${wanted}`}`
      this.report(token, token.kind === 'error' ? token.text : `unexpected ${describe(token)}${place}`)
    }
    this.#failed = true
    this.#skip()
  }

  #skip(): void {
    const inner: string[] = []
    for (; this.#index < this.#tokens.length - 1; this.#index++) {
      const { kind } = this.token
      const closer = closers[kind]
      if (closer) inner.push(closer)
      else if (inner.length === 0 && kind === this.#open.at(-1)) return
      else if (kind === inner.at(-1)) inner.pop()
    }
  }
}
