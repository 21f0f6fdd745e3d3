import { type Alias, type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml'
import { scalarOffsets, type ScalarStyle } from './offsets.ts'
import { readPlainScalar } from './scalar.ts'

/** Offsets into the file's text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export type Path = readonly (string | number)[]

export interface YamlProblem {
  /** 'syntax', 'duplicate-key', 'template' … : what kind of trouble, for the rule that reports it. */
  readonly code: string
  readonly message: string
  readonly range: Range
  readonly related?: { readonly range: Range; readonly message: string }
}

/** Go-yaml refuses documents whose aliases multiply; so do we, long before memory does. */
const expansionLimit = 1_000_000

/** One YAML document: its value as kubectl reads it, and where each part is written. */
export class YamlDocument {
  readonly value: unknown
  readonly problems: YamlProblem[]
  /** Paths whose text was a template placeholder: written, but without a value that one could know. */
  readonly placeholders: Path[] = []
  readonly range: Range
  readonly #text: string
  readonly #base: number
  /** Undefined once released; read through `#root`, which parses again. */
  #contents: Node | null | undefined
  readonly #parse: () => Document
  readonly #anchors = new Map<string, Node>()
  readonly #sizes = new Map<Node, number>()
  #masked: readonly Range[]

  /** @param base offset in `text` of the piece that `document` was parsed from */
  constructor(text: string, range: Range, base: number, document: Document, problems: YamlProblem[], masked: readonly Range[], parse = () => document) {
    this.#parse = parse
    this.#text = text
    this.range = range
    this.#base = base
    this.#contents = document.contents
    this.problems = problems
    this.#masked = masked
    this.value = this.#read(document.contents, [])
  }

  /** The whole text that the document is a part of. */
  get text(): string {
    return this.#text
  }

  get hasAnchors(): boolean {
    return this.#root !== null && this.#anchors.size > 0
  }

  /** Gives up the syntax tree, which is ten times the size of the value; it is parsed again should a position be asked for. */
  release(): void {
    this.#contents = undefined
    this.#anchors.clear()
    this.#sizes.clear()
    this.#values.clear()
  }

  get #root(): Node | null {
    if (this.#contents !== undefined) return this.#contents
    this.#contents = this.#parse().contents
    // Reading it fills in the anchors; what is wrong with it is known already.
    const known = { problems: this.problems.length, placeholders: this.placeholders.length }
    this.#expanded = 0
    this.#read(this.#contents, [])
    this.problems.length = known.problems
    this.placeholders.length = known.placeholders
    return this.#contents
  }

