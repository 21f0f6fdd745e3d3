import { type Range, YamlDocument, type YamlProblem } from './document.ts'
import { parseWhole, tokensOf } from './library.ts'
import type { YamlNode } from './node.ts'
import { readPlainDocument } from './reader.ts'
import { lastQuoted } from './unread.ts'

/** Deeper than any manifest, and as deep as go-yaml reads; beyond it a parser can only run out of stack. */
const deepest = 1000

/** The documents of a YAML or JSON text, as kubectl splits and reads them. Never throws; a broken document leaves the others alone. */
export function parseYaml(text: string): YamlDocument[] {
  return splitDocuments(text).map(range => parseDocumentAt(text, range))
}

/**
 * Where each document lies. kubectl cuts at every line that starts with `---` before it parses
 * (apimachinery, pkg/util/yaml/decoder.go); a piece of nothing but comments is no document.
 */
export function splitDocuments(text: string): Range[] {
  const cuts = [0]
  for (let at = text.startsWith('---') ? 0 : text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    const cut = text[at] === '\n' ? at + 1 : at
    if (cut > 0) cuts.push(cut)
  }
  const ranges: Range[] = []
  let from = 0
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1] ?? text.length
    const piece = text.slice(start, end)
    // %YAML and %TAG lines belong to the document after them.
    if (start === 0 && end < text.length && /^%/m.test(piece) && /^(?:%.*|[ \t]*(?:#.*)?)(?:\r?\n(?:%.*|[ \t]*(?:#.*)?))*$/.test(piece)) continue
    if (hasContent(piece)) ranges.push({ start: from, end })
    from = end
  }
  return ranges
}

function hasContent(piece: string): boolean {
  for (const [line] of piece.matchAll(/^.*\S.*$/gm)) if (/^(?!\.\.\.\s*$)[^\s#]/.test(line.replace(/^---(?!\S)/, '').trim())) return true
  return false
}

/** The document that lies at `range` of a text; see {@link splitDocuments}. */
export function parseDocumentAt(text: string, range: Range): YamlDocument {
  const piece = text.slice(range.start, range.end)
  const plain = readPlainDocument(piece)
  return plain ? new YamlDocument(text, range, range.start, plain, [], [], () => readPlainDocument(piece)!) : parseAnything(text, range)
}

/** As {@link parseDocumentAt}, for all of YAML and for what is none. */
function parseAnything(text: string, range: Range): YamlDocument {
  let masked: Range[] = []
  // Text that touches the dashes would be read as a part of the document, which ends there for kubectl.
  let piece = text
    .slice(range.start, range.end)
    .replaceAll(/^(---)((?![ \r\n])[^\r\n]*)/gm, (_, dashes: string, rest: string) => dashes + ' '.repeat(rest.length))
  const refused = refusals(text, range)
  // Each round hides the placeholders that made the document unreadable; a document has at most as many as lines.
  const rounds = piece.includes('{{') ? Math.max(10, Math.min(200, 20_000_000 / piece.length)) : 0
  for (let round = 0; ; round++) {
    const { document, errors } = parsePiece(piece, text, range, masked, refused)
    const placeholders = round < rounds ? nextPlaceholders(document, errors, piece, range.start) : []
    if (placeholders.length === 0) return document
    masked = [...masked, ...placeholders].toSorted((a, b) => a.start - b.start)
    for (const { start, end } of placeholders) piece = piece.slice(0, start - range.start) + 'x'.repeat(end - start) + piece.slice(end - range.start)
  }
}

/**
 * The `{{ … }}` that YAML takes for mappings, or else the first that stops it from reading the document. Errors after the first may
 * only follow from it, so they count where a value begins with braces, which no YAML can.
 */
function nextPlaceholders(document: YamlDocument, errors: readonly number[], piece: string, base: number): Range[] {
  const mistaken = document.problems.filter(problem => problem.code === 'placeholder').map(problem => problem.range.start - base)
  const [first, ...others] = errors
  const found = new Map<number, Range>()
  const take = (offset: number, isSure: boolean): void => {
    const at = Math.min(offset, piece.length)
    const lineStart = at === 0 ? 0 : piece.lastIndexOf('\n', at - 1) + 1
    const lineBreak = piece.indexOf('\n', at)
    const open = piece.indexOf('{{', lineStart)
    const close = open < 0 ? -1 : piece.indexOf('}}', open)
    if (close < 0 || (lineBreak >= 0 && close > lineBreak)) return
    if (!isSure && !/^\s*(?:- +)*(?:[\w./-]+:[ \t]+)?$/.test(piece.slice(lineStart, open))) return
    const end = close + /^\}+/.exec(piece.slice(close, close + 10))![0].length
    found.set(open, { start: base + open, end: base + end })
  }
  for (const offset of mistaken) take(offset, true)
  if (first !== undefined) take(first, true)
  for (const offset of others) take(offset, false)
  return [...found.values()]
}

function parsePiece(
  piece: string,
  text: string,
  range: Range,
  masked: readonly Range[],
  refused: readonly YamlProblem[],
): { document: YamlDocument; errors: number[] } {
  const problems: YamlProblem[] = [...masked.map(mask => ({ code: 'template', message: '', range: mask })), ...refused]
  const parsed = tooDeep(piece) ? undefined : parseWhole(piece)
  // What a broken document seems to say is not to be trusted; it counts as empty.
  const empty = (): YamlDocument => new YamlDocument(text, range, range.start, null, problems, masked)
  if (!parsed) {
    const at = range.start + Math.max(piece.search(/\S/), 0)
    problems.push({
      code: 'syntax',
      message: `This document nests deeper than ${deepest.toLocaleString('en')} levels, which no Kubernetes object does, and is refused as a whole. Flatten it.`,
      range: { start: at, end: at + 1 },
    })
    return { document: empty(), errors: [] }
  }
  // kubectl reads what precedes "...", and nothing after it.
  const rest = parsed.errors.find(error => error.code === 'MULTIPLE_DOCS')
  if (rest)
    problems.push({
      code: 'syntax',
      message: 'This text follows the end of the document ("..."), so kubectl drops it without a word. Start the next document with "---".',
      range: lineRange(text, range.start + rest.pos[0], range.start + rest.pos[1], range),
    })
  const failure = parsed.errors.find(error => error !== rest)
  if (!failure) {
    const again = (): YamlNode | null => parseWhole(piece)!.contents
    const document = new YamlDocument(text, range, range.start, parsed.contents, problems, masked, again)
    document.problems.push(...strayTabs(document), ...questionMarks(document))
    return { document, errors: [] }
  }
  // In a block scalar, too, a tab is no indentation.
  const isTab = failure.code === 'TAB_AS_INDENT' || (failure.code === 'BAD_INDENT' && piece[failure.pos[0]] === '\t')
  const code = isTab ? 'TAB_AS_INDENT' : failure.code
  const colon = code === 'BLOCK_AS_IMPLICIT_KEY' ? keyAfter(failure.pos[0] + range.start, text, range.end) : undefined
  problems.push({
    code: isTab ? 'tab' : 'syntax',
    message: syntaxMessage(colon?.first ? 'KEY_IN_TEXT' : code, failure.message),
    range: colon?.range ?? failureRange(failure, piece, text, range),
  })
  return { document: empty(), errors: parsed.errors.map(error => error.pos[0]) }
}

/** What go-yaml v2 does not take: all controls but line breaks, tabs and U+0085. */
// oxlint-disable-next-line no-control-regex -- it is about them
const controlCharacter = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** What kubectl refuses before it reads a document, and other readers take. */
function refusals(text: string, { start, end }: Range): YamlProblem[] {
  const piece = text.slice(start, end)
  return [...controlCharacters(piece), ...directives(piece), ...separators(piece)].map(problem => ({
    ...problem,
    range: { start: start + problem.range.start, end: start + problem.range.end },
  }))
}

function controlCharacters(piece: string): YamlProblem[] {
  const found = controlCharacter.exec(piece)
  if (!found) return []
  const code = found[0].charCodeAt(0).toString(16).padStart(4, '0')
  const message = `An invisible control character (U+${code.toUpperCase()}) stands here, so the document is refused as a whole. Remove it, or write it as "\\u${code}" in double quotes.`
  return [{ code: 'control-character', message, range: { start: found.index, end: found.index + 1 } }]
}

/** Lines with `%` before the first `---`. */
function directives(piece: string): YamlProblem[] {
  if (!piece.startsWith('%') && !piece.includes('\n%')) return []
  const head = /^(?:(?:%.*|[ \t]*(?:#.*)?)\r?\n)+(?=---)/.exec(piece)?.[0] ?? ''
  return [...head.matchAll(/^%.*/gm)].map(({ index, 0: line }) => {
    const directive = line.trimEnd()
    const message = `kubectl cuts files at "---" before it parses them, so "${directive}" is a document of its own without any content, and it refuses the file. Remove the line.`
    return { code: 'directive', message, range: { start: index, end: index + directive.length } }
  })
}

/** Text behind `---`; kubectl takes only a comment there. */
function separators(piece: string): YamlProblem[] {
  return [...piece.matchAll(/^---[ \t]*([^\s#].*)$/gm)].map(({ index, 0: line, 1: rest = '' }) => {
    const start = index + line.length - rest.length
    const written = rest.trimEnd()
    const message = `"${short(written)}" follows "---" on its line, so kubectl refuses the file from here on ("invalid Yaml document separator"). Move it to the next line.`
    return { code: 'document-separator', message, range: { start, end: start + written.length } }
  })
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** The first tab where go-yaml takes none and the `yaml` package does: at the start of a line, be it blank, and behind the dash of an item. */
function strayTabs(document: YamlDocument): YamlProblem[] {
  const { text, range } = document
  const piece = text.slice(range.start, range.end)
  if (!/^\t|^[ \t]*-[- ]*\t/m.test(piece)) return []
  const inner = document.innerRanges()
  let next = 0
  for (const { index, 0: lead } of piece.matchAll(/^(?:\t| *(?:- +)*- *\t)/gm)) {
    const start = range.start + index + lead.length - 1
    while (next < inner.length && inner[next]!.end <= start) next++
    const around = inner[next]
    // Lines of unquoted text must not begin with a tab either.
    if (around && around.start <= start && !(around.plain && lead === '\t')) continue
    const message = 'A tab stands where YAML takes only blanks, so the document is refused and nothing in it is applied. Use spaces.'
    return [{ code: 'stray-tab', message, range: { start, end: start + 1 } }]
  }
  return []
}

/** Each text without quotes in `[ ]` or `{ }` with a "?", which go-yaml v2 takes for the mark of a key wherever it stands there. */
function questionMarks(document: YamlDocument): YamlProblem[] {
  const { text, range } = document
  const piece = text.slice(range.start, range.end)
  if (!piece.includes('?') || !/[[{]/.test(piece)) return []
  return document.flowTexts().flatMap(({ start, end }) => {
    const written = text.slice(start, end)
    if (!written.includes('?') || written.includes('{{')) return []
    const message = `Inside [ ] and { } kubectl takes a "?" for a mark of YAML, so it refuses the document at "${short(written)}". Put the text in quotes.`
    return [{ code: 'question-mark', message, range: { start, end } }]
  })
}

/** Whether the parser would run out of stack. Most documents are cleared by searches that cost next to nothing. */
function tooDeep(piece: string): boolean {
  if (piece.length <= deepest) return false
  if (hasMany(piece, '[', '{') && tooDeepFlow(piece)) return true
  return deepLayouts.some(layout => piece.includes(layout)) && /^ {999,}[^\s#]|(?:[-?:][ \t]+){500,}/m.test(piece) && blockDepth(piece) > deepest
}

/** What stands in any text that nests blocks that deep: an indentation of so many blanks, or indicators in a row. */
const deepLayouts = [' '.repeat(999), '- - - ', '? ? ? ', ': : : ', '-\t-', '-  -']

/** Whether some characters occur more often than the deepest nesting allows. */
function hasMany(piece: string, ...characters: readonly string[]): boolean {
  let count = 0
  for (const character of characters) for (let at = piece.indexOf(character); at >= 0 && count <= deepest; at = piece.indexOf(character, at + 1)) count++
  return count > deepest
}

function tooDeepFlow(piece: string): boolean {
  let depth = 0
  let deepestFlow = 0
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i)
    if (code === 91 || code === 123) deepestFlow = Math.max(deepestFlow, ++depth)
    else if (code === 93 || code === 125) depth--
    else if (code === 10 && deepestFlow === 0) depth = 0
  }
  return deepestFlow > deepest && flowDepth(piece) > deepest
}

/** Brackets that are none: in strings, block scalars and comments, which the lexer knows. */
function flowDepth(piece: string): number {
  let depth = 0
  let most = 0
  for (const token of tokensOf(piece)) {
    if (token === '[' || token === '{') most = Math.max(most, ++depth)
    else if (token === ']' || token === '}') depth--
  }
  return most
}

/** How many collections lie within each other at most, going by indentation and indicators. */
function blockDepth(piece: string): number {
  const open: { indent: number; levels: number }[] = []
  let most = 0
  for (const [line] of piece.matchAll(/^.*$/gm)) {
    const indent = line.search(/[^ ]/)
    if (indent < 0) continue
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()
    const indicators = /^(?:[-?:][ \t]+)*/.exec(line.slice(indent))![0]
    const outer = open.at(-1)?.levels ?? 0
    const levels = outer + 1 + indicators.replaceAll(/[ \t]/g, '').length
    most = Math.max(most, levels)
    open.push({ indent, levels })
  }
  return most
}

/**
 * Where the key ends that stands in a value, at which the parser points: the colon in its line, or of a line that was indented too far
 * its key, which is the `first` there.
 */
function keyAfter(value: number, text: string, end: number): { first: boolean; range: Range } | undefined {
  const colon = /:(?=\s)/g
  colon.lastIndex = value
  const at = colon.exec(text)?.index
  if (at === undefined || at >= end) return undefined
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  const [, lead = '', key = ''] = /^(\s*(?:- +)*)(.*)$/.exec(text.slice(lineStart, at))!
  const first = lineStart > 0 && key !== '' && !/:\s/.test(key)
  return { first, range: first ? { start: lineStart + lead.length, end: at } : { start: at, end: at + 1 } }
}

function failureRange({ pos, message }: { pos: readonly [number, number]; message: string }, piece: string, text: string, within: Range): Range {
  // Of a quote that is not closed, the parser points at the end of the text.
  const open = /^Missing closing ["']/.test(message) ? lastQuoted(piece) : undefined
  if (open !== undefined) return { start: within.start + open, end: within.start + open + 1 }
  return firstWord(text, lineRange(text, within.start + pos[0], within.start + pos[1], within), within)
}

/** Of the indentation of a line, the word behind it. */
function firstWord(text: string, found: Range, within: Range): Range {
  const word = /^ +([^\s:]+)/.exec(text.slice(found.start, within.end))
  return word && /^ *$/.test(text.slice(found.start, found.end))
    ? { start: found.start + word[0].length - word[1]!.length, end: found.start + word[0].length }
    : found
}

/** Keeps a problem on one line and inside its document. */
function lineRange(text: string, start: number, end: number, within: Range): Range {
  let from = Math.min(start, Math.max(within.end - 1, within.start))
  while (from > within.start && /[\r\n]/.test(text[from] ?? '\n')) from--
  const lineBreak = text.indexOf('\n', from)
  const last = lineBreak < 0 ? text.length : lineBreak
  return { start: from, end: Math.max(Math.min(end, last), Math.min(from + 1, text.length)) }
}

/** What an error means and what to write instead, by its code or by how its message begins. */
const meanings: Readonly<Record<string, readonly [fault: string, advice?: string]>> = {
  TAB_AS_INDENT: ['A tab cannot indent YAML', 'Use spaces.'],
  BAD_INDENT: ['The indentation does not fit the lines above', 'Align it with them.'],
  BLOCK_AS_IMPLICIT_KEY: ['A second ": " in a plain value makes it a mapping inside a value', 'Quote the value, or move it to its own line.'],
  KEY_IN_TEXT: [
    'This line is indented as if it went on with the value above, which takes no key',
    'Align it with the keys that it belongs to, or quote the whole text.',
  ],
  BAD_SCALAR_START: ['A plain value cannot start with this character', 'Quote the value.'],
  'Missing closing': ['A quote is opened here and not closed', 'Close it.'],
  'Sequence item without': ['This line stands between the items of a list and begins without "- "'],
  'Implicit map keys': ['This line stands between "key: value" lines and has no ": "'],
  BAD_DQ_ESCAPE: ['Unknown escape in a double-quoted string', 'Write \\\\ for a backslash, or use single quotes.'],
}

function syntaxMessage(code: string, message: string): string {
  const detail = message
    .split('\n')[0]!
    .replace(/ at line \d+, column \d+:?$/, '')
    .replace(/[.:]$/, '')
  const [fault, advice] = meanings[code] ?? Object.entries(meanings).find(([start]) => detail.startsWith(start))?.[1] ?? [detail]
  return `${fault}: this document cannot be read, so nothing in it is applied.${advice ? ` ${advice}` : ''}`
}
