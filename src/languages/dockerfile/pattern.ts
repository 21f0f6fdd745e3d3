/** A pattern of `${name#pattern}` and the like: characters, `any` for `?`, `many` for `*`. */
type Token = { readonly literal: string } | 'any' | 'many'

/** More steps than any real Dockerfile takes; a value that needs more counts as unknown. */
const mostSteps = 10_000_000

/** `value` without the shortest, or longest, start that matches; undefined when that cannot be told. */
export function trimStart(pattern: string, value: string, longest: boolean): string | undefined {
  const characters = Array.from(value)
  const found = prefixEnd(tokensOf(pattern), characters, longest)
  return found === undefined ? undefined : characters.slice(found).join('')
}

/** As `trimStart`, from the end. */
export function trimEnd(pattern: string, value: string, longest: boolean): string | undefined {
  const characters = Array.from(value).toReversed()
  const found = prefixEnd(tokensOf(pattern)?.toReversed(), characters, longest)
  return found === undefined ? undefined : characters.slice(found).toReversed().join('')
}

/** `value` with the first match, or all, replaced; undefined when that cannot be told. */
export function replaceMatches(pattern: string, value: string, replacement: string, all: boolean): string | undefined {
  const tokens = tokensOf(pattern)
  const characters = Array.from(value)
  if (!tokens || (characters.length + 1) ** 2 * (tokens.length + 1) > mostSteps) return undefined
  let result = ''
  let copied = 0
  let at = 0
  while (at <= characters.length) {
    const end = ends(tokens, characters, at).at(-1)
    if (end === undefined) {
      at++
      continue
    }
    result += characters.slice(copied, at).join('')
    // As Go does: no empty match right behind another.
    if (end > copied || at === 0) result += replacement
    copied = end
    if (!all) break
    at = Math.max(end, at + 1)
  }
  return result + characters.slice(copied).join('')
}

function prefixEnd(tokens: readonly Token[] | undefined, characters: readonly string[], longest: boolean): number | undefined {
  if (!tokens || (characters.length + 1) * (tokens.length + 1) > mostSteps) return undefined
  return ends(tokens, characters, 0).at(longest ? -1 : 0) ?? 0
}

/** Everywhere that a match from `start` can end, in order. */
function ends(tokens: readonly Token[], characters: readonly string[], start: number): number[] {
  let places = [start]
  for (const token of tokens) {
    if (token === 'many') places = places.length > 0 ? range(places[0]!, characters.length) : []
    else places = places.filter(place => place < characters.length && (token === 'any' || characters[place] === token.literal)).map(place => place + 1)
  }
  return places
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Undefined for a pattern with an escape that BuildKit refuses. */
function tokensOf(pattern: string): Token[] | undefined {
  const tokens: Token[] = []
  const characters = Array.from(pattern)
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!
    if (character === '\\') {
      const literal = characters[++at]
      if (literal === undefined || !'*?\\}/'.includes(literal)) return undefined
      tokens.push({ literal })
    } else tokens.push(character === '*' ? 'many' : character === '?' ? 'any' : { literal: character })
  }
  return tokens
}
