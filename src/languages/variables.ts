/** `$NAME` or `${NAME…}` in a text that the builder of a Dockerfile fills in. Offsets count UTF-16 units of the text. */
export interface WrittenVariable {
  readonly name: string
  /** All of `$NAME` and `${NAME}`; of one with an operator, the name alone. */
  readonly start: number
  readonly end: number
  /** What is behind the name in braces says what to take instead: `:-`, `-`, `:+`, `+`. */
  readonly hasDefault: boolean
}

const opening = /\$(\{)?([\p{L}_][\p{L}\p{Nd}_]*)/uy
const alternative = /:?[-+]/y

/**
 * The variables that a word of a Dockerfile names, also those inside of others' braces. Nothing is filled in between single quotes, nor
 * behind the escape character; in heredocs, quotes have no meaning.
 */
export function variablesIn(text: string, { escape, quotes = true }: { readonly escape: string; readonly quotes?: boolean }): WrittenVariable[] {
  if (!text.includes('$')) return []
  const found: WrittenVariable[] = []
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === escape) at++
    else if (quotes && character === '"') quoted = !quoted
    else if (quotes && character === "'" && !quoted) {
      const end = text.indexOf("'", at + 1)
      if (end < 0) break
      at = end
    } else if (character === '$') {
      const variable = variableAt(text, at)
      if (!variable) continue
      found.push(variable)
      at = Math.max(at, variable.end - 1)
    }
  }
  return found
}

function variableAt(text: string, at: number): WrittenVariable | undefined {
  opening.lastIndex = at
  const [all, brace, name] = opening.exec(text) ?? []
  if (all === undefined || name === undefined) return undefined
  const end = at + all.length
  if (!brace) return { name, start: at, end, hasDefault: false }
  if (text[end] === '}') return { name, start: at, end: end + 1, hasDefault: false }
  alternative.lastIndex = end
  return { name, start: at + 2, end, hasDefault: alternative.test(text) }
}
