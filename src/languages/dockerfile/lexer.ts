import { isSpace } from './characters.ts'
import { replaceMatches, trimEnd, trimStart } from './pattern.ts'
import type { Escape } from './tree.ts'

/** The value of a variable that only a build can know. */
export const UNKNOWN: unique symbol = Symbol('unknown')

/** Text, undefined for a variable that is not set, or UNKNOWN. */
export type Value = string | undefined | typeof UNKNOWN
export type Lookup = (name: string) => Value

/** What the lexer leaves as it is, for a second look at the same text. */
export interface LexerOptions {
  readonly escape: Escape
  readonly lookup: Lookup
  readonly rawQuotes?: boolean
  readonly rawEscapes?: boolean
  /** Leave references to variables that are not set. */
  readonly keepUnset?: boolean
}

/** A word, with the offset where it starts in what was read. */
export interface LexedWord {
  readonly text: string
  readonly start: number
}

/** What BuildKit cannot expand: its build stops there. */
export class ExpansionError extends Error {}

/** More text than any real Dockerfile makes; what grows beyond counts as unknown, or a few lines could fill the memory. */
const mostText = 1_000_000
const deepest = 100
const specials = '@*#?-$!0'
const operators = '-+?#%'
const digits = /\p{Nd}+/uy
const letters = /[\p{L}\p{Nd}_]+/uy

/** Text; undefined when it holds what only a build can know. */
type Piece = string | undefined

/** Quotes, escapes and variables as BuildKit's shell lexer reads them (frontend/dockerfile/shell), to the letter. */
export class Lexer {
  readonly used = new Set<string>()
  /** Variables that are not set, and so left nothing in the text. */
  readonly missing = new Set<string>()
  readonly #source: string
  readonly #options: LexerOptions
  #at = 0
  #depth = 0
  /** Shared with nested substitutions, which empty it: that is how BuildKit does it, and heredocs depend on it. */
  #buffer = ''
  #start = 0

  constructor(source: string, options: LexerOptions) {
    this.#source = source
    this.#options = options
  }

  /** The whole text, and its words. */
  read(): { text: Piece; words: LexedWord[] } {
    return this.#until(undefined, this.#options.rawEscapes ?? false)
  }

