import { quoteCharacter, quoteGo } from './quote.ts'
import { durationWords, keywords, type Token } from './tokens.ts'

const END = ''
const digits = '0123456789'
const hexDigits = '0123456789abcdefABCDEF'
const name = /[A-Za-z_]\w*/y
const nameWithColons = /[A-Za-z_:][\w:]*/y
const word = /[A-Za-z_]+/y
const openParenthesis = /[ \t\r\n]*\(/y

/** What may follow, besides what may follow everywhere. */
type State = 'anywhere' | 'braces' | 'duration'

/** An escape that a string cannot hold; it starts at the backslash. */
class LexError extends Error {
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number) {
    super(message)
    this.start = start
    this.end = end
  }
}

/**
 * The tokens of an expression, without comments. The last one is `end of input`, or `error`, with Prometheus's own message, where
 * its lexer stops. States and messages are those of `promql/parser/lex.go` in Prometheus 3.
 */
export function lex(text: string): Token[] {
  return new Lexer(text).tokens()
}

class Lexer {
  readonly #text: string
  readonly #tokens: Token[] = []
  #start = 0
  #at = 0
  #state: State = 'anywhere'
  /** Offsets of parentheses that are open. */
  readonly #parentheses: number[] = []
  #brace = 0
  /** Offset of `[`; inside it other things hold. */
  #bracket: number | undefined
  #gotColon = false
  #gotDuration = false

  constructor(text: string) {
    this.#text = text
  }

  tokens(): Token[] {
    try {
      while (this.#tokens.at(-1)?.kind !== 'end of input') {
        this.#skip()
        if (this.#state === 'braces') this.#insideBraces()
        else if (this.#state === 'duration') this.#insideDuration()
        else this.#anywhere()
      }
    } catch (error) {
      if (!(error instanceof LexError)) throw error
      this.#tokens.push({ kind: 'error', text: error.message, start: error.start, end: error.end })
    }
    return this.#tokens
  }

  /** Blanks, and comments where they are allowed: not right behind `[`. */
  #skip(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]!
      if (character === '#' && this.#state !== 'duration') this.#at = endOfLine(this.#text, this.#at) - 1
      else if (!isSpace(character)) break
    }
    this.#start = this.#at
  }

  #anywhere(): void {
    const character = this.#next()
    if (character === END) return this.#end()
    if (isDigit(character) || (character === '.' && isDigit(this.#peek()))) return this.#number()
    if (isQuote(character)) return this.#string(character)
    if (isNameStart(character) || character === ':') return this.#bracket === undefined ? this.#name() : this.#wordInBrackets(character)
    if (operators.has(character)) return this.#operator(character)
    switch (character) {
      case '(':
        return this.#open()
      case ')':
        return this.#close()
      case '{':
        this.#brace = this.#start
        this.#state = 'braces'
        return this.#emit(character)
      case '[':
        return this.#openBracket()
      case ']':
        if (this.#bracket === undefined) return this.#fail(`unexpected right bracket ${quoteCharacter(character)}`)
        this.#bracket = undefined
        return this.#emit(character)
      case ',':
        return this.#emit(character)
      default:
        return this.#fail(`unexpected character: ${quoteCharacter(character)}`)
    }
  }

  #end(): void {
    const open = this.#parentheses.at(-1)
    if (open !== undefined) throw new LexError('unclosed left parenthesis', open, open + 1)
    if (this.#bracket !== undefined) throw new LexError('unclosed left bracket', this.#bracket, this.#bracket + 1)
    this.#emit('end of input')
  }

  #operator(character: string): void {
    const both = character + this.#peek()
    if (twoCharacters.has(both)) {
      this.#at++
      return this.#emit(both)
    }
    if (character === '!' || both === '=~') return this.#fail(this.#unexpectedAfter(character))
    return this.#emit(character)
  }

  #unexpectedAfter(sign: string): string {
    const next = this.#next()
    return next === END ? `unexpected end of input after '${sign}'` : `unexpected character after '${sign}': ${quoteCharacter(next)}`
  }

  /** A name, or a keyword in any case. */
  #name(): void {
    const text = this.#match(nameWithColons)!
    const lower = text.toLowerCase()
    if (lower === 'inf' || lower === 'nan') return this.#emit('number')
    // These are names of metrics too, unless a value follows.
    const isName = lower.startsWith('fill') && !this.#follows(openParenthesis)
    if (keywords.has(lower) && !isName) return this.#emit(lower)
    return this.#emit(text.includes(':') ? 'metric' : 'identifier')
  }

  #wordInBrackets(character: string): void {
    if (character === ':') {
      if (this.#gotColon) return this.#fail(`unexpected colon ${quoteCharacter(character)}`)
      this.#gotColon = true
      return this.#emit(character)
    }
    if (this.#durationWord()) return undefined
    return this.#fail(`unexpected character: ${quoteCharacter(character)}, expected ':'`)
  }

  #durationWord(): boolean {
    const text = this.#match(word)?.toLowerCase() ?? ''
    if (durationWords.has(text)) {
      this.#emit(text)
      return true
    }
    this.#at = this.#start + 1
    return false
  }

  #open(): void {
    this.#parentheses.push(this.#start)
    this.#emit('(')
  }

