/** A part of a regular expression, in the order in which they match. */
export type RegexpPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `.*` and `.+` */
  | { readonly kind: 'wildcard'; readonly least: 0 | 1 }
  /** `.` */
  | { readonly kind: 'any' }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** Classes, repetitions, alternatives, flags and the like. */
  | { readonly kind: 'other' }

const deepest = 20
/** One step of a pattern. Go's own list of escapes is longer; what is not here is no plain text anyway. */
const step = /\\[^\w\s]|\\[\s\S]?|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]?|\.[*+]\??|[*+?]\??|\{\d+(?:,\d*)?\}\??|[()|.^$]|[^\\[.*+?{()|^$]|[\s\S]/gu

/**
 * What a regular expression of RE2 is made of, as far as it is a sequence: groups that only group are opened, and one with
 * alternatives is a part that is none of the others.
 */
export function partsOfRegexp(pattern: string): readonly RegexpPart[] {
  return sequence(pattern.match(step) ?? [], 0, deepest).parts
}

function sequence(steps: readonly string[], from: number, depth: number): { parts: RegexpPart[]; end: number } {
  const parts: RegexpPart[] = []
  let hasAlternatives = false
  let at = from
  for (; at < steps.length && steps[at] !== ')'; at++) {
    const text = steps[at]!
    if (text === '|') hasAlternatives = true
    else if (text === '(') {
      const group = readGroup(steps, at, depth)
      for (const part of group.parts) parts.push(part)
      at = group.end
    } else if (/^(?:[*+?]\??|\{.*\}\??)$/.test(text)) repeat(parts)
    else parts.push(partOf(text))
  }
  return { parts: hasAlternatives ? [{ kind: 'other' }] : parts, end: at }
}

function readGroup(steps: readonly string[], open: number, depth: number): { parts: readonly RegexpPart[]; end: number } {
  const isPlain = steps[open + 1] === '?' && steps[open + 2] === ':'
  const isSpecial = steps[open + 1]?.startsWith('?') === true && !isPlain
  if (depth === 0) return { parts: [{ kind: 'other' }], end: steps.length }
  const { parts, end } = sequence(steps, isPlain ? open + 3 : open + 1, depth - 1)
  const isRepeated = /^[*+?{]/.test(steps[end + 1] ?? '')
  return { parts: isSpecial || isRepeated ? [{ kind: 'other' }] : parts, end }
}

/** What is repeated is one character, or a group. */
function repeat(parts: RegexpPart[]): void {
  parts.pop()
  parts.push({ kind: 'other' })
}

function partOf(text: string): RegexpPart {
  if (/^\.[*+]/.test(text)) return { kind: 'wildcard', least: text[1] === '+' ? 1 : 0 }
  if (text === '.') return { kind: 'any' }
  if (text === '^' || text === String.raw`\A`) return { kind: 'start' }
  if (text === '$' || text === String.raw`\z`) return { kind: 'end' }
  if (/^\\[^\w\s]$/u.test(text)) return { kind: 'text', text: text.slice(1) }
  // A class of one character is a way to write it.
  if (/^\[[^\]\\^]\]$/u.test(text)) return { kind: 'text', text: text.slice(1, -1) }
  return text.startsWith('\\') || text.startsWith('[') ? { kind: 'other' } : { kind: 'text', text }
}

/** The only text that a pattern matches; undefined when it matches others too, or none. Anchors change nothing, as all of a value has to match. */
export function onlyText(parts: readonly RegexpPart[]): string | undefined {
  const inner = parts.slice(parts[0]?.kind === 'start' ? 1 : 0, parts.at(-1)?.kind === 'end' ? -1 : undefined)
  return inner.every(part => part.kind === 'text') ? inner.map(({ text }) => text).join('') : undefined
}
