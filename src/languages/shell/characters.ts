/** Codes of the characters that mean something to a shell. */
export const tab = 0x09
export const newline = 0x0a
export const carriageReturn = 0x0d
export const space = 0x20
export const bang = 0x21
export const doubleQuote = 0x22
export const hash = 0x23
export const dollar = 0x24
export const ampersand = 0x26
export const singleQuote = 0x27
export const openParenthesis = 0x28
export const closeParenthesis = 0x29
export const plus = 0x2b
export const semicolon = 0x3b
export const less = 0x3c
export const equals = 0x3d
export const greater = 0x3e
export const openBracket = 0x5b
export const backslash = 0x5c
export const closeBracket = 0x5d
export const backquote = 0x60
export const openBrace = 0x7b
export const pipe = 0x7c
export const closeBrace = 0x7d

/** A set of ASCII characters, to look up by code. */
export type CharacterSet = Readonly<Uint8Array>

export function characters(set: string): CharacterSet {
  const table = new Uint8Array(128)
  for (const character of set) table[character.charCodeAt(0)] = 1
  return table
}

export function isIn(set: CharacterSet, code: number): boolean {
  return code < 128 && set[code] === 1
}

/** The first offset from `start` on whose character is in the set, else the end of the text. */
export function skipOthers(text: string, start: number, set: CharacterSet): number {
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code < 128 && set[code] === 1) break
    at++
  }
  return at
}

/** What ends a word outside quotes. */
export const breaks = characters(' \t\n;&|()<>')

const nameStarts = characters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_')
const nameCharacters = characters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789')

export function isNameStart(code: number): boolean {
  return isIn(nameStarts, code)
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Where the name that starts at `start` ends; `start` itself where none does. */
export function skipName(text: string, start: number): number {
  if (!isNameStart(text.charCodeAt(start))) return start
  let at = start + 1
  while (isIn(nameCharacters, text.charCodeAt(at))) at++
  return at
}

export function skipDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at
}
