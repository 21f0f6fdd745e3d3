import { unquote } from '../promql/literals.ts'

const interpreted = /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"$/

/** What a string of Go says, in double quotes or backquotes; undefined for one that Go does not take. */
export function readGoString(literal: string): string | undefined {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '')
  return interpreted.test(literal) ? unquote(literal) : undefined
}

const oneCharacter = /^'(?:[^'\\\n]|\\(?:[abfnrtv\\']|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))'$/u

/** Whether what stands in single quotes is one character, as it has to be. */
export function isGoCharacter(literal: string): boolean {
  return oneCharacter.test(literal)
}

const plainNumber =
  /^[+-]?(?:0[xX](?:[\da-fA-F]+|(?=\.?[\da-fA-F])[\da-fA-F]*\.?[\da-fA-F]*[pP][+-]?\d+)|0[bB][01]+|0[oO]?[0-7]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)i?$/

/** Whether Go reads a text as a number: `5`, `0x1F`, `1_000`, `.5`, `1e3`, `2i`. */
export function isGoNumber(text: string): boolean {
  // Between digits, or behind the prefix of a base.
  if (/(?:^|[^\da-fA-FxXbBoO])_|_(?:$|[^\da-fA-F])/.test(text)) return false
  return plainNumber.test(text.replaceAll('_', ''))
}
