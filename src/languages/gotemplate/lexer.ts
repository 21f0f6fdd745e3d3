import type { Range } from './tree.ts'
import { quoteGo } from '../promql/quote.ts'

/** A class of tokens, a sign, or one of the keywords. */
export type TokenKind =
  | 'text'
  | 'space'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'bool'
  | 'number'
  | 'character'
  | 'string'
  | 'sign'
  | 'EOF'
  | 'error'
  | '{{'
  | '}}'
  | '('
  | ')'
  | '|'
  | '='
  | ':='
  | Keyword
export type Keyword = '.' | 'nil' | 'block' | 'break' | 'continue' | 'define' | 'else' | 'end' | 'if' | 'range' | 'template' | 'with'

export interface Token extends Range {
  readonly kind: TokenKind
  /** As written; of an error, what is wrong. */
  readonly text: string
}

const keywords: ReadonlySet<string> = new Set(['nil', 'block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'])
const blank = /[ \t\r\n]*/y
const wordCharacters = /[\p{L}\p{Nd}_]*/uy
const number =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y
const quoted = /"(?:[^"\\\n]|\\[^\n])*"/y
const character = /'(?:[^'\\\n]|\\[^\n])*'/y
const raw = /`[^`]*`/y

/** The tokens of a template, without comments, by the rules of Go's text/template/parse/lex.go. The last one is `EOF` or `error`. */
export function lex(text: string): Token[] {
  return new Lexer(text).tokens()
}

class Lexer {
  readonly #text: string
  readonly #tokens: Token[] = []
  #at = 0
  /** Offsets of `{{` and of the parentheses that are open. */
  #action: number | undefined
  #parentheses: number[] = []

  constructor(text: string) {
    this.#text = text
  }

  tokens(): Token[] {
    for (;;) {
      const { kind } = this.#tokens.at(-1) ?? {}
      if (kind === 'EOF' || kind === 'error') return this.#tokens
      if (this.#action === undefined) this.#outside()
      else this.#inside(this.#action)
    }
  }

  #outside(): void {
    const start = this.#at
    const open = this.#text.indexOf('{{', start)
    if (open < 0) {
      if (start < this.#text.length) this.#emit('text', this.#text.length)
      this.#emit('EOF', this.#at)
      return
    }
    const trims = /^-[ \t\r\n]/.test(this.#text.slice(open + 2, open + 4))
    const end = trims ? start + this.#text.slice(start, open).replace(/[ \t\r\n]+$/, '').length : open
    if (end > start) this.#emit('text', end)
    this.#at = open
    const inner = open + (trims ? 4 : 2)
    if (this.#text.startsWith('/*', inner)) return this.#comment(inner)
    this.#action = open
    this.#parentheses = []
    this.#emit('{{', open + 2)
    this.#at = inner
  }

  #comment(start: number): void {
    const close = this.#text.indexOf('*/', start + 2)
    if (close < 0) return this.#fail('unclosed comment', start + 2)
    const end = this.#closing(close + 2)
    if (end === undefined) return this.#fail('comment ends before closing delimiter', close + 2)
    this.#at = end
    return undefined
  }

  /** Where text goes on behind a `}}` or ` -}}` that stands here. */
  #closing(at: number): number | undefined {
    if (this.#text.startsWith('}}', at)) return at + 2
    if (!this.#text.startsWith('-}}', at + 1) || !' \t\r\n'.includes(this.#text[at]!)) return undefined
    return this.#after(blank, at + 4)
  }

  #inside(action: number): void {
    const close = this.#closing(this.#at)
    if (close !== undefined) {
      const open = this.#parentheses.at(-1)
      if (open !== undefined) return this.#failAt('unclosed left paren', open, open + 1)
      this.#action = undefined
      this.#emit('}}', this.#text.indexOf('}}', this.#at) + 2)
      this.#at = close
      return undefined
    }
    const first = this.#text[this.#at]
    if (first === undefined) return this.#failAt('unclosed action', action, action + 2)
    if (' \t\r\n'.includes(first)) return this.#blank()
    if ('+-0123456789'.includes(first) || (first === '.' && /\d/.test(this.#text[this.#at + 1] ?? ''))) return this.#number()
    const form = forms[first]
    if (form) return this.#quoted(...form)
    if (first === '.' || first === '$') return this.#word(first === '.' ? 'field' : 'variable')
    return this.#sign(first)
  }

  /** Up to the blank that belongs to a ` -}}`. */
  #blank(): void {
    const end = this.#after(blank, this.#at)
    const isTrimmed = this.#text.startsWith('-}}', end)
    if (!isTrimmed || end - this.#at > 1) this.#emit('space', isTrimmed ? end - 1 : end)
  }

  #number(): void {
    const end = this.#after(number, this.#at)
    const after = this.#after(wordCharacters, end)
    if (after > end) return this.#fail(`bad number syntax: ${quoteGo(this.#text.slice(this.#at, end + 1))}`, end + 1)
    const sign = this.#text[end]
    if (sign !== '+' && sign !== '-') return this.#emit('number', end)
    const whole = this.#after(number, end)
    if (this.#text[whole - 1] !== 'i' || this.#after(wordCharacters, whole) > whole)
      return this.#fail(`bad number syntax: ${quoteGo(this.#text.slice(this.#at, whole))}`, whole)
    return this.#emit('number', whole)
  }

  #quoted(kind: TokenKind, pattern: RegExp, name: string): void {
    const end = this.#after(pattern, this.#at)
    if (end > this.#at) return this.#emit(kind, end)
    const line = this.#text.indexOf('\n', this.#at)
    return this.#fail(`unterminated ${name}`, line < 0 || name.startsWith('raw') ? this.#text.length : line)
  }

  #word(kind: 'identifier' | 'field' | 'variable'): void {
    const end = this.#after(wordCharacters, kind === 'identifier' ? this.#at : this.#at + 1)
    const next = this.#text.codePointAt(end)
    // Nothing but these can stand behind a name.
    if (next !== undefined && !' \t\r\n.,|:)('.includes(String.fromCodePoint(next)) && !this.#text.startsWith('}}', end)) {
      const bad = String.fromCodePoint(next)
      return this.#failAt(`bad character ${unicode(bad)}`, end, end + bad.length)
    }
    const word = this.#text.slice(this.#at, end)
    if (word === '.') return this.#emit('.', end)
    if (kind === 'identifier' && (word === 'true' || word === 'false')) return this.#emit('bool', end)
    return this.#emit(kind === 'identifier' && keywords.has(word) ? (word as Keyword) : kind, end)
  }

  #sign(first: string): void {
    if (this.#text.startsWith(':=', this.#at)) return this.#emit(':=', this.#at + 2)
    if (first === ':') return this.#fail('expected :=', this.#at + 1)
    if (first === '(') {
      this.#parentheses.push(this.#at)
      return this.#emit('(', this.#at + 1)
    }
    if (first === ')') return this.#parentheses.pop() === undefined ? this.#fail('unexpected right paren', this.#at + 1) : this.#emit(')', this.#at + 1)
    if (first === '|' || first === '=') return this.#emit(first, this.#at + 1)
    if (this.#after(wordCharacters, this.#at) > this.#at) return this.#word('identifier')
    const whole = String.fromCodePoint(this.#text.codePointAt(this.#at)!)
    if (/^[!-~]$/.test(whole)) return this.#emit('sign', this.#at + 1)
    return this.#fail(`unrecognized character in action: ${unicode(whole)}`, this.#at + whole.length)
  }

  /** Where a pattern ends that starts here; here, if it does not match. */
  #after(pattern: RegExp, at: number): number {
    pattern.lastIndex = at
    return at + (pattern.exec(this.#text)?.[0].length ?? 0)
  }

  #emit(kind: TokenKind, end: number): void {
    this.#tokens.push({ kind, text: this.#text.slice(this.#at, end), start: this.#at, end })
    this.#at = end
  }

  #fail(message: string, end: number): void {
    this.#failAt(message, this.#at, end)
  }

  #failAt(message: string, start: number, end: number): void {
    this.#tokens.push({ kind: 'error', text: message, start, end })
  }
}

const forms: Readonly<Record<string, readonly [kind: TokenKind, pattern: RegExp, name: string]>> = {
  '"': ['string', quoted, 'quoted string'],
  '`': ['string', raw, 'raw quoted string'],
  "'": ['character', character, 'character constant'],
}

/** `U+0063 'c'`, as Go's `%#U` writes it. */
function unicode(text: string): string {
  return `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} '${text}'`
}

/** A token as Go names it in its messages. */
export function describe({ kind, text }: Token): string {
  if (kind === 'EOF') return kind
  if (kind === '}}') return '"}}"'
  if (kind === '.' || keywords.has(kind)) return `<${text}>`
  const characters = Array.from(text.slice(0, 22))
  return new TextEncoder().encode(text).length > 10 ? `${quoteGo(characters.slice(0, 10).join(''))}...` : quoteGo(text)
}
