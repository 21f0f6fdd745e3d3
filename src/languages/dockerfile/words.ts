import { isBlank, isSpace, skipBlanks, skipSpaces, skipWord } from './characters.ts'
import type { Escape } from './tree.ts'

/** A word inside a logical line, with its place there. */
export interface LineWord {
  readonly raw: string
  readonly start: number
  readonly end: number
}

/** Splits at white space outside quotes; quotes and escapes stay. */
export function quotedWords(text: string, from: number, to: number, escape: Escape): LineWord[] {
  const words: LineWord[] = []
  let start = skipSpaces(text, from, to)
  while (start < to) {
    const end = wordEnd(text, start, to, escape)
    // An escape character that stands last escapes nothing and is dropped.
    const dropped = end === to && escapesNothing(text, start, to, escape) ? 1 : 0
    if (end - dropped > start) words.push({ raw: text.slice(start, end - dropped), start, end: end - dropped })
    start = skipSpaces(text, end, to)
  }
  return words
}

const single = 0x27
const double = 0x22

function wordEnd(text: string, start: number, to: number, escape: Escape): number {
  const escapeCode = escape.charCodeAt(0)
  let quote = 0
  for (let at = start; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === escapeCode && quote !== single) at++
    else if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === double || code === single) quote = code
    else if (isSpace(code)) return at
  }
  return to
}

function escapesNothing(text: string, start: number, to: number, escape: Escape): boolean {
  if (text[to - 1] !== escape) return false
  let quote = ''
  for (let at = start; at < to; at++) {
    const character = text[at]!
    if (character === escape && quote !== "'") {
      if (at === to - 1) return true
      at++
    } else if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
  }
  return false
}

/** A word without its quotes and escapes. In double quotes only `"`, `$` and the escape character itself can be escaped. */
export function unquote(raw: string, escape: Escape): string {
  if (!isQuoted(raw, escape)) return raw
  let value = ''
  let quote = ''
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at]!
    if (quote === "'") {
      if (character === "'") quote = ''
      else value += character
    } else if (character === escape) {
      const next = raw[++at] ?? ''
      value += quote === '"' && next !== '"' && next !== '$' && next !== escape ? escape + next : next
    } else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote) quote = ''
    else value += character
  }
  return value
}

/** Whether a word holds quotes or escapes; a loop, as words are short. */
function isQuoted(raw: string, escape: Escape): boolean {
  const escapeCode = escape.charCodeAt(0)
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    if (code === double || code === single || code === escapeCode) return true
  }
  return false
}

/** A flag inside a logical line: as written, and without quotes and escapes. */
export interface LineFlag extends LineWord {
  readonly value: string
  /** Where each character of `value` stands in the line, if it is not written just so. */
  readonly places: readonly number[] | undefined
}

/** Offset in the value of a flag → offset in the line. */
export function placeInFlag({ start, end, places }: LineFlag, index: number): number {
  return places ? (places[index] ?? end) : start + index
}

const none: readonly never[] = []

/** The words that start with `--`, up to the first that does not or a lone `--`, and where what follows starts. */
export function flagWords(text: string, from: number, to: number, escape: Escape): { flags: readonly LineFlag[]; end: number } {
  let at = skipBlanks(text, from, to)
  if (!text.startsWith('--', at)) return { flags: none, end: at }
  const flags: LineFlag[] = []
  while (text.startsWith('--', at) && at + 1 < to) {
    const flag = flagAt(text, at, to, escape)
    at = skipBlanks(text, flag.end, to)
    if (flag.value === '--') break
    flags.push(flag)
  }
  return { flags, end: at }
}

function flagAt(text: string, start: number, to: number, escape: Escape): LineFlag {
  const wordEnd = skipWord(text, start, to)
  const word = text.slice(start, wordEnd)
  return isQuoted(word, escape) ? quotedFlag(text, start, to, escape) : { raw: word, value: word, start, end: wordEnd, places: undefined }
}

function quotedFlag(text: string, start: number, to: number, escape: Escape): LineFlag {
  const places: number[] = []
  let value = ''
  let quote = ''
  let at = start
  for (; at < to; at++) {
    const character = text[at]!
    if (quote === '' && isBlank(text.charCodeAt(at))) break
    const opens = quote === '' && (character === '"' || character === "'")
    if (opens) quote = character
    else if (character === quote) quote = ''
    else {
      if (character === escape) at++
      if (at < to) places.push(at)
      value += at < to ? text[at]! : ''
    }
  }
  const end = Math.min(at, to)
  return { raw: text.slice(start, end), value, start, end, places }
}

/** The places of the strings in a JSON list of strings, quotes included. */
export function jsonStrings(text: string, from: number, to: number): LineWord[] {
  const strings: LineWord[] = []
  let start = text.indexOf('"', from)
  while (start >= 0 && start < to) {
    let end = start + 1
    while (end < to && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    strings.push({ raw: text.slice(start, end + 1), start, end: end + 1 })
    start = text.indexOf('"', end + 1)
  }
  return strings
}
