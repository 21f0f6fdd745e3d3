import { tokensOf } from './library.ts'

/** What the lexer puts before and behind pieces of the text, and the text does not have. */
const controls: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F'])
const brackets: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 }

/**
 * A text of the same length with blanks for its scalars, but for unquoted ones within brackets: what is left is structure, be it
 * broken, and a `{{ … }}` in it is one that YAML cannot read. A quoted scalar that ends within `{{ … }}` is none, but a template
 * with quotes of its own.
 */
export function withoutScalars(piece: string): string {
  let rest = ''
  let depth = 0
  let isScalar = false
  for (const token of tokensOf(piece)) {
    const isText = (isScalar && depth === 0) || (/^["']/.test(token) && token.lastIndexOf('{{') <= token.lastIndexOf('}}'))
    isScalar = token === '\u001F'
    if (token === '\u0018') depth = 0
    if (controls.has(token)) continue
    rest += isText ? token.replaceAll(/[^\r\n]/g, ' ') : token
    depth = Math.max(depth + (brackets[token] ?? 0), 0)
  }
  return rest
}

/** Where the last quoted scalar of a text begins. */
export function lastQuoted(piece: string): number | undefined {
  let at = 0
  let found: number | undefined
  for (const token of tokensOf(piece)) {
    if (controls.has(token)) continue
    if (/^["']/.test(token)) found = at
    at += token.length
  }
  return found
}
