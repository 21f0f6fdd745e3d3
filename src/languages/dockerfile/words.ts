/** A word inside a logical line: what is written, what it means, and where (offsets into the line). */
export interface LineWord {
  readonly raw: string
  readonly value: string
  readonly start: number
  readonly end: number
}

const blank = /[ \t\v\f\r\n]/

/** Splits at blanks only: FROM, EXPOSE, COPY and the like know no quotes. */
export function plainWords(text: string, from: number): LineWord[] {
  return [...text.slice(from).matchAll(/[^ \t\v\f\r\n]+/g)].map(match => ({
    raw: match[0],
    value: match[0],
    start: from + match.index,
    end: from + match.index + match[0].length,
  }))
}

/** Splits at blanks outside quotes, as BuildKit's parseWords does; quotes and escapes stay in `raw` and go from `value`. */
export function quotedWords(text: string, from: number, escape: string): LineWord[] {
  const words: LineWord[] = []
  let at = from
  while (at < text.length) {
    while (at < text.length && blank.test(text[at]!)) at++
    if (at >= text.length) break
    const start = at
    let quote = ''
    while (at < text.length) {
      const character = text[at]!
      if (character === escape && quote !== "'") at++
      else if (quote) {
        if (character === quote) quote = ''
      } else if (character === '"' || character === "'") quote = character
      else if (blank.test(character)) break
      at++
    }
    const end = Math.min(at, text.length)
    const raw = text.slice(start, end)
    words.push({ raw, value: unquote(raw, escape), start, end })
  }
  return words
}

/** A word without its quotes and escapes. In double quotes only `"`, `$` and the escape character itself can be escaped. */
export function unquote(raw: string, escape: string): string {
  let value = ''
  let quote = ''
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at]!
    if (quote === "'") {
      if (character === "'") quote = ''
      else value += character
    } else if (character === escape) {
      const next = raw[at + 1] ?? ''
      value += quote === '"' && next !== '"' && next !== '$' && next !== escape ? escape + next : next
      at++
    } else if (quote) {
      if (character === '"') quote = ''
      else value += character
    } else if (character === '"' || character === "'") quote = character
    else value += character
  }
  return value
}
