/** How a scalar is written; as in the `yaml` package. */
export type ScalarStyle = 'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | 'BLOCK_LITERAL' | 'BLOCK_FOLDED'

/**
 * For each UTF-16 unit of a scalar's value, the offset in `text` where it is written, and one more for the end.
 *
 * The scalar is decoded a second time, with positions; if that does not give exactly `value` the answer is undefined,
 * so that a position is either right or not given.
 *
 * @param text the file
 * @param start offset of the scalar's first character (the quote, or the `|` of a block scalar)
 * @param end offset after its last character
 */
export function scalarOffsets(text: string, start: number, end: number, style: ScalarStyle, value: string): number[] | undefined {
  const decoder = new Decoder(text)
  switch (style) {
    case 'PLAIN':
      decoder.flow(start, end, false)
      break
    case 'QUOTE_SINGLE':
      decoder.flow(start + 1, end - 1, "'")
      break
    case 'QUOTE_DOUBLE':
      decoder.flow(start + 1, end - 1, '"')
      break
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      decoder.block(start, end, style === 'BLOCK_FOLDED')
      break
  }
  const decoded = decoder.value
  if (decoded === value) return [...decoder.offsets, decoder.end]
  // Chomping only drops or keeps trailing line breaks; what precedes them must agree.
  if (decoded.startsWith(value) && /^\n*$/.test(decoded.slice(value.length)))
    return decoder.offsets.slice(0, value.length + 1).concat(decoder.offsets.length === value.length ? [decoder.end] : [])
  return undefined
}

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const hexLength: Record<string, number> = { x: 2, u: 4, U: 8 }

class Decoder {
  readonly #text: string
  readonly #parts: string[] = []
  readonly offsets: number[] = []
  end = 0
  /** How many parts there were after the last escape: an escaped blank stays where plain ones go. */
  #escaped = 0

  constructor(text: string) {
    this.#text = text
  }

  get value(): string {
    return this.#parts.join('')
  }

  #add(written: string, offset: number, step = 0): void {
    for (let i = 0; i < written.length; i++) this.offsets.push(offset + i * step)
    this.#parts.push(written)
  }

  /** Plain and quoted scalars: line breaks fold, quotes escape. */
  flow(start: number, end: number, quote: false | "'" | '"'): void {
    const text = this.#text
    let at = start
    while (at < end) {
      const character = text[at]!
      if (character === '\n' || character === '\r') at = this.#fold(at, end)
      else if (quote === '"' && character === '\\') at = this.#escape(at, end)
      else if (quote === "'" && character === "'") {
        this.#add("'", at)
        at += 2
      } else {
        this.#add(character, at)
        at++
      }
    }
    this.end = end
  }

  /** A line break in a flow scalar: blanks around it go, one break is a space, each further one a line feed. */
  #fold(at: number, end: number): number {
    while (this.#parts.length > this.#escaped && (this.#parts.at(-1) === ' ' || this.#parts.at(-1) === '\t')) {
      this.#parts.pop()
      this.offsets.pop()
    }
    let breaks = 0
    let next = at
    while (next < end && /[ \t\r\n]/.test(this.#text[next]!)) {
      if (this.#text[next] === '\n') breaks++
      next++
    }
    this.#add(breaks <= 1 ? ' ' : '\n'.repeat(breaks - 1), at)
    return next
  }

  #escape(at: number, end: number): number {
    const text = this.#text
    const code = text[at + 1] ?? ''
    const digits = hexLength[code]
    if (digits) {
      const point = parseInt(text.slice(at + 2, at + 2 + digits), 16)
      if (Number.isInteger(point) && point <= 0x10ffff) this.#add(String.fromCodePoint(point), at)
      this.#escaped = this.#parts.length
      return at + 2 + digits
    }
    if (code === '\n' || code === '\r') {
      // An escaped line break joins the lines without a space.
      let next = at + 1
      while (next < end && /[ \t\r\n]/.test(text[next]!)) next++
      return next
    }
    this.#add(escapes[code] ?? code, at)
    this.#escaped = this.#parts.length
    return at + 2
  }

  /** Literal and folded block scalars, from the `|` or `>` on. */
  block(start: number, end: number, folded: boolean): void {
    const text = this.#text
    const header = /^[|>]([-+]?)([1-9]?)([-+]?)/.exec(text.slice(start, start + 4))
    const firstBreak = text.indexOf('\n', start)
    if (!header || firstBreak < 0 || firstBreak >= end) {
      this.end = end
      return
    }
    const lines = this.#lines(firstBreak + 1, end)
    const indent = header[2] ? this.#parentIndent(start) + Number(header[2]) : Math.min(...lines.filter(line => !line.blank).map(line => line.indent))
    const width = Number.isFinite(indent) ? indent : 0
    let previous: 'none' | 'text' | 'more' | 'blank' = 'none'
    let held: number[] = [] // offsets of line breaks not yet written, for folding
    for (const line of lines) {
      const from = Math.min(line.start + width, line.end)
      const content = line.blank && line.end - line.start <= width ? '' : text.slice(from, line.end)
      if (!folded) {
        this.#add(content, from, 1)
        this.#add('\n', line.end)
        continue
      }
      if (content === '') {
        held.push(line.end)
        if (previous === 'none') {
          this.#add('\n', line.end)
          held = []
        }
        continue
      }
      const more = content[0] === ' ' || content[0] === '\t'
      if (previous !== 'none') {
        if (more || previous === 'more') for (const offset of held) this.#add('\n', offset)
        else if (held.length === 1) this.#add(' ', held[0]!)
        else for (const offset of held.slice(1)) this.#add('\n', offset)
      }
      held = [line.end]
      this.#add(content, from, 1)
      previous = more ? 'more' : 'text'
    }
    if (folded) for (const offset of held) this.#add('\n', offset)
    this.end = end
  }

  #lines(from: number, end: number): { start: number; end: number; indent: number; blank: boolean }[] {
    const text = this.#text
    const lines = []
    for (let start = from; start < end;) {
      const lineBreak = text.indexOf('\n', start)
      const next = lineBreak < 0 || lineBreak >= end ? end : lineBreak
      const lineEnd = next > start && text[next - 1] === '\r' ? next - 1 : next
      let indent = 0
      while (start + indent < lineEnd && text[start + indent] === ' ') indent++
      lines.push({ start, end: lineEnd, indent, blank: text.slice(start, lineEnd).trim() === '' })
      start = next + 1
    }
    return lines
  }

  /** The column that an explicit indicator (`|2`) counts from: that of the mapping or list that the scalar is in. */
  #parentIndent(start: number): number {
    const lineStart = start === 0 ? 0 : this.#text.lastIndexOf('\n', start - 1) + 1
    const line = this.#text.slice(lineStart, start)
    const lead = /^ *(?:- +)*/.exec(line)![0]
    // What follows the dashes is a key, whose mapping begins there; or nothing but a tag or an anchor, and the list is what counts.
    return /^(?:[!&]\S*\s+)*$/.test(line.slice(lead.length)) ? Math.max(lead.lastIndexOf('-'), 0) : lead.length
  }
}