  #until(stop: string | undefined, rawEscapes: boolean): { text: Piece; words: LexedWord[] } {
    if (++this.#depth > deepest) throw new ExpansionError('too many substitutions inside each other')
    const words: LexedWord[] = []
    let text: Piece = ''
    this.#buffer = ''
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at]!
      if (character === stop) {
        this.#at++
        this.#depth--
        this.#endWord(words)
        return { text, words }
      }
      const start = this.#at
      const piece = this.#piece(character, rawEscapes)
      text = join(text, piece)
      // Only what a variable brings in is split again.
      const split = character === '$' || (this.#at - start === 1 && isSpace(character.charCodeAt(0)))
      if (piece !== undefined) this.#addToWords(words, piece, start, split)
    }
    if (stop !== undefined) throw new ExpansionError(`"${stop}" is missing`)
    this.#endWord(words)
    return { text, words }
  }

  #piece(character: string, rawEscapes: boolean): Piece {
    switch (character) {
      case '$':
        return this.#dollar()
      case '<':
        return this.#angle()
      case "'":
        return this.#singleQuoted()
      case '"':
        return this.#doubleQuoted(rawEscapes)
      case this.#options.escape: {
        const escaped = this.#source[this.#at + 1] ?? ''
        this.#at += 1 + escaped.length
        return rawEscapes ? character + escaped : escaped
      }
      default:
        this.#at++
        return character
    }
  }

  #addToWords(words: LexedWord[], piece: string, start: number, split: boolean): void {
    if (!split) {
      if (this.#buffer === '') this.#start = start
      this.#buffer += piece
      return
    }
    for (const character of piece) {
      if (isSpace(character.charCodeAt(0))) this.#endWord(words)
      else {
        if (this.#buffer === '') this.#start = start
        this.#buffer += character
      }
    }
  }

  #endWord(words: LexedWord[]): void {
    if (this.#buffer === '') return
    words.push({ text: this.#buffer, start: this.#start })
    this.#buffer = ''
  }

  /** `<<` takes the blanks behind it along, so that the name of a heredoc may stand apart. */
  #angle(): string {
    const start = this.#at++
    if (this.#source[this.#at] !== '<') return '<'
    this.#at++
    while (this.#at < this.#source.length && '\t\r '.includes(this.#source[this.#at]!)) this.#at++
    return this.#source.slice(start, this.#at)
  }

  #singleQuoted(): string {
    const end = this.#source.indexOf("'", this.#at + 1)
    if (end < 0) throw new ExpansionError("the closing ' is missing")
    const text = this.#options.rawQuotes ? this.#source.slice(this.#at, end + 1) : this.#source.slice(this.#at + 1, end)
    this.#at = end + 1
    return text
  }

  #doubleQuoted(rawEscapes: boolean): Piece {
    const { escape, rawQuotes } = this.#options
    let text: Piece = rawQuotes ? '"' : ''
    this.#at++
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at]!
      if (character === '$') {
        text = join(text, this.#dollar())
        continue
      }
      this.#at++
      if (character === '"') return join(text, rawQuotes ? '"' : '')
      if (character !== escape) {
        text = join(text, character)
        continue
      }
      const next = this.#source[this.#at]
      const escaped = next === '"' || next === '$' || next === escape ? next : undefined
      if (escaped !== undefined) this.#at++
      text = join(text, (rawEscapes ? escape : '') + (escaped ?? (next === undefined ? '' : escape)))
    }
    throw new ExpansionError('the closing " is missing')
  }

  #dollar(): Piece {
    this.#at++
    if (this.#source[this.#at] !== '{') {
      const name = this.#name()
      return name === '' ? '$' : this.#plain(name, `$${name}`)
    }
    const first = this.#source[++this.#at]
    if (first === undefined) throw new ExpansionError('"}" is missing')
    if ('{}:'.includes(first)) throw new ExpansionError('"${" needs the name of a variable behind it')
    const name = this.#name()
    const operator = this.#source[this.#at++]
    if (operator === '}') return this.#plain(name, `\${${name}}`)
    if (operator === '/') return this.#replaced(name)
    const colon = operator === ':' ? ':' : ''
    const sign = colon ? this.#source[this.#at++] : operator
    if (sign === undefined || !operators.includes(sign) || (colon && '#%'.includes(sign)))
      throw new ExpansionError(`"\${${name}${colon}${sign ?? ''}" is no substitution`)
    const { text } = this.#until('}', sign === '#' || sign === '%')
    return this.#modified(name, colon, sign, text)
  }

  #plain(name: string, written: string): Piece {
    const value = this.#look(name)
    if (value === undefined && this.#options.keepUnset) return written
    return value === undefined ? this.#nothing(name) : value === UNKNOWN ? undefined : value
  }

  #modified(name: string, colon: string, sign: string, word: Piece): Piece {
    const value = this.#look(name)
    if (value === undefined && this.#options.keepUnset) return `\${${name}${colon}${sign}${word}}`
    if (value === UNKNOWN) return undefined
    const absent = value === undefined || (colon !== '' && value === '')
    switch (sign) {
      case '-':
        return absent ? word : value
      case '+':
        return absent ? '' : word
      case '?':
        if (absent) throw new ExpansionError(`"${name}" ${word || (value === undefined ? 'must be set' : 'must not be empty')}`)
        return value
      default:
        return word === undefined ? undefined : this.#cut(name, value, sign, word)
    }
  }

  #cut(name: string, value: string | undefined, sign: string, word: string): Piece {
    const longest = word.startsWith(sign)
    const cut = sign === '#' ? trimStart : trimEnd
    const result = cut(longest ? word.slice(1) : word, value ?? this.#nothing(name), longest)
    if (result === undefined) throw new ExpansionError(`"${word}" is no pattern`)
    return result
  }

  #replaced(name: string): Piece {
    const all = this.#source[this.#at] === '/'
    if (all) this.#at++
    const { text: pattern } = this.#until('/', true)
    const { text: replacement } = this.#until('}', true)
    const value = this.#look(name)
    if (value === undefined && this.#options.keepUnset) return `\${${name}/${pattern}/${replacement}}`
    if (value === UNKNOWN || pattern === undefined || replacement === undefined) return undefined
    const result = replaceMatches(pattern, value ?? this.#nothing(name), replacement, all)
    if (result === undefined) throw new ExpansionError(`"${pattern}" is no pattern`)
    return result
  }

  #look(name: string): Value {
    this.used.add(name)
    return this.#options.lookup(name)
  }

  #nothing(name: string): '' {
    this.missing.add(name)
    return ''
  }

  /** A name, a number, or one of the shell's special parameters. */
  #name(): string {
    const special = this.#source[this.#at] ?? ''
    const name = matchAt(digits, this.#source, this.#at) || (special !== '' && specials.includes(special) ? special : matchAt(letters, this.#source, this.#at))
    this.#at += name.length
    return name
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function join(text: Piece, piece: Piece): Piece {
  if (text === undefined || piece === undefined || text.length + piece.length > mostText) return undefined
  return text + piece
}
