/**
 * The text of a rule file with an empty list of examples. The list is found by its brackets, with strings, templates and comments
 * passed over; a file without one comes back as it is.
 */
export function withoutExamples(text: string): string {
  const start = text.search(/^ {2}examples: \[/m)
  if (start < 0) return text
  const open = text.indexOf('[', start)
  const close = closingBracket(text, open)
  return close === undefined ? text : `${text.slice(0, open)}[]${text.slice(close + 1)}`
}

function closingBracket(text: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const character = text[at]!
    if (character === '[') depth++
    else if (character === ']' && --depth === 0) return at
    else if (character === '"' || character === "'" || character === '`') at = closingQuote(text, at)
    else if (character === '/' && text[at + 1] === '/') at = text.indexOf('\n', at)
  }
  return undefined
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[open]) return at
  }
  return text.length
}