  /** Where the comments of the document are, from the `#` to the end of the line. A `#` inside a scalar is none. */
  comments(): Range[] {
    const found: Range[] = []
    const scalars = this.#scalarRanges()
    const isComment = /(?<![^\s])#/g
    isComment.lastIndex = this.range.start
    let next = 0
    for (let match = isComment.exec(this.#text); match && match.index < this.range.end; match = isComment.exec(this.#text)) {
      while (next < scalars.length && scalars[next]!.end <= match.index) next++
      const scalar = scalars[next]
      if (scalar && scalar.start <= match.index) {
        isComment.lastIndex = scalar.end
        continue
      }
      const { end } = this.#firstLine({ start: match.index, end: this.range.end })
      found.push({ start: match.index, end })
      isComment.lastIndex = end
    }
    return found
  }

  /** In the order of the text; a block scalar begins after its header, which may end in a comment. */
  #scalarRanges(): Range[] {
    const ranges: Range[] = []
    const stack: unknown[] = [this.#root]
    while (stack.length > 0) {
      const node = stack.pop()
      if (isPair(node)) stack.push(node.value, node.key)
      else if (isMap(node) || isSeq(node)) for (const item of (node.items as unknown[]).toReversed()) stack.push(item)
      else if (isScalar(node) && node.range && hasText(node)) {
        const { start, end } = this.#rawRange(node)
        const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
        ranges.push({ start: block ? this.#firstLine({ start, end }).end : start, end })
      }
    }
    return ranges
  }

  /**
   * Whether something is written at `path`, be it only `key:`. What a value of the wrong type stands in the way of
   * (`limits` of `resources: none`) counts as written: its absence is not the trouble.
   */
  has(path: Path): boolean {
    const found = this.#find(path)
    return found !== undefined && (found.exact || found.blocked === true)
  }

  /**
   * Where the value at `path` is written, on one line: a scalar itself; of a collection its key, or the first entry of a list item.
   * What is not written down is found at the nearest key above it that is.
   */
  locate(path: Path): Range {
    const found = this.#find(path)
    if (!found) return this.#firstEntry(this.#root) ?? this.range
    return this.#locateNode(found)
  }

  /** The key that holds `path`; for list items, as {@link locate}. */
  locateKey(path: Path): Range {
    const found = this.#find(path)
    const key = found?.pair?.key
    return isNode(key) ? this.#rangeOf(key) : this.locate(path)
  }

  /** Everything that belongs to the value at `path`, its key included; undefined when it is not written here. */
  extent(path: Path): Range | undefined {
    const found = this.#find(path)
    if (!found?.exact) return undefined
    const value = found.node ? this.#rangeOf(found.node) : undefined
    const key = isNode(found.pair?.key) ? this.#rangeOf(found.pair.key) : undefined
    const start = key?.start ?? value?.start
    const end = value?.end ?? key?.end
    return start === undefined || end === undefined ? undefined : { start, end: Math.max(end, key?.end ?? end) }
  }

  /** The part `start`–`end` of the string at `path`, as written; the whole scalar where that cannot be told exactly. */
  locatePart(path: Path, start: number, end: number): Range {
    const offsets = this.offsetsOf(path)
    if (!offsets) return this.locate(path)
    const length = offsets.length - 1
    const from = offsets[Math.min(start, length)]!
    if (end <= start || start >= length) return { start: from, end: from }
    // The end follows the last unit of the part, so that a part that ends a line does not run into the next one's indentation.
    const last = offsets[Math.min(end, length) - 1]!
    const unitEnd = this.#unitEnd(last, this.scalar(path)!)
    const to = end < length ? Math.min(offsets[end]!, unitEnd) : unitEnd
    return { start: from, end: Math.max(to, from) }
  }

  /** For each unit of the string at `path` its offset in the file, and the end; undefined where it is not a string or written in an odd way. */
  offsetsOf(path: Path): number[] | undefined {
    const node = this.#find(path)?.node
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined
    const { start, end } = this.#rawRange(node)
    return scalarOffsets(this.#text, start, end, node.type as ScalarStyle, node.value)
  }

  /** How the scalar at `path` is written, with its text; undefined for what is no scalar. */
  scalar(path: Path): { style: ScalarStyle; range: Range } | undefined {
    const node = this.#find(path)?.node
    return isScalar(node) && node.range ? { style: node.type ?? 'PLAIN', range: this.#rawRange(node) } : undefined
  }

  /** The collection at `path`: how it is written and where its entries are, for edits. */
  collection(path: Path): { flow: boolean; range: Range; entries: { key?: Range; value?: Range }[] } | undefined {
    const node = this.#find(path)?.node
    if (!isMap(node) && !isSeq(node)) return undefined
    const entries = (node.items as readonly unknown[]).map(item => {
      if (!isPair(item)) return isNode(item) ? { value: this.#rangeOf(item) } : {}
      return {
        ...(isNode(item.key) && { key: this.#rangeOf(item.key) }),
        ...(isNode(item.value) && hasText(item.value) && { value: this.#rangeOf(item.value) }),
      }
    })
    return { flow: node.flow === true, range: this.#rangeOf(node), entries }
  }

  /** Whether `path` runs through an alias or a merge, so that its text stands elsewhere too. */
  shared(path: Path): boolean {
    return this.#find(path)?.alias !== undefined
  }

  /** The innermost scalar that covers `offset` of the file, if any. */
  scalarAt(offset: number): { path: Path; range: Range } | undefined {
    const walk = (node: unknown, path: Path): { path: Path; range: Range } | undefined => {
      if (!isNode(node) || !node.range) return undefined
      const range = this.#rangeOf(node)
      if (offset < range.start || offset >= Math.max(range.end, this.#base + node.range[1])) return undefined
      if (isMap(node)) {
        for (const pair of node.items) {
          const found = walk(pair.value, [...path, keyText(pair)])
          if (found) return found
        }
      }
      if (isSeq(node)) {
        for (const [index, item] of node.items.entries()) {
          const found = walk(item, [...path, index])
          if (found) return found
        }
      }
      return isScalar(node) ? { path, range } : undefined
    }
    return walk(this.#root, [])
  }

  /** The outermost entry that begins at `offset`, with all that is under it; the whole document when its first entry does. */
  entryAt(offset: number): Range | undefined {
    const walk = (node: unknown): Range | undefined => {
      if (!isNode(node) || !node.range) return undefined
      const range = this.#rangeOf(node)
      if (offset < range.start - 200 || offset > range.end) return undefined
      for (const item of itemsOf(node)) {
        const key = isPair(item) ? item.key : item
        const value = isPair(item) ? item.value : item
        const start = isNode(key) && key.range ? this.#base + key.range[0] : undefined
        if (start === undefined) continue
        const end = Math.max(start, isNode(value) && value.range ? this.#rangeOf(value).end : start, isNode(key) ? this.#rangeOf(key).end : start)
        const dash = isPair(item) || (isSeq(node) && node.flow) ? start : this.#dashBefore(start)
        if (dash === offset) return { start: dash, end }
        const inner = offset >= start && offset <= end ? (walk(key) ?? walk(value)) : undefined
        if (inner) return inner
      }
      return undefined
    }
    const root = this.#root
    if (root?.range && this.#rangeOf(root).start === offset) return this.range
    return walk(root)
  }

  #dashBefore(start: number): number {
    let at = start - 1
    while (at > this.#base && (this.#text[at] === ' ' || this.#text[at] === '\t')) at--
    return this.#text[at] === '-' ? at : start
  }

  /** Where the unit that is written at `offset` ends: quotes may take more than one character for it. */
  #unitEnd(offset: number, { style, range }: { style: ScalarStyle; range: Range }): number {
    const code = this.#text[offset + 1] ?? ''
    const escaped = style === 'QUOTE_DOUBLE' && this.#text[offset] === '\\'
    const length = escaped ? ({ x: 4, u: 6, U: 10 }[code] ?? 2) : style === 'QUOTE_SINGLE' && this.#text[offset] === "'" ? 2 : 1
    return Math.min(offset + length, range.end)
  }

  #rawRange(node: Node): Range {
    // Behind a NUL or at the end of a text the parser counts a character too many.
    return { start: Math.min(this.#base + node.range![0], this.range.end), end: Math.min(this.#base + node.range![1], this.range.end) }
  }

  /** A block collection ends after its last line break; a reader expects it to end at the last character. */
  #rangeOf(node: Node): Range {
    if (!node.range) return this.range
    const { start, end } = this.#rawRange(node)
    let last = end
    while (last > start && /\s/.test(this.#text[last - 1]!)) last--
    return { start, end: last }
  }

  #locateNode({ node, pair, alias }: Found): Range {
    if (alias) return this.#firstLine(this.#rangeOf(alias))
    const key = isNode(pair?.key) ? this.#rangeOf(pair.key) : undefined
    if (isScalar(node)) {
      const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
      if (!hasText(node) || (block && key)) return key ?? this.#rangeOf(node)
      return this.#firstLine(this.#rangeOf(node))
    }
    if (key) return key
    return this.#firstEntry(node) ?? (node ? this.#firstLine(this.#rangeOf(node)) : this.range)
  }

  /** `name: web` of `- name: web`: the entry by which a reader knows a list item. */
  #firstEntry(node: Node | null | undefined): Range | undefined {
    if (isSeq(node)) return this.#firstEntry(node.items.find(isNode))
    if (!isMap(node)) return isScalar(node) && hasText(node) ? this.#firstLine(this.#rangeOf(node)) : undefined
    const pair = node.items[0]
    if (!pair || !isNode(pair.key)) return undefined
    const key = this.#rangeOf(pair.key)
    const value = isScalar(pair.value) && hasText(pair.value) ? this.#rangeOf(pair.value) : undefined
    return value && !this.#text.slice(key.end, value.end).includes('\n') ? { start: key.start, end: value.end } : key
  }

  #firstLine({ start, end }: Range): Range {
    const lineBreak = this.#text.indexOf('\n', start)
    if (lineBreak < 0 || lineBreak >= end) return { start, end }
    return { start, end: this.#text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak }
  }

  #find(path: Path): Found | undefined {
    let found: Found = { node: this.#root, pair: undefined, alias: undefined, exact: true }
    for (const [depth, step] of path.entries()) {
      const next = this.#step(found, step)
      if (!next) return depth === 0 ? undefined : { ...found, exact: false, blocked: this.#blocks(found.node, step) }
      found = next
    }
    return found
  }

  /** Whether a node is of a type that cannot have such a step below it. */
  #blocks(node: Node | null, step: string | number): boolean {
    const target = isAlias(node) ? this.#anchors.get(node.source) : node
    if (isScalar(target)) return hasText(target) && this.#readScalar(target, []) !== null
    return typeof step === 'number' ? isMap(target) : isSeq(target)
  }

  #step({ node, alias }: Found, step: string | number): Found | undefined {
    const target = isAlias(node) ? this.#anchors.get(node.source) : node
    const through = alias ?? (isAlias(node) ? node : undefined)
    if (isSeq(target) && typeof step === 'number') {
      const item = target.items[step]
      return isNode(item) ? { node: item, pair: undefined, alias: through, exact: true } : undefined
    }
    if (!isMap(target)) return undefined
    const name = String(step)
    // The last of two equal keys counts, as it does for kubectl.
    const pair = target.items.findLast(item => !isMerge(item) && keyText(item) === name)
    if (pair) return { node: isNode(pair.value) ? pair.value : null, pair, alias: through, exact: true }
    for (const merge of target.items.filter(isMerge)) {
      for (const source of isSeq(merge.value) ? merge.value.items : [merge.value]) {
        const inner = isNode(source)
          ? this.#step({ node: source, pair: undefined, alias: through ?? (isAlias(source) ? source : undefined), exact: true }, step)
          : undefined
        if (inner) return inner
      }
    }
    return undefined
  }

  /** The value of a node as kubectl reads it; remembers anchors and the size that aliases expand to. */
  #read(node: unknown, path: Path): unknown {
    if (isAlias(node)) return this.#readAlias(node, path)
    if (!isNode(node)) return null
    if (node.anchor) this.#anchors.set(node.anchor, node)
    if (isScalar(node)) return this.#readScalar(node, path)
    const value = isSeq(node) ? this.#readSequence(node.items, path) : isMap(node) ? this.#readMap(node, path) : null
    if (node.anchor) this.#values.set(node, value)
    return value
  }

  readonly #values = new Map<Node, unknown>()
  readonly #open = new Set<string>()
  #expanded = 0

  #readAlias(alias: Alias, path: Path): unknown {
    const target = this.#anchors.get(alias.source)
    if (!target) return this.#fail(alias, `No anchor &${alias.source} is defined before this alias; kubectl refuses the document.`)
    if (!isScalar(target) && !this.#values.has(target)) return this.#fail(alias, `The anchor &${alias.source} contains itself; kubectl refuses the document.`)
    this.#expanded += this.#sizeOf(target)
    if (this.#expanded > expansionLimit) {
      if (!this.#open.has('expansion')) {
        this.#open.add('expansion')
        this.#fail(
          alias,
          `The aliases expand to more than ${expansionLimit.toLocaleString('en')} values; kubectl refuses such a document. Write the values out or drop the aliases.`,
        )
      }
      return null
    }
    return isScalar(target) ? this.#readScalar(target, path) : this.#values.get(target)
  }

  #fail(node: Node, message: string): null {
    this.problems.push({ code: 'syntax', message, range: this.#firstLine(this.#rangeOf(node)) })
    return null
  }

  /** How many values a node stands for once its aliases are followed. */
  #sizeOf(node: Node): number {
    const known = this.#sizes.get(node)
    if (known !== undefined) return known
    this.#sizes.set(node, 1) // a cycle counts once; it is refused elsewhere
    let size = 1
    for (const item of itemsOf(node)) {
      const child = isPair(item) ? item.value : item
      const target = isAlias(child) ? this.#anchors.get(child.source) : child
      size += isNode(target) ? this.#sizeOf(target) : 1
    }
    this.#sizes.set(node, size)
    return size
  }

  #readScalar(node: Scalar, path: Path): unknown {
    const text = node.value as string
    if (this.#masked.length > 0 && node.range) {
      const { start, end } = this.#rawRange(node)
      if (this.#masked.some(mask => mask.start < end && mask.end > start)) {
        this.placeholders.push(path)
        return text
      }
    }
    switch (node.tag) {
      case 'tag:yaml.org,2002:str':
        return text
      case 'tag:yaml.org,2002:binary':
        return text
      case 'tag:yaml.org,2002:int':
      case 'tag:yaml.org,2002:float':
      case 'tag:yaml.org,2002:bool':
      case 'tag:yaml.org,2002:null':
        return readPlainScalar(text)
      default:
        return node.type === Scalar.PLAIN && !node.tag ? readPlainScalar(text) : node.type === undefined ? null : text
    }
  }

  #readSequence(items: readonly unknown[], path: Path): unknown[] {
    return items.map((item, index) => this.#read(item, this.#below(path, index)))
  }

  /** Paths serve placeholders alone; without any, none is built. */
  #below(path: Path, step: string | number): Path {
    return this.#masked.length > 0 ? [...path, step] : path
  }

  #readMap(node: YAMLMap, path: Path): Record<string, unknown> {
    const value: Record<string, unknown> = {}
    for (const [index, pair] of node.items.entries()) {
      if (isMerge(pair)) {
        this.#merge(value, pair.value, path)
        continue
      }
      const key = isAlias(pair.key) ? String(this.#readAlias(pair.key, path)) : keyText(pair)
      if (isNode(pair.key)) {
        if (pair.key.anchor) this.#anchors.set(pair.key.anchor, pair.key)
        if (Object.hasOwn(value, key)) this.#duplicate(key, node.items.slice(0, index), pair.key)
        if (isMap(pair.key) || isSeq(pair.key)) this.#collectionKey(pair.key)
      }
      set(value, key, this.#read(pair.value, this.#below(path, key)))
    }
    return value
  }

  #merge(value: Record<string, unknown>, merged: unknown, path: Path): void {
    const sources = isSeq(merged) ? merged.items : [merged]
    // The first of several wins; and what is merged wins over keys written before it, as go-yaml v2 does.
    for (const source of sources.toReversed()) {
      const known = this.problems.length
      const from = this.#read(source, path)
      if (this.problems.length > known) continue
      if (typeof from === 'object' && from !== null && !Array.isArray(from)) for (const [key, item] of Object.entries(from)) set(value, key, item)
      else if (isNode(source)) this.#fail(source, 'The merge key << takes a mapping or a list of mappings; kubectl refuses the document.')
    }
  }

  #duplicate(key: string, before: readonly Pair[], later: Node): void {
    const earlier = before.findLast(pair => !isMerge(pair) && keyText(pair) === key)?.key
    if (!isNode(earlier)) return // it came from a merge, which an explicit key may replace
    this.problems.push({
      code: 'duplicate-key',
      message: `The key "${key}" is written twice in this mapping; the last one wins and the first is silently lost. Keep one.`,
      range: this.#firstLine(this.#rangeOf(later)),
      related: { range: this.#firstLine(this.#rangeOf(earlier)), message: `the first "${key}"` },
    })
  }

  #collectionKey(key: Node): void {
    const range = this.#firstLine(this.#rangeOf(key))
    if (this.#text.slice(range.start, range.start + 1) === '{' && this.#text[range.start - 1] === '{')
      this.problems.push({ code: 'placeholder', message: '', range: { start: range.start - 1, end: range.end } })
    else
      this.problems.push({
        code: 'syntax',
        message: 'A mapping or list cannot be a key here; kubectl refuses the document. Quote the text if a string is meant.',
        range,
      })
  }
}

interface Found {
  readonly node: Node | null
  readonly pair: Pair | undefined
  /** The alias that the path runs through, if any: the only place in this part of the file that is about it. */
  readonly alias: Alias | undefined
  readonly exact: boolean
  /** A value of the wrong type stands where the path goes on. */
  readonly blocked?: boolean
}

function hasText(node: Node): boolean {
  return !node.range || node.range[1] > node.range[0]
}

/** The entries of a collection: pairs of a mapping, values of a sequence. */
function itemsOf(node: Node): readonly unknown[] {
  return isMap(node) || isSeq(node) ? node.items : []
}

function isMerge(item: Pair): boolean {
  return isScalar(item.key) && item.key.type === Scalar.PLAIN && item.key.value === '<<'
}

/** A key as JSON has it: `on:` is "true" and `1:` is "1" for kubectl. */
function keyText(pair: Pair): string {
  const key = pair.key
  if (isScalar(key)) {
    const text = key.value as string
    return key.type === Scalar.PLAIN && !key.tag ? String(readPlainScalar(text) ?? text) : text
  }
  return isNode(key) ? String(key) : ''
}

/** Assigns an own property whatever its name, `__proto__` included. */
function set(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
