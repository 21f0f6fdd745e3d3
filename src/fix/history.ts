import type { TextEdit } from '../languages/yaml/index.ts'
import type { Range } from '../source/source.ts'

/** Edits made one after the other, as edits of the text that was there first. */
export class History {
  #parts: (Range | string)[]
  readonly #length: number

  constructor(length: number) {
    this.#length = length
    this.#parts = [{ start: 0, end: length }]
  }

  add(edits: readonly TextEdit[]): void {
    // From the last to the first, so that earlier offsets stay what they are.
    for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
      const [before, rest] = cut(this.#parts, start)
      const [, after] = cut(rest, end - start)
      this.#parts = [...before, text, ...after]
    }
  }

  edits(): TextEdit[] {
    const edits: TextEdit[] = []
    let at = 0
    let text = ''
    for (const part of [...this.#parts, { start: this.#length, end: this.#length }]) {
      if (typeof part === 'string') {
        text += part
        continue
      }
      if (text !== '' || part.start > at) edits.push({ start: at, end: part.start, text })
      at = part.end
      text = ''
    }
    return edits
  }
}

function cut(parts: readonly (Range | string)[], length: number): [before: (Range | string)[], after: (Range | string)[]] {
  let left = length
  for (const [index, part] of parts.entries()) {
    const size = typeof part === 'string' ? part.length : part.end - part.start
    if (left >= size) {
      left -= size
      continue
    }
    const before = parts.slice(0, index)
    if (left === 0) return [before, parts.slice(index)]
    const [head, tail] =
      typeof part === 'string'
        ? [part.slice(0, left), part.slice(left)]
        : [
            { start: part.start, end: part.start + left },
            { start: part.start + left, end: part.end },
          ]
    return [
      [...before, head],
      [tail, ...parts.slice(index + 1)],
    ]
  }
  return [[...parts], []]
}
