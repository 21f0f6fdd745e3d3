import type { Document, DocumentOptions, ParseOptions, Schema, SchemaOptions } from 'yaml'
import type { YamlNode } from './node.ts'
import { yamlPackage } from './package.ts'

let options: (ParseOptions & DocumentOptions & SchemaOptions & { schema: Schema }) | undefined

/**
 * Every scalar stays text here ("failsafe"): what it means is decided once, by `readPlainScalar`.
 * One schema for all documents, because building it costs more than parsing a small one.
 */
function parsing(): NonNullable<typeof options> {
  const { Schema } = yamlPackage()
  return (options ??= {
    schema: new Schema({ schema: 'failsafe', merge: false }),
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    strict: true,
    logLevel: 'error',
    keepSourceTokens: false,
  })
}

/** What the `yaml` package makes of a document: all of YAML, and what is wrong with a text that is none. */
export interface Parsed {
  readonly contents: YamlNode | null
  readonly errors: Document['errors']
}

/** Undefined where it ran out of stack: the document nests too deep. */
export function parseWhole(piece: string): Parsed | undefined {
  try {
    const { contents, errors } = yamlPackage().parseDocument(piece, parsing())
    // What a broken document seems to say is not to be trusted; text after its end does not break it.
    const broken = errors.some(error => error.code !== 'MULTIPLE_DOCS')
    return { contents: broken ? null : (nodeOf(contents) ?? null), errors }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The tokens of a text, its brackets among them. */
export function tokensOf(piece: string): Iterable<string> {
  const { Lexer } = yamlPackage()
  return new Lexer().lex(piece)
}

function nodeOf(node: unknown): YamlNode | undefined {
  const { isAlias, isMap, isPair, isScalar, isSeq } = yamlPackage()
  if (isAlias(node)) return { type: 'alias', name: node.source, ...placeOf(node) }
  if (isScalar(node)) {
    const place = placeOf(node)
    const written = place.end > place.start || place.tag !== undefined || place.anchor !== undefined
    return { type: 'scalar', style: written ? node.type : undefined, value: typeof node.value === 'string' ? node.value : '', ...place }
  }
  if (isSeq(node)) {
    const items = node.items.map(nodeOf)
    return { type: 'sequence', flow: node.flow === true, items, ...placeOf(node, items.at(-1)) }
  }
  if (!isMap(node)) return undefined
  const items = node.items.flatMap(pair => (isPair(pair) ? [{ key: nodeOf(pair.key), value: nodeOf(pair.value) }] : []))
  const last = items.at(-1)
  return { type: 'mapping', flow: node.flow === true, items, ...placeOf(node, last?.value ?? last?.key) }
}

/** A block collection ends with its last entry; the comments after it, which the package counts in, may be about what follows. */
function placeOf(
  { range, anchor, tag, flow }: { range?: readonly number[] | null; anchor?: string; tag?: string; flow?: boolean },
  last?: YamlNode,
): Pick<YamlNode, 'start' | 'end' | 'anchor' | 'tag'> {
  const end = last && !flow ? last.end : (range?.[1] ?? 0)
  return { start: range?.[0] ?? 0, end, ...(anchor && { anchor }), ...(tag && { tag }) }
}
