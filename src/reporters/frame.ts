import type { Position } from '../finding.ts'
import { cellsOf } from './cells.ts'
import type { Lines } from './text.ts'

/** One line of a code frame, with the marker that goes under it; without a number, lines were left out. */
export interface FrameRow {
  readonly line?: number
  readonly text: string
  readonly marker: string
}

const MOST_LINES = 4
const CONTEXT = 4

/** The lines of a range, each cut to so many cells, with `^^^` under the range. */
export function frameOf(lines: Lines, start: Position, end: Position, width: number): FrameRow[] {
  const last = lastLine(start, end)
  return numbers(start.line, last).flatMap(number => {
    if (number === undefined) return [{ text: '…', marker: '' }]
    const line = lines.get(number)
    if (line === undefined) return []
    const from = number === start.line ? start.column - 1 : line.length - line.trimStart().length
    const to = number === end.line ? end.column - 1 : line.trimEnd().length
    return [{ line: number, ...mark(line, from, to, width, number === start.line) }]
  })
}

/** A range that ends before the first character of a line ends with the line above. */
function lastLine(start: Position, end: Position): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line
}

/** Of many lines the first two, a gap and the last. */
function numbers(first: number, last: number): (number | undefined)[] {
  if (last - first < MOST_LINES) return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return [first, first + 1, undefined, last]
}

function mark(line: string, from: number, to: number, width: number, always: boolean): Pick<FrameRow, 'text' | 'marker'> {
  // A line of megabytes need not be measured whole.
  const reach = width * 3
  const windowStart = Math.max(0, from - reach)
  const windowEnd = Math.min(line.length, from + reach)
  const cells = cellsOf(line.slice(windowStart, windowEnd))
  const before = cells.filter(cell => cell.end + windowStart <= from)
  const inside = cells.filter(cell => cell.end + windowStart > from && cell.start + windowStart < to)
  const left = sum(before)
  const marked = Math.max(sum(inside), always ? 1 : 0)
  const all = sum(cells)

  const cutsWindow = windowStart > 0 || windowEnd < line.length
  if (all <= width && !cutsWindow) return row(cells.map(cell => cell.text).join(''), left, marked)

  // As much from the beginning of the line as there is, unless the range then falls off the right edge.
  const room = width - 2
  const skip = windowStart === 0 && left + marked <= room ? 0 : Math.max(0, left - Math.max(CONTEXT, Math.floor((room - marked) / 2)))
  const { text, skipped, taken } = take(cells, skip, room)
  const cutLeft = skipped > 0 || windowStart > 0
  const cutRight = skipped + taken < all || windowEnd < line.length
  const visibleMark = Math.min(marked, skipped + taken - left + (cutRight ? 1 : 0))
  return row(`${cutLeft ? '…' : ''}${text}${cutRight ? '…' : ''}`, left - skipped + (cutLeft ? 1 : 0), Math.max(visibleMark, always ? 1 : 0))
}

/** The cells from a column on that fit; a wide one is not halved. */
function take(cells: ReturnType<typeof cellsOf>, skip: number, room: number): { text: string; skipped: number; taken: number } {
  let column = 0
  let skipped = 0
  let taken = 0
  let text = ''
  for (const cell of cells) {
    if (column < skip) skipped += cell.width
    else if (taken + cell.width > room) break
    else {
      text += cell.text
      taken += cell.width
    }
    column += cell.width
  }
  return { text, skipped, taken }
}

function row(text: string, indent: number, marked: number): Pick<FrameRow, 'text' | 'marker'> {
  return { text: text.trimEnd(), marker: marked > 0 ? ' '.repeat(indent) + '^'.repeat(marked) : '' }
}

function sum(cells: readonly { readonly width: number }[]): number {
  return cells.reduce((total, cell) => total + cell.width, 0)
}
