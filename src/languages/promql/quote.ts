const named: Readonly<Record<string, string>> = {
  '\u0007': String.raw`\a`,
  '\b': String.raw`\b`,
  '\f': String.raw`\f`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\v': String.raw`\v`,
  '\\': String.raw`\\`,
}
/** Letters, marks, numbers, punctuation, symbols and the blank: what Go prints as it is. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

/** A text in double quotes, as Go's `strconv.Quote` writes it; PromQL reads it back. */
export function quoteGo(text: string): string {
  // Most names and values are plain.
  if (/^[\w\s.:/*+,;|()[\]{}?^$=~!<>@#%&'-]*$/.test(text) && !/[^\S ]/.test(text)) return `"${text}"`
  return `"${Array.from(text, character => (character === '"' ? String.raw`\"` : escaped(character))).join('')}"`
}

/** A character in single quotes, as Go's `%q` writes it. */
export function quoteCharacter(character: string): string {
  return character === "'" ? String.raw`'\''` : `'${escaped(character)}'`
}

function escaped(character: string): string {
  const name = named[character]
  if (name) return name
  // What stands for bytes that are no UTF-8 cannot be written as it is.
  if (character !== '\uFFFD' && printable.test(character)) return character
  const code = character.codePointAt(0)!
  if (code < 0x80) return String.raw`\x${code.toString(16).padStart(2, '0')}`
  return code > 0xff_ff ? String.raw`\U${code.toString(16).padStart(8, '0')}` : String.raw`\u${code.toString(16).padStart(4, '0')}`
}
