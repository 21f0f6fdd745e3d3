/**
 * The text of a rule file with an empty list of examples. The list is found by its brackets, with strings, templates and comments
 * passed over; a file without one comes back as it is.
 */
export function withoutExamples(text: string): string {
  const start = text.search(/^ {2}examples: \[/m)
  if (start < 0) return text
  const open = text.indexOf('[', start)
  const close = closingBracket(text, open)
  return close < text.length ? `${text.slice(0, open)}[]${text.slice(close + 1)}` : text
}

/** What a rule says about itself. The configuration asks for some of it, so the bundle holds it apart from the rules. */
const said = /^ {2}(?:severity|summary|why|presets|peers|topic|references): [\s\S]*?(?=^ {2}[*\w/]|^\n|^\}\))/gm

/** The text of a rule file without its examples and without what it says about itself: what is left is what it does. */
export function withoutTexts(text: string): string {
  const bare = withoutExamples(text)
  const start = bare.indexOf('rule({')
  return start < 0 ? bare : bare.slice(0, start) + bare.slice(start).replace(said, '')
}

/** Offset of the bracket that closes the one at `open`; the end of the text when none does. */
function closingBracket(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at]!
    if ('[{('.includes(character)) at = closingBracket(text, at)
    else if (']})'.includes(character)) return at
    else if ('\'"`'.includes(character)) at = closingQuote(text, at)
    else if (text.startsWith('//', at)) at = endOf('\n', text, at)
    else if (text.startsWith('/*', at)) at = endOf('*/', text, at)
  }
  return text.length
}

function closingQuote(text: string, open: number): number {
  const quote = text[open]
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
    else if (quote === '`' && text.startsWith('${', at)) at = closingBracket(text, at + 1)
  }
  return text.length
}

/** Offset of the last character of `end`, wherever it comes next. */
function endOf(end: string, text: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length - 1
}
