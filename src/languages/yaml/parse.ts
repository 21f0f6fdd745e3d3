import { type Document, parseDocument, Schema } from 'yaml'
import { type Range, YamlDocument, type YamlProblem } from './document.ts'

/**
 * Every scalar stays text here ("failsafe"): what it means is decided once, by `readPlainScalar`.
 * One schema for all documents, because building it costs more than parsing a small one.
 */
const schema = new Schema({ schema: 'failsafe', merge: false })
const options = { schema, version: '1.1', uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'silent', keepSourceTokens: false } as const

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
  let masked: Range[] = []
  let piece = text.slice(range.start, range.end)
  const hasBraces = piece.includes('{{')
  // Each round hides the placeholder that made the document unreadable; a document has at most as many as lines.
  for (let round = 0; ; round++) {
    const document = parsePiece(piece, text, range, masked)
    if (!hasBraces || round >= 200) return document
    const placeholder = nextPlaceholder(document, piece, range.start)
    if (!placeholder) return document
    masked = [...masked, placeholder]
    const start = placeholder.start - range.start
    const end = placeholder.end - range.start
    piece = piece.slice(0, start) + 'x'.repeat(end - start) + piece.slice(end)
  }
}

/** A `{{ … }}` that stops YAML from reading the document, or that YAML takes for a mapping. */
function nextPlaceholder(document: YamlDocument, piece: string, base: number): Range | undefined {
  for (const problem of document.problems) {
    if (problem.code !== 'placeholder' && problem.code !== 'syntax') continue
    const at = Math.min(problem.range.start - base, piece.length)
    const lineStart = piece.lastIndexOf('\n', at - 1) + 1
    const lineEnd = piece.indexOf('\n', at) < 0 ? piece.length : piece.indexOf('\n', at)
    const match = /\{\{.*?\}\}+/.exec(piece.slice(lineStart, lineEnd))
    if (match) return { start: base + lineStart + match.index, end: base + lineStart + match.index + match[0].length }
  }
  return undefined
}

function parsePiece(piece: string, text: string, range: Range, masked: readonly Range[]): YamlDocument {
  const problems: YamlProblem[] = masked.map(mask => ({ code: 'template', message: '', range: mask }))
  const document = tooDeep(piece) ? undefined : tryParse(piece)
  if (!document) {
    const at = range.start + Math.max(piece.search(/\S/), 0)
    problems.push({ code: 'syntax', message: `This document nests deeper than ${deepest.toLocaleString('en')} levels; no Kubernetes object does, and kubectl refuses it. Flatten it.`, range: { start: at, end: at + 1 } })
    return new YamlDocument(text, range, range.start, { contents: null } as Document, problems, masked)
  }
  const failure = document.errors[0]
  if (failure) problems.push({ code: 'syntax', message: syntaxMessage(failure.code, failure.message), range: lineRange(text, range.start + failure.pos[0], range.start + failure.pos[1], range) })
  // What a broken document seems to say is not to be trusted; it counts as empty.
  if (failure) return new YamlDocument(text, range, range.start, { contents: null } as Document, problems, masked)
  return new YamlDocument(text, range, range.start, document as Document, problems, masked)
}

function tryParse(piece: string): Document | undefined {
  try {
    return parseDocument(piece, options) as unknown as Document
  } catch (error) {
    if (error instanceof RangeError) return undefined // out of stack: nested too deep for the parser
    throw error
  }
}

/** A quick upper bound of the nesting, so that the parser's recursion never meets a hostile document. */
function tooDeep(piece: string): boolean {
  let depth = 0
  let deepestFlow = 0
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i)
    if (code === 91 || code === 123) deepestFlow = Math.max(deepestFlow, ++depth)
    else if (code === 93 || code === 125) depth--
    else if (code === 10 && deepestFlow === 0) depth = 0
  }
  if (deepestFlow > deepest) return true
  // Plain searches first: they cost next to nothing, and only hostile text passes them.
  return (piece.includes(wideIndent) && /^ {1000,}[^\s#]/m.test(piece)) || (manyDashes.test(piece) && /^(?:[ \t]*[-?:] +){500,}/m.test(piece))
}

const wideIndent = ' '.repeat(1000)
const manyDashes = /(?:[-?:] ){8}/

/** Keeps a problem on one line and inside its document. */
function lineRange(text: string, start: number, end: number, within: Range): Range {
  let from = Math.min(start, Math.max(within.end - 1, within.start))
  while (from > within.start && /[\r\n]/.test(text[from] ?? '\n')) from--
  const lineBreak = text.indexOf('\n', from)
  const last = lineBreak < 0 ? text.length : lineBreak
  return { start: from, end: Math.max(Math.min(end, last), Math.min(from + 1, text.length)) }
}

const meanings: Record<string, string> = {
  TAB_AS_INDENT: 'A tab cannot indent YAML. Use spaces.',
  BAD_INDENT: 'The indentation does not fit the lines above.',
  BLOCK_AS_IMPLICIT_KEY: 'A second ": " in a plain value makes it a mapping inside a value. Quote the value, or move it to its own line.',
  BAD_SCALAR_START: 'A plain value cannot start with this character. Quote the value.',
  BAD_DQ_ESCAPE: 'Unknown escape in a double-quoted string. Write \\\\ for a backslash, or use single quotes.',
  MULTIPLE_DOCS: 'Text follows the end of the document ("..."). Start the next document with "---".',
  MISSING_CHAR: 'A closing character is missing.',
}

function syntaxMessage(code: string, message: string): string {
  const detail = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '')
  const meaning = meanings[code]
  return `${meaning ?? `${detail}.`} kubectl cannot read this document, so nothing in it is applied${meaning ? ` (${detail})` : ''}.`
}
