import type { Pair, ScalarNode, YamlNode } from './node.ts'
import type { ScalarStyle } from './offsets.ts'

/**
 * Reads the YAML that manifests are written in, some ten times faster than the `yaml` package reads all of YAML. Undefined at the
 * slightest doubt: anchors, tags, directives, tabs, Windows line breaks, errors of any kind. What it does read, it reads as that
 * package does, node by node and place by place; test/languages/yaml-reader.test.ts compares them on texts that are changed at random.
 */
export function readPlainDocument(piece: string): YamlNode | undefined {
  if (unusual.test(piece) || piece.startsWith('...') || piece.includes('\n...') || piece.includes('\n---')) return undefined
  try {
    return new Reader(piece).document()
  } catch (error) {
    if (error === doubt) return undefined
    throw error
  }
}

/** Control characters, tabs and carriage returns among them, a byte order mark, and what is no character. */
// oxlint-disable-next-line no-control-regex -- it is about them
const unusual = /[\0-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/

/** Thrown where the text is not one for this reader. */
const doubt = new Error('not plain YAML')

/** Deeper than manifests go; deeper ones are for the other parser, which counts. */
const deepest = 200
/** A key longer than this may not be followed by its colon on the same line. */
const longestKey = 1000

const newline = 10
const space = 32
const doubleQuote = 34
const hash = 35
const singleQuote = 39
const comma = 44
const dash = 45
const question = 63
const colon = 58
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const pipe = 124
const closeBrace = 125
const greater = 62

/** Where a plain scalar may begin only in special cases, or not at all. */
const indicators: boolean[] = []
for (const character of '?:,[]{}#&*!|>\'"%@`-') indicators[character.charCodeAt(0)] = true

class Reader {
  readonly #text: string
  readonly #length: number
  #at = 0
  /** Column of the first character of the line that `#at` is on; -1 at the end of the text. */
  #column = -1
  #depth = 0
  /** Whether a comment line was skipped on the way to the current line. */
  #commented = false

  constructor(text: string) {
    this.#text = text
    this.#length = text.length
  }

  document(): YamlNode {
    const text = this.#text
    if (text.charCodeAt(0) === 0x25) throw doubt
    if (text.startsWith('---')) {
      this.#at = 3
      const next = text.charCodeAt(3)
      if (next === next && next !== newline && next !== space) throw doubt
      this.#endLine()
      this.#nextLine()
    } else this.#firstLine()
    if (this.#column < 0) throw doubt
    const node = this.#node(-1)
    if (this.#column >= 0) throw doubt
    return node
  }

  #firstLine(): void {
    this.#at = -1
    this.#nextLine()
  }

  /** From the end of a line to the first character of the next one that holds something. */
  #nextLine(): void {
    const text = this.#text
    this.#commented = false
    for (;;) {
      // `#at` is on a line break, or before the first line.
      const start = this.#at + 1
      let at = start
      let code = text.charCodeAt(at)
      while (code === space) code = text.charCodeAt(++at)
      if (code === newline) {
        this.#at = at
      } else if (code === hash) {
        this.#commented = true
        this.#at = this.#lineEnd(at)
        if (this.#at === this.#length) {
          this.#column = -1
          return
        }
      } else {
        // NaN, at the end of the text, is no number.
        this.#at = at
        this.#column = code === code ? at - start : -1
        if (code === 0x25 && at === start) throw doubt
        return
      }
    }
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from)
    return end < 0 ? this.#length : end
  }

  /** Behind a value: nothing but blanks and a comment up to the end of the line. */
  #endLine(): void {
    const text = this.#text
    const start = this.#at
    let code = text.charCodeAt(this.#at)
    while (code === space) code = text.charCodeAt(++this.#at)
    if (code === newline || code !== code) return
    if (code !== hash || this.#at === start) throw doubt
    this.#at = this.#lineEnd(this.#at)
  }

  /** A node whose first character `#at` stands on, at the start of a line, further in than `indent`. */
  #node(indent: number): YamlNode {
    return this.#isDash() ? this.#sequence(this.#column) : this.#mappingOrScalar(indent, this.#column)
  }

  #isDash(): boolean {
    return this.#text.charCodeAt(this.#at) === dash && isBlank(this.#text.charCodeAt(this.#at + 1))
  }

  #deeper(): void {
    if (++this.#depth > deepest) throw doubt
  }

  /** What follows `key:` or `-`, up to the start of the next line. */
  #value(indent: number, inMapping: boolean): YamlNode {
    const text = this.#text
    const from = this.#at
    let code = text.charCodeAt(this.#at)
    while (code === space) code = text.charCodeAt(++this.#at)
    if (code === newline || code !== code || code === hash) {
      if (code === hash && this.#at === from) throw doubt
      const place = this.#at
      if (code === hash) this.#at = this.#lineEnd(this.#at)
      this.#nextLine()
      if (this.#column > indent) return this.#node(indent)
      if (inMapping && this.#column === indent && this.#isDash()) return this.#sequence(indent)
      return { type: 'scalar', style: undefined, value: '', start: place, end: place }
    }
    if (code === pipe || code === greater) return this.#blockScalar(indent)
    if (code === doubleQuote || code === singleQuote) return this.#quotedLine(indent)
    if (code === openBracket || code === openBrace) return this.#flowLine(indent)
    this.#checkStart(code)
    const start = this.#at
    if (this.#scanPlain()) throw doubt
    return this.#plain(start, indent)
  }

  /** Whether a plain scalar may begin here. */
  #checkStart(code: number): void {
    if (!indicators[code]) return
    if ((code === dash || code === question || code === colon) && !isBlank(this.#text.charCodeAt(this.#at + 1))) return
    throw doubt
  }

  #quotedLine(indent: number): ScalarNode {
    return this.#toLineEnd(this.#quoted(indent), indent)
  }

  #flowLine(indent: number): YamlNode {
    return this.#toLineEnd(this.#flow(indent), indent)
  }

  /** Goes on behind a node that ends its line, to one that is not deeper. */
  #toLineEnd<T extends YamlNode>(node: T, indent: number): T {
    this.#endLine()
    this.#nextLine()
    if (this.#column > indent) throw doubt
    return node
  }

  /** End of the plain scalar that was scanned last, without the blanks behind it. */
  #plainEnd = 0

  /** From the start of a plain scalar to the end of the line, its comment, or the colon that makes it a key (true). */
  #scanPlain(): boolean {
    const text = this.#text
    let at = this.#at
    let end = at
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === newline || code !== code) break
      if (code === colon && isBlank(text.charCodeAt(at + 1))) {
        this.#at = at
        this.#plainEnd = end
        return true
      }
      if (code === space) {
        if (text.charCodeAt(at + 1) === hash) {
          this.#plainEnd = end
          this.#at = at + 1
          return false
        }
        at++
      } else end = ++at
    }
    this.#at = at
    this.#plainEnd = end
    return false
  }

  /** A plain scalar whose first line is scanned, with the lines that go on with it. */
  #plain(start: number, indent: number): ScalarNode {
    const text = this.#text
    let end = this.#plainEnd
    let value = text.slice(start, end)
    for (;;) {
      const lineBreak = this.#at
      const comment = text.charCodeAt(lineBreak) === hash
      if (comment) this.#at = this.#lineEnd(lineBreak)
      this.#nextLine()
      if (this.#column <= indent) return { type: 'scalar', style: 'PLAIN', value, start, end }
      // A comment ends a plain scalar, so what follows is an error.
      if (comment || this.#commented) throw doubt
      const lineStart = this.#at
      let breaks = 0
      for (let at = text.indexOf('\n', lineBreak); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) breaks++
      if (this.#scanPlain()) throw doubt
      end = this.#plainEnd
      value += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + text.slice(lineStart, end)
    }
  }

  #quoted(indent: number): ScalarNode {
    return this.#text.charCodeAt(this.#at) === singleQuote ? this.#singleQuoted(indent) : this.#doubleQuoted(indent)
  }

  #singleQuoted(indent: number): ScalarNode {
    const text = this.#text
    const start = this.#at
    let end = text.indexOf("'", start + 1)
    let doubled = false
    while (end >= 0 && text.charCodeAt(end + 1) === singleQuote) {
      doubled = true
      end = text.indexOf("'", end + 2)
    }
    if (end < 0) throw doubt
    this.#at = end + 1
    let value = text.slice(start + 1, end)
    if (value.includes('\n')) value = folded(value, indent)
    if (doubled) value = value.replaceAll("''", "'")
    return { type: 'scalar', style: 'QUOTE_SINGLE', value, start, end: end + 1 }
  }

  #doubleQuoted(indent: number): ScalarNode {
    const text = this.#text
    const start = this.#at
    let at = start + 1
    let escaped = false
    for (; ; at++) {
      const code = text.charCodeAt(at)
      if (code === doubleQuote) break
      if (code !== code) throw doubt
      if (code === 0x5c) {
        escaped = true
        at++
      }
    }
    this.#at = at + 1
    const written = text.slice(start + 1, at)
    const value = written.includes('\n') ? unescapedLines(written, indent, escaped) : escaped ? unescaped(written) : written
    return { type: 'scalar', style: 'QUOTE_DOUBLE', value, start, end: at + 1 }
  }

  /** Ends with `#at` behind the colon when a key is read; else it stays where it was. */
  #key(): ScalarNode | undefined {
    const text = this.#text
    const start = this.#at
    const code = text.charCodeAt(start)
    if (code === doubleQuote || code === singleQuote) {
      const node = this.#quoted(-1)
      let at = this.#at
      while (text.charCodeAt(at) === space) at++
      if (text.charCodeAt(at) === colon && isBlank(text.charCodeAt(at + 1))) {
        if (at - start > longestKey || text.slice(start, node.end).includes('\n')) throw doubt
        this.#at = at + 1
        return node
      }
      this.#at = start
      return undefined
    }
    if (code === pipe || code === greater || code === openBracket || code === openBrace) return undefined
    this.#checkStart(code)
    if (!this.#scanPlain()) {
      this.#at = start
      return undefined
    }
    if (this.#at - start > longestKey) throw doubt
    this.#at++
    return { type: 'scalar', style: 'PLAIN', value: text.slice(start, this.#plainEnd), start, end: this.#plainEnd }
  }

  /** @param column where the mapping begins, if it is one */
  #mappingOrScalar(indent: number, column: number): YamlNode {
    const text = this.#text
    let key = this.#key()
    if (!key) {
      const code = text.charCodeAt(this.#at)
      if (code === doubleQuote || code === singleQuote) return this.#quotedLine(indent)
      if (code === openBracket || code === openBrace) return this.#flowLine(indent)
      if (code === pipe || code === greater) return this.#blockScalar(indent)
      const start = this.#at
      this.#scanPlain()
      return this.#plain(start, indent)
    }
    this.#deeper()
    const items: Pair[] = []
    for (;;) {
      const value = this.#value(column, true)
      items.push({ key, value })
      if (this.#column !== column) break
      if (this.#isDash()) throw doubt
      key = this.#key()
      if (!key) throw doubt
    }
    if (this.#column > column) throw doubt
    this.#depth--
    return { type: 'mapping', flow: false, items, start: items[0]!.key!.start, end: items.at(-1)!.value!.end }
  }

  #sequence(column: number): YamlNode {
    this.#deeper()
    const text = this.#text
    const start = this.#at
    const items: YamlNode[] = []
    do {
      this.#at++
      let at = this.#at
      let code = text.charCodeAt(at)
      while (code === space) code = text.charCodeAt(++at)
      if (code === newline || code !== code || code === hash) items.push(this.#value(column, false))
      else {
        const inner = column + (at - this.#at) + 1
        this.#at = at
        items.push(this.#isDash() ? this.#sequence(inner) : this.#mappingOrScalar(column, inner))
      }
    } while (this.#column === column && this.#isDash())
    if (this.#column > column) throw doubt
    this.#depth--
    return { type: 'sequence', flow: false, items, start, end: items.at(-1)!.end }
  }

  /** `|` and `>`, up to the start of the line after it. */
  #blockScalar(indent: number): ScalarNode {
    const text = this.#text
    const start = this.#at
    const style: ScalarStyle = text.charCodeAt(start) === pipe ? 'BLOCK_LITERAL' : 'BLOCK_FOLDED'
    const chomp = text[start + 1] === '-' || text[start + 1] === '+' ? text[start + 1] : ''
    this.#at = start + 1 + chomp!.length
    this.#endLine()
    const lines: string[] = []
    let width = -1
    let at = this.#at + 1
    let end = at
    let widestBlank = 0
    while (at < this.#length) {
      let first = at
      while (text.charCodeAt(first) === space) first++
      const lineEnd = this.#lineEnd(first)
      if (first === lineEnd) {
        // A line of blanks that goes further in than the text is a part of it.
        if (width < 0) widestBlank = Math.max(widestBlank, first - at)
        else if (first - at > width) throw doubt
        lines.push('')
      } else {
        if (width < 0) {
          if (first - at <= indent) break
          width = first - at
          if (widestBlank > width) throw doubt
        } else if (first - at < width) break
        lines.push(text.slice(at + width, lineEnd))
        end = lineEnd
      }
      at = lineEnd + 1
    }
    if (width < 0 || at > this.#length) throw doubt
    const last = lines.findLastIndex(line => line !== '')
    const breaks = lines.length - 1 - last
    const body = style === 'BLOCK_LITERAL' ? lines.slice(0, last + 1).join('\n') : foldedBlock(lines.slice(0, last + 1))
    const tail = chomp === '-' ? '' : chomp === '+' ? '\n'.repeat(breaks + 1) : '\n'
    this.#at = at - 1
    this.#nextLine()
    if (this.#column > indent) throw doubt
    return { type: 'scalar', style, value: body + tail, start, end: chomp === '+' ? at : end + 1 }
  }

  /** Blanks, line breaks and comments inside a flow collection; gives the code of what follows. */
  #flowGap(indent: number): number {
    const text = this.#text
    for (;;) {
      const code = text.charCodeAt(this.#at)
      if (code === space) this.#at++
      else if (code === newline) {
        let at = this.#at + 1
        while (text.charCodeAt(at) === space) at++
        const next = text.charCodeAt(at)
        if (next !== newline && next !== hash && at - this.#at - 1 <= indent) throw doubt
        this.#at = at
      } else if (code === hash) {
        if (!isBlank(text.charCodeAt(this.#at - 1))) throw doubt
        this.#at = this.#lineEnd(this.#at)
      } else if (code !== code) throw doubt
      else return code
    }
  }

  #flow(indent: number): YamlNode {
    this.#deeper()
    const node = this.#text.charCodeAt(this.#at) === openBracket ? this.#flowSequence(indent) : this.#flowMapping(indent)
    this.#depth--
    return node
  }

  #flowSequence(indent: number): YamlNode {
    const start = this.#at++
    const items: YamlNode[] = []
    while (this.#flowGap(indent) !== closeBracket) {
      items.push(this.#flowValue(indent))
      const code = this.#flowGap(indent)
      if (code === comma) this.#at++
      else if (code !== closeBracket) throw doubt
    }
    return { type: 'sequence', flow: true, items, start, end: ++this.#at }
  }

  #flowMapping(indent: number): YamlNode {
    const text = this.#text
    const start = this.#at++
    const items: Pair[] = []
    while (this.#flowGap(indent) !== closeBrace) {
      const from = this.#at
      const key = this.#flowScalar()
      if (text.slice(from, this.#at).includes('\n') || this.#at - from > longestKey) throw doubt
      while (text.charCodeAt(this.#at) === space) this.#at++
      if (text.charCodeAt(this.#at) !== colon) throw doubt
      this.#at++
      // Only behind a quoted key may the value touch the colon.
      if (key.style === 'PLAIN' && !isBlank(text.charCodeAt(this.#at)) && !isFlowEnd(text.charCodeAt(this.#at))) throw doubt
      while (text.charCodeAt(this.#at) === space) this.#at++
      const behind = this.#at
      const code = this.#flowGap(indent)
      if (code === comma || code === closeBrace) items.push({ key, value: { type: 'scalar', style: undefined, value: '', start: behind, end: behind } })
      else items.push({ key, value: this.#flowValue(indent) })
      const next = this.#flowGap(indent)
      if (next === comma) this.#at++
      else if (next !== closeBrace) throw doubt
    }
    return { type: 'mapping', flow: true, items, start, end: ++this.#at }
  }

  #flowValue(indent: number): YamlNode {
    const code = this.#text.charCodeAt(this.#at)
    return code === openBracket || code === openBrace ? this.#flow(indent) : this.#flowScalar()
  }

  #flowScalar(): ScalarNode {
    const text = this.#text
    const start = this.#at
    const code = text.charCodeAt(start)
    if (code === doubleQuote || code === singleQuote) {
      const node = this.#quoted(-1)
      if (text.slice(start, node.end).includes('\n')) throw doubt
      return node
    }
    if (indicators[code] && code !== dash) throw doubt
    if (code === dash && (isBlank(text.charCodeAt(start + 1)) || isFlowEnd(text.charCodeAt(start + 1)))) throw doubt
    let at = start
    let end = start
    for (;;) {
      const next = text.charCodeAt(at)
      if (next === newline || next === question || next !== next) throw doubt
      if (isFlowEnd(next)) break
      if (next === colon) {
        const after = text.charCodeAt(at + 1)
        if (isBlank(after) || isFlowEnd(after)) break
      }
      if (next === hash && text.charCodeAt(at - 1) === space) throw doubt
      at++
      if (next !== space) end = at
    }
    if (end === start) throw doubt
    this.#at = at
    return { type: 'scalar', style: 'PLAIN', value: text.slice(start, end), start, end }
  }
}

/** A blank, a line break, or the end of the text. */
function isBlank(code: number): boolean {
  return code === space || code === newline || code !== code
}

/** `,`, `[`, `]`, `{` or `}`. */
function isFlowEnd(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace
}

/** The lines of a quoted scalar must go further in than what it belongs to. */
function checkIndent(lines: readonly string[], indent: number): void {
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const first = line.search(/[^ ]/)
    if (first < 0 ? index === lines.length - 1 : first <= indent) throw doubt
  }
}

/** Other white space than blanks is text. */
function withoutLead(line: string): string {
  let start = 0
  while (line.charCodeAt(start) === space) start++
  return line.slice(start)
}

function withoutTrail(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === space) end--
  return line.slice(0, end)
}

/** Line breaks in quotes: one is a space, each further one a line feed; blanks around them go. */
function folded(written: string, indent: number): string {
  const lines = written.split('\n')
  checkIndent(lines, indent)
  let value = withoutTrail(lines[0]!)
  let empty = 0
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const isLast = index === lines.length - 1
    const content = isLast ? withoutLead(line) : withoutTrail(withoutLead(line))
    if (content === '' && !isLast) empty++
    else {
      value += (empty > 0 ? '\n'.repeat(empty) : ' ') + content
      empty = 0
    }
  }
  return value
}

/** As `folded`, with escapes; a line break that is escaped joins the lines. */
function unescapedLines(written: string, indent: number, escaped: boolean): string {
  if (!escaped) return folded(written, indent)
  const lines = written.split('\n')
  checkIndent(lines, indent)
  let value = ''
  let empty = 0
  let joined = false
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    let content = index === 0 ? line : withoutLead(line)
    let joins = false
    if (!isLast) {
      const kept = withoutTrail(content)
      joins = /(?:^|[^\\])(?:\\\\)*\\$/.test(kept)
      // An escaped blank before the line break stays.
      if (joins && kept.length < content.length) throw doubt
      content = joins ? kept.slice(0, -1) : kept
    }
    if (index > 0 && content === '' && !isLast && !joins) {
      if (joined) throw doubt
      empty++
      continue
    }
    value += (index === 0 ? '' : empty > 0 ? '\n'.repeat(empty) : joined ? '' : ' ') + unescaped(content)
    empty = 0
    joined = joins
  }
  return value
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/', r: '\r', '0': '\0', ' ': ' ' }

function unescaped(written: string): string {
  if (!written.includes('\\')) return written
  return written.replaceAll(/\\(u[\da-fA-F]{4}|[^]|$)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(parseInt(code.slice(1), 16))
    const value = escapes[code]
    if (value === undefined) throw doubt
    return value
  })
}

/** Lines of a folded block scalar: a single break between two that are not indented further is a space. */
function foldedBlock(lines: readonly string[]): string {
  let value = ''
  let breaks = 0
  let started = false
  let previousMore = false
  for (const line of lines) {
    if (line === '') {
      breaks++
      continue
    }
    const more = line.startsWith(' ')
    if (!started) value += '\n'.repeat(breaks)
    else if (more || previousMore) value += '\n'.repeat(breaks + 1)
    else value += breaks === 0 ? ' ' : '\n'.repeat(breaks)
    value += line
    breaks = 0
    started = true
    previousMore = more
  }
  return value
}
