import { flatMap } from '../../../flat-map.ts'
import type { Part, Range, Word } from '../../../languages/shell/index.ts'
import type { Ref } from '../../../source/ref.ts'

/** A text to parse, and the way back from a part of it to where that is written. */
export interface PlacedText {
  readonly text: string
  /** The place of a part of the text; of one that spans several values, what lies in the first. */
  at(range: Range): Ref<string>
}

/** All of a value. */
export function wholeText(ref: Ref<string>): PlacedText {
  return { text: ref.value ?? '', at: ({ start, end }) => ref.slice(start, end) }
}

/** Values one after the other, each followed by a text that is written nowhere. */
export function joinedText(values: readonly (readonly [value: Ref<string>, behind: string])[]): PlacedText {
  const starts: number[] = []
  let text = ''
  for (const [{ value }, behind] of values) {
    starts.push(text.length)
    text += (value ?? '') + behind
  }
  const at = ({ start, end }: Range): Ref<string> => {
    const index = starts.findLastIndex(each => each <= start)
    const ref = values[index]![0]
    const length = ref.value?.length ?? 0
    const from = Math.min(start - starts[index]!, length)
    return ref.slice(from, Math.max(from, Math.min(end - starts[index]!, length)))
  }
  return { text, at }
}

/** A part of a text. */
export function partOf(outer: PlacedText, { start, end }: Range): PlacedText {
  return { text: outer.text.slice(start, end), at: range => outer.at({ start: start + range.start, end: start + range.end }) }
}

/** A text that stands inside another, and the way back: from a range of it to one of the other. */
interface InnerText {
  readonly text: string
  outer(range: Range): Range
}

/** What a word of a text says as a text of its own, for a shell that is given it; undefined where something in it is expanded. */
export function textOfWord(text: string, { raw, value, parts, range }: Word): InnerText | undefined {
  if (value === undefined) return undefined
  if (raw === value) return { text: value, outer: ({ start, end }) => ({ start: range.start + start, end: range.start + end }) }
  const places = flatMap(parts, part => placesIn(part, text))
  // Escapes that say something else than the character behind them cannot be placed.
  if (places.length !== value.length) return { text: value, outer: () => range }
  return {
    text: value,
    outer: ({ start, end }) => {
      const from = places[start]?.start ?? range.end
      return { start: from, end: end > start ? (places[end - 1]?.end ?? range.end) : from }
    },
  }
}

/** Where each character of what a part says is written, its backslash included. */
function placesIn(part: Part, text: string): Range[] {
  const { start, end } = part.range
  switch (part.type) {
    case 'literal':
      return escapedPlaces(text, start, end, /[^]/)
    case 'double':
      return escapedPlaces(text, start + (text[start] === '$' ? 2 : 1), end - 1, /[$`"\\\n]/)
    case 'single':
      return escapedPlaces(text, start + (text[start] === '$' ? 2 : 1), end - 1)
    default:
      return []
  }
}

function escapedPlaces(text: string, start: number, end: number, escapable?: RegExp): Range[] {
  const places: Range[] = []
  for (let at = start; at < end; at++) {
    const escaped = text[at] === '\\' && at + 1 < end && escapable?.test(text[at + 1]!) === true
    if (!escaped) places.push({ start: at, end: at + 1 })
    else if (text[++at] !== '\n') places.push({ start: at - 1, end: at + 1 })
  }
  return places
}