  #close(): void {
    if (this.#parentheses.pop() === undefined) return this.#fail("unexpected right parenthesis ')'")
    return this.#emit(')')
  }

  #openBracket(): void {
    if (this.#bracket !== undefined) return this.#fail("unexpected left bracket '['")
    this.#bracket = this.#start
    this.#gotColon = false
    this.#gotDuration = false
    this.#state = 'duration'
    return this.#emit('[')
  }

  /** Between `[` and the first number, and again behind a colon: arithmetic alone. */
  #insideDuration(): void {
    const character = this.#next()
    if (character === END) throw new LexError('unexpected end of input in duration expression', this.#bracket!, this.#bracket! + 1)
    if (isDigit(character) || (character === '.' && isDigit(this.#peek()))) {
      this.#gotDuration = true
      this.#state = 'anywhere'
      return this.#number()
    }
    if ('+-*/%^,'.includes(character)) return this.#emit(character)
    switch (character) {
      case ']':
        this.#bracket = undefined
        this.#state = 'anywhere'
        return this.#emit(character)
      case ':':
        if (!this.#gotDuration) return this.#fail('unexpected colon before duration in duration expression')
        if (this.#gotColon) return this.#fail('unexpected repeated colon in duration expression')
        this.#gotColon = true
        return this.#emit(character)
      case '(':
        return this.#open()
      case ')':
        return this.#close()
      default:
        if (isNameStart(character) && this.#durationWord()) {
          this.#gotDuration = true
          return undefined
        }
        return this.#fail(`unexpected character in duration expression: ${quoteCharacter(character)}`)
    }
  }

  /** Keywords are names here. */
  #insideBraces(): void {
    const character = this.#next()
    if (character === END) throw new LexError('unexpected end of input inside braces', this.#brace, this.#brace + 1)
    if (isNameStart(character)) {
      this.#match(name)
      return this.#emit('identifier')
    }
    if (isQuote(character)) return this.#string(character)
    const both = character + this.#peek()
    switch (character) {
      case ',':
        return this.#emit(character)
      case '=':
        if (both === '=~') this.#at++
        return this.#emit(both === '=~' ? both : character)
      case '!':
        if (both !== '!=' && both !== '!~') return this.#fail(this.#unexpectedAfter('!').replace("'!'", "'!' inside braces"))
        this.#at++
        return this.#emit(both)
      case '{':
        return this.#fail("unexpected left brace '{'")
      case '}':
        this.#state = 'anywhere'
        return this.#emit(character)
      default:
        return this.#fail(`unexpected character inside braces: ${quoteCharacter(character)}`)
    }
  }

  #string(quote: string): void {
    for (;;) {
      const start = this.#at
      const character = this.#next()
      if (character === quote) return this.#emit('string')
      if (character === END || (character === '\n' && quote !== '`')) {
        this.#at = start
        return this.#fail(`unterminated ${quote === '`' ? 'raw' : 'quoted'} string`)
      }
      if (character === '\uFFFD' || /^[\uD800-\uDFFF]$/.test(character)) throw new LexError('invalid UTF-8 rune', start, this.#at)
      if (character === '\\' && quote !== '`') this.#escape(quote, start)
    }
  }

  #escape(quote: string, start: number): void {
    const character = this.#next()
    if (character === quote || (character && 'abfnrtv\\'.includes(character))) return
    if (character === END) throw new LexError('escape sequence not terminated', start, this.#at)
    const form = isDigit(character) && character < '8' ? octalEscape : escapeForms[character]
    if (!form) throw new LexError(`unknown escape sequence ${named(character)}`, start, this.#at)
    if (form === octalEscape) this.#at--
    let value = 0
    for (let left = form.length; left > 0; left--) {
      const digit = this.#next()
      if (digit === END) throw new LexError('escape sequence not terminated', start, this.#at)
      const read = Number.parseInt(digit, form.base)
      if (Number.isNaN(read)) throw new LexError(`illegal character ${named(digit)} in escape sequence`, start, this.#at)
      value = value * form.base + read
    }
    if (value > form.most || (value >= 0xd8_00 && value < 0xe0_00)) throw new LexError('escape sequence is an invalid Unicode code point', start, this.#at)
  }

  #number(): void {
    this.#at = this.#start
    if (this.#scanNumber()) return this.#emit('number')
    if (this.#scanDuration()) return this.#emit('duration')
    return this.#fail(`bad number or duration syntax: ${quoteGo(this.#text.slice(this.#start, this.#at))}`)
  }

  #scanNumber(): boolean {
    let wanted = digits
    if (this.#accept('0') && this.#accept('xX')) {
      this.#accept('_')
      wanted = hexDigits
    }
    let [dot, exponent] = [false, false]
    this.#accept('.')
    this.#accept(wanted)
    for (;;) {
      const character = this.#peek()
      if (character === END || !`${wanted}._eE`.includes(character)) break
      if ((character === '.' && dot) || ('eE'.includes(character) && exponent)) {
        this.#at++
        return false
      }
      if (this.#accept('.')) {
        dot = true
        if (this.#accept('_.') || wanted === hexDigits) return false
      } else if (this.#accept('eE')) {
        exponent = true
        this.#accept('+-')
        if (this.#accept('._eE') || this.#peek() === END) return false
      } else if (this.#accept('_')) {
        if (this.#accept('._eE') || this.#peek() === END) return false
      } else {
        while (this.#accept(wanted));
      }
    }
    return this.#at > this.#start && !isWord(this.#peek())
  }

  #scanDuration(): boolean {
    if (!this.#accept('smhdwy')) return false
    this.#accept('s')
    while (this.#accept(digits)) {
      while (this.#accept(digits));
      if (!this.#accept('smhdw')) return false
      this.#accept('s')
    }
    if (!isWord(this.#peek())) return true
    this.#next()
    return false
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) return END
    this.#at += code > 0xff_ff ? 2 : 1
    return String.fromCodePoint(code)
  }

  #peek(): string {
    return this.#text[this.#at] ?? END
  }

  #accept(valid: string): boolean {
    const character = this.#text[this.#at]
    if (character === undefined || !valid.includes(character)) return false
    this.#at++
    return true
  }

  /** From the start of the token. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#start
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at = this.#start + found.length
    return found
  }

  #follows(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    return pattern.test(this.#text)
  }

  #emit(kind: string): void {
    this.#tokens.push({ kind, text: this.#text.slice(this.#start, this.#at), start: this.#start, end: this.#at })
  }

  #fail(message: string): never {
    throw new LexError(message, this.#start, this.#at)
  }
}

const operators: ReadonlySet<string> = new Set('*/%+-^=!<>@')
const twoCharacters: ReadonlySet<string> = new Set(['==', '!=', '<=', '>=', '</', '>/'])

interface EscapeForm {
  readonly length: number
  readonly base: number
  readonly most: number
}
const octalEscape: EscapeForm = { length: 3, base: 8, most: 255 }
const escapeForms: Readonly<Record<string, EscapeForm>> = {
  x: { length: 2, base: 16, most: 255 },
  u: { length: 4, base: 16, most: 0x10_ff_ff },
  U: { length: 8, base: 16, most: 0x10_ff_ff },
}

/** `U+0063 'c'`, as Go's `%#U` writes it. */
function named(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} '${character}'`
}

function endOfLine(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r'
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`'
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

function isNameStart(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character === '_'
}

function isWord(character: string): boolean {
  return isNameStart(character) || isDigit(character)
}
