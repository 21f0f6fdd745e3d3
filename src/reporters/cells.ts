import { visible } from './text.ts'

/** What a reader takes for one character: its text as shown, the cells it fills, and where it stands in the line (UTF-16). */
export interface Cell {
  readonly text: string
  readonly width: number
  readonly start: number
  readonly end: number
}

const TAB = 4
// East Asian Width W and F (Unicode 16, UAX 11) outside the emoji, with gaps of unassigned characters closed.
const WIDE =
  /[\u1100-\u115F\u231A\u231B\u2329\u232A\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]/u
// Marks, format characters and the vowels and finals that complete a Hangul syllable.
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]/u
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u

let graphemes: Intl.Segmenter | undefined

/** The cells of one line: tabs reach to the next stop, wide characters fill two cells, control characters are made visible. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = []
  let column = 0
  for (const { segment, index } of segmentsOf(line)) {
    const width = segment === '\t' ? TAB - (column % TAB) : graphemeWidth(segment)
    cells.push({ text: segment === '\t' ? ' '.repeat(width) : visible(segment), width, start: index, end: index + segment.length })
    column += width
  }
  return cells
}

/** How many cells a text fills. */
export function widthOf(text: string): number {
  if (isPlain(text)) return text.length
  return cellsOf(text).reduce((width, cell) => width + cell.width, 0)
}

/** Lines of at most so many cells, broken at spaces; a word that is longer stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer) <= width) {
      line = longer
      continue
    }
    lines.push(line)
    line = word
  }
  return [...lines, line]
}

function segmentsOf(line: string): Iterable<{ segment: string; index: number }> {
  if (isPlain(line)) return Array.from(line, (segment, index) => ({ segment, index }))
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return graphemes.segment(line)
}

function graphemeWidth(grapheme: string): number {
  // To get the patterns ready takes longer than all else in a small report, and most text is ASCII.
  if (isPlain(grapheme)) return 1
  if (EMOJI.test(grapheme)) return 2
  return Array.from(visible(grapheme), charWidth).reduce((sum, width) => sum + width, 0)
}

function charWidth(char: string): number {
  if (NARROWEST.test(char)) return 0
  return WIDE.test(char) ? 2 : 1
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text)
}
