import { breaks, carriageReturn, characters, greater, isIn, less, newline, openBrace, skipDigits, skipName, isDigit } from './characters.ts'

/** Words that mean something where a command could start. */
const reserved: ReadonlySet<string> = new Set('! { } [[ if then elif else fi for select while until do done case in esac function time coproc'.split(' '))
const reservedCharacters = characters('!{}[abcdefghijklmnopqrstuvwxyz')
const reservedStarts = characters('!{}[cdefistuw')
const longestReserved = 8

/** The reserved word at `at`, unless it is only the start of a longer word. */
export function reservedAt(text: string, at: number): string | undefined {
  if (!isIn(reservedStarts, text.charCodeAt(at))) return undefined
  let end = at + 1
  while (end - at <= longestReserved && isIn(reservedCharacters, text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (end < text.length && !isIn(breaks, next) && !(next === carriageReturn && text.charCodeAt(end + 1) === newline)) return undefined
  const word = text.slice(at, end)
  return reserved.has(word) ? word : undefined
}

/** Longest first. */
const redirects = ['<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>', '&>>', '&>']

/** Where a redirect starts, where its operator does, and which that is; undefined where none is. */
export function redirectAt(text: string, at: number): { operator: string; operatorStart: number } | undefined {
  const code = text.charCodeAt(at)
  const operatorStart = isDigit(code) ? skipDigits(text, at) : code === openBrace ? skipDescriptor(text, at) : at
  const first = text.charCodeAt(operatorStart)
  if (first !== less && first !== greater && !(operatorStart === at && text.startsWith('&>', at))) return undefined
  // `<(` starts a word.
  if (text[operatorStart + 1] === '(' && operatorStart === at) return undefined
  const operator = redirects.find(each => text.startsWith(each, operatorStart))
  return operator === undefined ? undefined : { operator, operatorStart }
}

/** `{name}`, which takes the number of a descriptor. */
function skipDescriptor(text: string, at: number): number {
  const end = skipName(text, at + 1)
  return end > at + 1 && text[end] === '}' ? end + 1 : at
}

const operators = [';;&', ';;', ';&', ';', '&&', '&', '||', '|&', '|', '(', ')', '<', '>', '\n']

/** What a message can call the thing at `at`: an operator, or a word up to what ends it. */
export function tokenAt(text: string, at: number): string {
  const operator = operators.find(each => text.startsWith(each, at))
  if (operator !== undefined) return operator
  let end = at + 1
  while (end < text.length && end - at < 40 && !isIn(breaks, text.charCodeAt(end))) end++
  return text.slice(at, end)
}
