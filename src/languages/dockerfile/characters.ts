import type { Range } from './tree.ts'

/** White space as Go has it (`unicode.IsSpace`), which is not what `\s` matches here: no byte-order mark, but U+0085. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** What parts the words of an instruction: white space of ASCII only. */
export function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

/** The first offset from `start` on that is no white space, `end` at most. */
export function skipSpaces(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

/** The first offset from `start` on that is no white space of ASCII, `end` at most. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

/** The first offset from `start` on that is blank, `end` at most. */
export function skipWord(text: string, start: number, end: number): number {
  let at = start
  while (at < end && !isBlank(text.charCodeAt(at))) at++
  return at
}

/** The end of what stands between `start` and `end` without the white space behind it. */
export function trimEnd(text: string, start: number, end: number): number {
  let to = end
  while (to > start && isSpace(text.charCodeAt(to - 1))) to--
  return to
}

/** `range` without the white space around it. */
export function trimmed(text: string, { start, end }: Range): Range {
  const from = skipSpaces(text, start, end)
  return { start: from, end: trimEnd(text, from, end) }
}

/** Words of the user for a message. */
export function short(text: string): string {
  const start = text.length > 40 ? `${text.slice(0, 40).replace(/[\ud800-\udbff]$/, '')}…` : text
  return start.replaceAll(/\p{Cc}/gu, '\ufffd')
}
