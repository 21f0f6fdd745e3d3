import type { Token, TokenKind } from './tree.ts'

const blanks = /[ \t\r\n\v\f\u0085\u00a0]+|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\//y
const word = /[\p{L}\p{Nd}_$]+/uy
const number = /(?:0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|\d[\d_]*)?(?:\.(?!\.)[\d_]*)?(?:[eE][+-]?[\d_]*)?/y
const text = /'(?:[^'\\\n]|\\[^\n])*'|"(?:[^"\\\n]|\\[^\n])*"/y
const hole = /\{\{[^{}]*\}\}/y
const operator = /\|\|?|&[&=*]?|![&=*]?|=[&=*]?|\*[&=*]?|<[&=*]?|>[&=*]?|\?[.?]?|\.\.?|[,:;%+\-^/]|##?/y
const bracket = /[()[\]{}]/y

const wordOperators: ReadonlySet<string> = new Set(['not', 'in', 'or', 'and', 'matches', 'contains', 'startsWith', 'endsWith', 'let'])

/** Escapes of a string, as Go's `text/scanner` takes them. */
const badEscape = /\\(?![abfnrtv\\'"]|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/

/**
 * The tokens of an expression; the last one is `EOF` or `error`. Templates (`{{args.x}}`) are read as one token, for text that is filled
 * in before.
 * Source: parser/lexer of github.com/antonmedv/expr v1.15.5, which Argo Rollouts 1.8 has.
 */
export function lex(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const end = (pattern: RegExp): number => {
    pattern.lastIndex = at
    return at + (pattern.exec(source)?.[0].length ?? 0)
  }
  const emit = (kind: TokenKind, to: number, says = source.slice(at, to)): void => {
    tokens.push({ kind, text: says, start: at, end: to })
    at = to
  }
  for (;;) {
    for (let next = end(blanks); next > at; next = end(blanks)) at = next
    if (at >= source.length) {
      emit('EOF', at, '')
      return tokens
    }
    const read = readers.find(([first, pattern]) => first.test(source[at]!) && end(pattern) > at)
    const to = read ? end(read[1]) : at + 1
    const kind = read?.[2] ?? 'error'
    const written = source.slice(at, to)
    if (!read) emit('error', to, unreadable(source, at))
    else if (kind === 'string' && badEscape.test(written.replaceAll('\\\\', '__'))) emit('error', to, 'a string has an escape that does not exist')
    else if (kind === 'integer' && isWordAt(source, to)) emit('error', to + 1, `"${source.slice(at, to + 1)}" is no number`)
    else if (kind === 'integer') emit(/^0[xX]/.test(written) || !/[.eE]/.test(written) ? 'integer' : 'float', to)
    else if (kind === 'name' && wordOperators.has(written)) emit('operator', to)
    else emit(kind, to)
    if (tokens.at(-1)!.kind === 'error') return tokens
  }
}

/** By their first character; the first reader that finds something has it. */
const readers: readonly (readonly [first: RegExp, pattern: RegExp, kind: TokenKind])[] = [
  [/\{/, hole, 'hole'],
  [/['"]/, text, 'string'],
  [/\d/, number, 'integer'],
  [/\./, /\.\d[\d_]*(?:[eE][+-]?[\d_]*)?/y, 'integer'],
  [/[()[\]{}]/, bracket, 'bracket'],
  [/[^\d\s]/, operator, 'operator'],
  [/[^\s]/, word, 'name'],
]

function isWordAt(source: string, at: number): boolean {
  word.lastIndex = at
  return word.test(source)
}

function unreadable(source: string, at: number): string {
  if (source[at] === "'" || source[at] === '"') return 'a string is not closed'
  if (source.startsWith('/*', at)) return 'a comment is not closed'
  return `"${String.fromCodePoint(source.codePointAt(at)!)}" means nothing here`
}
