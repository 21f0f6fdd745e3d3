import { characters, isIn, newline } from './characters.ts'
import type { Cursor } from './cursor.ts'
import { tokenAt } from './tokens.ts'
import type { Word } from './tree.ts'
import type { WordReader } from './words.ts'

const binaryOperators: ReadonlySet<string> = new Set(['=', '==', '!=', '=~', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef', '<', '>'])
const unaryOperator = /^-[a-zA-Z]$/
const ends = characters('\n;')
const missing = 'This "[[" has no "]]" with a blank before it, so the shell runs nothing. Add it.'

/** Reads `[[ … ]]`. */
export class ConditionReader {
  readonly #cursor: Cursor
  readonly #words: WordReader
  readonly #read: Word[] = []
  /** The word that is next, where it has been looked at. */
  #next: Word | undefined

  constructor(cursor: Cursor, words: WordReader) {
    this.#cursor = cursor
    this.#words = words
  }

  /** All words between the brackets, operators included; the cursor is on the first bracket, and goes behind the last. */
  read(): Word[] {
    const cursor = this.#cursor
    const opening = cursor.range(cursor.at, cursor.at + 2)
    cursor.at += 2
    this.#either()
    if (this.#peek()?.raw === ']]') this.#next = undefined
    else this.#recover(opening)
    return this.#read
  }

  #either(): void {
    this.#both()
    while (this.#operator('||')) this.#both()
  }

  #both(): void {
    this.#term()
    while (this.#operator('&&')) this.#term()
  }

  #term(): void {
    if (!this.#cursor.enter()) return
    while (this.#peek()?.raw === '!') this.#take()
    if (this.#operator('(')) {
      this.#either()
      if (!this.#operator(')')) this.#unexpected(this.#peek())
    } else this.#test()
    this.#cursor.leave()
  }

  /** `word`, `-f word` or `word == word`. */
  #test(): void {
    const first = this.#operand()
    if (!first) return
    if (unaryOperator.test(first.raw)) {
      this.#operand()
      return
    }
    const operator = this.#operator('<') ?? this.#operator('>') ?? this.#peek()
    if (!operator || !binaryOperators.has(operator.raw)) return
    if (operator === this.#next) this.#take()
    if (operator.raw === '=~') this.#regex()
    else this.#operand()
  }

  #operand(): Word | undefined {
    const word = this.#peek()
    if (word && word.raw !== ']]') return this.#take()
    this.#unexpected(word)
    return undefined
  }

  #regex(): void {
    this.#skip()
    const word = this.#words.regex()
    if (word && word.raw !== ']]') this.#read.push(word)
    else this.#unexpected(word)
  }

  #take(): Word | undefined {
    const word = this.#peek()
    if (word) this.#read.push(word)
    this.#next = undefined
    return word
  }

  #peek(): Word | undefined {
    if (this.#next) return this.#next
    this.#skip()
    return (this.#next = this.#words.testWord())
  }

  /** An operator that no word can be. */
  #operator(raw: string): Word | undefined {
    if (this.#next) return undefined
    const cursor = this.#cursor
    this.#skip()
    if (!cursor.startsWith(raw)) return undefined
    const range = cursor.range(cursor.at, cursor.at + raw.length)
    cursor.at += raw.length
    const word: Word = { parts: [{ type: 'literal', value: raw, range }], raw, value: raw, range }
    this.#read.push(word)
    return word
  }

  #skip(): void {
    const cursor = this.#cursor
    cursor.skipBlanks()
    while (cursor.code() === newline) {
      cursor.at++
      cursor.skipBlanks()
    }
  }

  #unexpected(word?: Word): void {
    const cursor = this.#cursor
    if (cursor.done && !word) return
    const token = word?.raw ?? tokenAt(cursor.text, cursor.at)
    const range = word?.range ?? cursor.range(cursor.at, cursor.at + token.length)
    cursor.report('unexpected-token', `The shell cannot read "${token}" here in "[[ ]]", so it runs nothing. Quote it, or write what is missing.`, range)
  }

  /** Goes to what closes the brackets, or to the end of the line or the command. */
  #recover(opening: Word['range']): void {
    const cursor = this.#cursor
    for (;;) {
      const word = this.#next ?? this.#words.testWord()
      this.#next = undefined
      if (word?.raw === ']]') return
      cursor.skipBlanks()
      if (word) this.#unexpected(word)
      else if (cursor.done || isIn(ends, cursor.code())) return cursor.report('missing-word', missing, opening)
      else {
        this.#unexpected()
        cursor.at++
      }
    }
  }
}
