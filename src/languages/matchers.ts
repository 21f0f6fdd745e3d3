import { readRegexp } from './promql/index.ts'

/** A condition on a label, of a route, an inhibition or a silence. */
export interface LabelMatcher {
  readonly name: string
  readonly operator: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

/** What Alertmanager says of a text that is no matcher. */
export interface NoMatchers {
  readonly error: string
}

/**
 * Reads matchers of Alertmanager: `severity="page", team=~"shop|stock"`, with or without braces. A text that its newer reader, with
 * names in quotes, does not take goes to the older one, as there.
 */
export function readMatchers(text: string): readonly LabelMatcher[] | NoMatchers {
  const matchers = readQuoted(text) ?? readClassic(text)
  if ('error' in matchers) return matchers
  for (const { operator, value } of matchers) {
    const error = operator.includes('~') ? readRegexp(value).error : undefined
    if (error) return { error }
  }
  return matchers
}

const token = /\s*(?:(=~|!~|!=|=|,)|"((?:[^"\\]|\\.)*)"|([^\s{}!=~,\\"'`]+))\s*/suy

/** The reader for UTF-8 names; undefined for what it does not take. */
function readQuoted(text: string): LabelMatcher[] | undefined {
  const inner = text.trim()
  const braced = inner.startsWith('{')
  if (braced !== inner.endsWith('}')) return undefined
  const body = braced ? inner.slice(1, -1) : inner
  const tokens: { sign: string | undefined; word: string }[] = []
  for (let at = 0; at < body.length;) {
    token.lastIndex = at
    const match = token.exec(body)
    if (!match) return undefined
    const [, sign, quoted, bare] = match
    tokens.push({ sign, word: quoted === undefined ? (bare ?? '') : unquoted(quoted) })
    at = token.lastIndex
  }
  const matchers: LabelMatcher[] = []
  for (let at = 0; at < tokens.length; at += 4) {
    const [name, operator, value, comma] = tokens.slice(at, at + 4)
    if (!name || name.sign || !operator?.sign || operator.sign === ',' || !value || value.sign || (comma && comma.sign !== ',')) return undefined
    if (name.word === '') return undefined
    matchers.push({ name: name.word, operator: operator.sign as LabelMatcher['operator'], value: value.word })
  }
  return matchers
}

const classic = /^\s*([a-zA-Z_:][\w:]*)\s*(=~|=|!=|!~)\s*(.*)$/s

function readClassic(text: string): LabelMatcher[] | NoMatchers {
  const matchers: LabelMatcher[] = []
  for (const part of partsOf(text.replace(/^\{/, '').replace(/\}$/, ''))) {
    const [, name, operator, right = ''] = classic.exec(part) ?? []
    if (name === undefined || operator === undefined) return { error: `bad matcher format: ${part.trim()}` }
    const written = right.trim()
    const opens = written.startsWith('"')
    const closes = /(?:^|[^\\])(?:\\\\)*"$/.test(opens ? written.slice(1) : written)
    if (opens !== closes) return { error: `matcher value contains unescaped double quote: ${written}` }
    const value = opens ? written.slice(1, -1) : written
    if (/(?<!\\)(?:\\\\)*"/.test(value)) return { error: `matcher value contains unescaped double quote: ${written}` }
    matchers.push({ name, operator: operator as LabelMatcher['operator'], value: unquoted(value) })
  }
  return matchers
}

/** Between the commas that are not in quotes. */
function partsOf(text: string): string[] {
  const parts = ['']
  let quoted = false
  for (const [piece] of text.matchAll(/\\["\\]|./gs)) {
    if (piece === '"') quoted = !quoted
    if (piece === ',' && !quoted) parts.push('')
    else parts[parts.length - 1] += piece
  }
  if (parts.at(-1)!.trim() === '') parts.pop()
  return parts
}

function unquoted(text: string): string {
  return text.replaceAll(/\\([\\n"])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
}
