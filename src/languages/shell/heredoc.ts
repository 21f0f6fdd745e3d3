import type { Cursor } from './cursor.ts'
import type { Heredoc, Part, Redirect } from './tree.ts'

/** A `<<NAME` whose body is still to come. */
export type PendingHeredoc = Omit<Redirect, 'heredoc'> & { heredoc: Heredoc | undefined }

/** The body of a heredoc, which starts here; its end is passed. */
export function readHeredoc(cursor: Cursor, { operator, target, range }: PendingHeredoc, partsOf: (body: Cursor) => Part[]): Heredoc {
  const quoted = /['"\\]/.test(target.raw)
  const name = target.value ?? target.raw
  const start = cursor.at
  const end = skipBody(cursor, name, operator === '<<-')
  if (end === undefined) {
    const message = `No line holds just "${name}", so the shell takes all that follows for this heredoc. End it with such a line, without blanks around.`
    cursor.report('unterminated-heredoc', message, range)
  }
  const body = cursor.slice(start, end ?? cursor.text.length)
  const place = cursor.range(start, end ?? cursor.text.length)
  const content = body.text
  const plain = quoted || !/[$`\\]/.test(content)
  return { content, quoted, range: place, parts: plain ? literal(content, place) : partsOf(body) }
}

function literal(value: string, range: Heredoc['range']): Part[] {
  return value === '' ? [] : [{ type: 'literal', value, range }]
}

/** Goes behind the line that ends the body, and tells where that starts; undefined where none does. */
function skipBody(cursor: Cursor, name: string, chomp: boolean): number | undefined {
  const { text } = cursor
  while (!cursor.done) {
    const start = cursor.at
    const lineBreak = text.indexOf('\n', start)
    const lineEnd = lineBreak < 0 ? text.length : lineBreak
    const end = text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd
    let from = start
    if (chomp) while (from < end && text[from] === '\t') from++
    cursor.at = Math.min(lineEnd + 1, text.length)
    if (end - from === name.length && text.startsWith(name, from)) return start
  }
  return undefined
}
