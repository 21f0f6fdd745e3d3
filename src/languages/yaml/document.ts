import { type AliasNode, isAlias, isBlockScalar, isMapping, isScalar, isSequence, type MappingNode, type Pair, type ScalarNode, type YamlNode } from './node.ts'
import { scalarOffsets, type ScalarStyle } from './offsets.ts'
import { readPlainScalar } from './scalar.ts'

/** Offsets into the file's text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Keys and list indices from the root of a document to a value. */
export type Path = readonly (string | number)[]

export interface YamlProblem {
  /** 'syntax', 'duplicate-key', 'template' … : what kind of trouble, for the rule that reports it. */
  readonly code: string
  readonly message: string
  readonly range: Range
  readonly related?: { readonly range: Range; readonly message: string }
}

/** An unquoted scalar, where it is written. */
export interface PlainScalar {
  readonly path: Path
  /** The key at the end of the path, rather than the value. */
  readonly key: boolean
  readonly text: string
}

/** Go-yaml refuses documents whose aliases multiply; so do we, long before memory does. */
const expansionLimit = 1_000_000

/** What kubectl makes of two equal keys; stricter readers refuse the file. */
export const loss = 'the last one wins and the first is silently lost'

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
  #contents: YamlNode | null | undefined
  readonly #parse: () => YamlNode | null
  readonly #anchors = new Map<string, YamlNode>()
  readonly #sizes = new Map<YamlNode, number>()
  #masked: readonly Range[]

  /**
   * @param base offset in `text` of the piece that `contents` was parsed from
   * @param parse parses it once more
   */
  constructor(
    text: string,
    range: Range,
    base: number,
    contents: YamlNode | null,
    problems: YamlProblem[] = [],
    masked: readonly Range[] = [],
    parse = () => contents,
  ) {
    this.#parse = parse
    this.#text = text
    this.range = range
    this.#base = base
    this.#contents = contents
    this.problems = problems
    this.#masked = masked
    this.value = this.#read(contents, [])
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

  get #root(): YamlNode | null {
    if (this.#contents !== undefined) return this.#contents
    this.#contents = this.#parse()
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
    const stack: (YamlNode | null | undefined)[] = [this.#root]
    while (stack.length > 0) {
      const node = stack.pop()
      if (isMapping(node)) for (const pair of node.items.toReversed()) stack.push(pair.value, pair.key)
      else if (isSequence(node)) for (const item of node.items.toReversed()) stack.push(item)
      else if (isScalar(node) && hasText(node)) {
        const { start, end } = this.#rawRange(node)
        ranges.push({ start: isBlockScalar(node) ? this.#firstLine({ start, end }).end : start, end })
      }
    }
    return ranges
  }

  /**
   * Whether something is written at `path`, be it only `key:`. What a value of the wrong type stands in the way of
   * (`limits` of `resources: none`) counts as written: its absence is not the trouble.
   */
  has(path: Path): boolean {
    // The value tells nearly always, without the tree that may have to be parsed for it.
    let value = this.value
    for (const [depth, step] of path.entries()) {
      if (value === null || value === undefined) return false
      if (value === '') return this.#isWritten(path)
      if (typeof value !== 'object') return depth > 0
      if (!Object.hasOwn(value, step) || (Array.isArray(value) && typeof step === 'string'))
        return depth > 0 && Array.isArray(value) !== (typeof step === 'number')
      value = (value as Record<string | number, unknown>)[step]
      // An item that is null, or a mere dash.
      if (value === null && typeof step === 'number') return this.#isWritten(path)
    }
    return true
  }

  #isWritten(path: Path): boolean {
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
    return key ? this.#rangeOf(key) : this.locate(path)
  }

  /** Everything that belongs to the value at `path`, its key included; undefined when it is not written here. */
  extent(path: Path): Range | undefined {
    const found = this.#find(path)
    if (!found?.exact) return undefined
    const value = found.node ? this.#rangeOf(found.node) : undefined
    const key = found.pair?.key && this.#rangeOf(found.pair.key)
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
    if (!isScalar(node) || !node.style) return undefined
    const { start, end } = this.#rawRange(node)
    return scalarOffsets(this.#text, start, end, node.style, node.value)
  }

  /** How the scalar at `path` is written, with its text; undefined for what is no scalar. */
  scalar(path: Path): { style: ScalarStyle; range: Range } | undefined {
    const node = this.#find(path)?.node
    return isScalar(node) ? { style: node.style ?? 'PLAIN', range: this.#rawRange(node) } : undefined
  }

  /** The collection at `path`: how it is written and where its entries are, for edits. */
  collection(path: Path): { flow: boolean; range: Range; entries: { key?: Range; value?: Range }[] } | undefined {
    const node = this.#find(path)?.node
    if (isSequence(node)) {
      return { flow: node.flow, range: this.#rangeOf(node), entries: node.items.map(item => (item ? { value: this.#rangeOf(item) } : {})) }
    }
    if (!isMapping(node)) return undefined
    const entries = node.items.map(({ key, value }) => ({
      ...(key && { key: this.#rangeOf(key) }),
      ...(value && hasText(value) && { value: this.#rangeOf(value) }),
    }))
    return { flow: node.flow, range: this.#rangeOf(node), entries }
  }

  /** Every unquoted scalar without a tag that some reader takes for more than text, in the order of the text; what an alias repeats is given once. */
  plainScalars(): PlainScalar[] {
    const found: PlainScalar[] = []
    this.#eachLeaf((node, path, key) => {
      if (isScalar(node) && node.style === 'PLAIN' && !node.tag && isMoreThanText(node.value)) found.push({ path: [...path], key, text: node.value })
    })
    return found
  }

  /** Each alias, with the anchor that it names. */
  aliases(): { readonly name: string; readonly range: Range }[] {
    const found: { readonly name: string; readonly range: Range }[] = []
    this.#eachLeaf(node => {
      if (isAlias(node)) found.push({ name: node.name, range: this.#rangeOf(node) })
    })
    return found
  }

  /** Scalars, `[]` and `{}`, in the order of the text, none within another: parts in which white space means something else than between them. */
  innerRanges(): (Range & { readonly plain: boolean })[] {
    const found: (Range & { readonly plain: boolean })[] = []
    const walk = (node: YamlNode | null | undefined): void => {
      if (!node || isAlias(node)) return
      if (isScalar(node) || node.flow) found.push({ ...this.#rawRange(node), plain: isScalar(node) && node.style === 'PLAIN' })
      else if (isMapping(node)) for (const { key, value } of node.items) [key, value].forEach(walk)
      else if (isSequence(node)) node.items.forEach(walk)
    }
    walk(this.#root)
    return found
  }

  /** Texts without quotes inside `[ ]` and `{ }`, in the order of the text. */
  flowTexts(): Range[] {
    const found: Range[] = []
    const walk = (node: YamlNode | null | undefined, inside: boolean): void => {
      if (isScalar(node) && inside && node.style === 'PLAIN') found.push(this.#rawRange(node))
      if (isSequence(node)) for (const item of node.items) walk(item, node.flow)
      if (!isMapping(node)) return
      for (const { key, value } of node.items) {
        walk(key, node.flow)
        walk(value, node.flow)
      }
    }
    walk(this.#root, false)
    return found
  }

  /** The nodes that hold no others, each with the path of its value, which is good for the moment only: it is one list that grows and shrinks. */
  #eachLeaf(visit: (node: ScalarNode | AliasNode, path: Path, key: boolean) => void): void {
    const path: (string | number)[] = []
    const walk = (node: YamlNode | null | undefined): void => {
      if (isScalar(node) || isAlias(node)) visit(node, path, false)
      if (isSequence(node)) for (const [index, item] of node.items.entries()) below(index, item)
      if (!isMapping(node)) return
      for (const pair of node.items) {
        // What is merged lies at the path of the mapping itself.
        if (isMerge(pair)) walk(pair.value)
        else below(keyText(pair), pair.value, pair.key)
      }
    }
    const below = (step: string | number, value: YamlNode | null | undefined, key?: YamlNode | null): void => {
      path.push(step)
      if (isScalar(key)) visit(key, path, true)
      walk(value)
      path.pop()
    }
    walk(this.#root)
  }

  /** Where the value at `path` is written, be it behind an alias; undefined where nothing is. */
  origin(path: Path): { readonly range: Range; readonly aliased: boolean } | undefined {
    const found = this.#find(path)
    if (!found?.exact) return undefined
    const target = isAlias(found.node) ? this.#anchors.get(found.node.name) : found.node
    return target ? { range: this.#rangeOf(target), aliased: found.alias !== undefined || isAlias(found.node) } : undefined
  }

  /** Whether `path` runs through an alias or a merge, so that its text stands elsewhere too. */
  shared(path: Path): boolean {
    return this.#find(path)?.alias !== undefined
  }

  /** The innermost scalar that covers `offset` of the file, if any. */
  scalarAt(offset: number): { path: Path; range: Range } | undefined {
    const walk = (node: YamlNode | null | undefined, path: Path): { path: Path; range: Range } | undefined => {
      if (!node) return undefined
      const range = this.#rangeOf(node)
      if (offset < range.start || offset >= Math.max(range.end, this.#base + node.end)) return undefined
      if (isMapping(node)) {
        for (const pair of node.items) {
          const found = walk(pair.value, [...path, keyText(pair)])
          if (found) return found
        }
      }
      if (isSequence(node)) {
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
    const walk = (node: YamlNode | null | undefined): Range | undefined => {
      if (!node) return undefined
      const range = this.#rangeOf(node)
      if (offset < range.start - 200 || offset > range.end) return undefined
      for (const { key, value } of entriesOf(node)) {
        if (!key) continue
        const start = this.#base + key.start
        const end = Math.max(start, value ? this.#rangeOf(value).end : start, this.#rangeOf(key).end)
        const dash = isSequence(node) && !node.flow ? this.#dashBefore(start) : start
        if (dash === offset) return { start: dash, end }
        const inner = offset >= start && offset <= end ? (walk(key) ?? walk(value)) : undefined
        if (inner) return inner
      }
      return undefined
    }
    const root = this.#root
    if (root && this.#rangeOf(root).start === offset) return this.range
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

  #rawRange(node: YamlNode): Range {
    // Behind a NUL or at the end of a text the parser counts a character too many.
    return { start: Math.min(this.#base + node.start, this.range.end), end: Math.min(this.#base + node.end, this.range.end) }
  }

  /** A block collection ends after its last line break; a reader expects it to end at the last character. */
  #rangeOf(node: YamlNode): Range {
    const { start, end } = this.#rawRange(node)
    let last = end
    while (last > start && /\s/.test(this.#text[last - 1]!)) last--
    return { start, end: last }
  }

  #locateNode({ node, pair, alias }: Found): Range {
    if (alias) return this.#firstLine(this.#rangeOf(alias))
    if (isAlias(node) && isScalar(this.#anchors.get(node.name))) return this.#rangeOf(node)
    const key = pair?.key && this.#rangeOf(pair.key)
    if (isScalar(node)) {
      if (!hasText(node) || (isBlockScalar(node) && key)) return key ?? this.#rangeOf(node)
      return this.#firstLine(this.#rangeOf(node))
    }
    if (key) return key
    return this.#firstEntry(node) ?? (node ? this.#firstLine(this.#rangeOf(node)) : this.range)
  }

  /** `name: web` of `- name: web`: the entry by which a reader knows a list item. */
  #firstEntry(node: YamlNode | null | undefined): Range | undefined {
    if (isSequence(node)) return this.#firstEntry(node.items.find(item => item !== undefined))
    if (!isMapping(node)) return isScalar(node) && hasText(node) ? this.#firstLine(this.#rangeOf(node)) : undefined
    const pair = node.items[0]
    if (!pair?.key) return undefined
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
  #blocks(node: YamlNode | null, step: string | number): boolean {
    const target = isAlias(node) ? this.#anchors.get(node.name) : node
    if (isScalar(target)) return hasText(target) && this.#readScalar(target, []) !== null
    return typeof step === 'number' ? isMapping(target) : isSequence(target)
  }

  #step({ node, alias }: Found, step: string | number): Found | undefined {
    const target = isAlias(node) ? this.#anchors.get(node.name) : node
    const through = alias ?? (isAlias(node) ? node : undefined)
    if (isSequence(target) && typeof step === 'number') {
      const item = target.items[step]
      return item ? { node: item, pair: undefined, alias: through, exact: true } : undefined
    }
    if (!isMapping(target)) return undefined
    const name = String(step)
    // The last of two equal keys counts, as it does for kubectl.
    const pair = target.items.findLast(item => !isMerge(item) && keyText(item) === name)
    if (pair) return { node: pair.value ?? null, pair, alias: through, exact: true }
    for (const merge of target.items.filter(isMerge)) {
      for (const source of isSequence(merge.value) ? merge.value.items : [merge.value]) {
        const inner = source
          ? this.#step({ node: source, pair: undefined, alias: through ?? (isAlias(source) ? source : undefined), exact: true }, step)
          : undefined
        if (inner) return inner
      }
    }
    return undefined
  }

  /** The value of a node as kubectl reads it; remembers anchors and the size that aliases expand to. */
  #read(node: YamlNode | null | undefined, path: Path): unknown {
    if (!node) return null
    if (isAlias(node)) return this.#readAlias(node, path)
    if (node.anchor) this.#anchors.set(node.anchor, node)
    if (isScalar(node)) return this.#readScalar(node, path)
    const value = isSequence(node) ? this.#readSequence(node.items, path) : this.#readMap(node, path)
    if (node.anchor) this.#values.set(node, value)
    return value
  }

  readonly #values = new Map<YamlNode, unknown>()
  readonly #open = new Set<string>()
  #expanded = 0

  #readAlias(alias: AliasNode, path: Path): unknown {
    const target = this.#anchors.get(alias.name)
    if (!target) return this.#fail(alias, `No anchor &${alias.name} is defined before this alias, so the document is refused as a whole.`)
    if (!isScalar(target) && !this.#values.has(target))
      return this.#fail(alias, `The anchor &${alias.name} contains itself, so the document is refused as a whole.`)
    this.#expanded += this.#sizeOf(target)
    if (this.#expanded > expansionLimit) {
      if (!this.#open.has('expansion')) {
        this.#open.add('expansion')
        this.#fail(
          alias,
          `The aliases expand to more than ${expansionLimit.toLocaleString('en')} values, and such a document is refused as a whole. Write the values out or drop the aliases.`,
        )
      }
      return null
    }
    return isScalar(target) ? this.#readScalar(target, path) : this.#values.get(target)
  }

  #fail(node: YamlNode, message: string): null {
    this.problems.push({ code: 'syntax', message, range: this.#firstLine(this.#rangeOf(node)) })
    return null
  }

  /** How many values a node stands for once its aliases are followed. */
  #sizeOf(node: YamlNode): number {
    const known = this.#sizes.get(node)
    if (known !== undefined) return known
    this.#sizes.set(node, 1) // a cycle counts once; it is refused elsewhere
    let size = 1
    for (const { value } of entriesOf(node)) {
      const target = isAlias(value) ? this.#anchors.get(value.name) : value
      size += target ? this.#sizeOf(target) : 1
    }
    this.#sizes.set(node, size)
    return size
  }

  #readScalar(node: ScalarNode, path: Path): unknown {
    const text = node.value
    if (this.#masked.length > 0) {
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
        return node.style === 'PLAIN' && !node.tag ? readPlainScalar(text) : node.style === undefined ? null : text
    }
  }

  #readSequence(items: readonly (YamlNode | undefined)[], path: Path): unknown[] {
    return items.map((item, index) => this.#read(item, this.#below(path, index)))
  }

  /** Paths serve placeholders alone; without any, none is built. */
  #below(path: Path, step: string | number): Path {
    return this.#masked.length > 0 ? [...path, step] : path
  }

  #readMap(node: MappingNode, path: Path): Record<string, unknown> {
    const value: Record<string, unknown> = {}
    for (const [index, pair] of node.items.entries()) {
      if (isMerge(pair)) {
        this.#merge(value, pair, node.items.slice(0, index), path)
        continue
      }
      const key = isAlias(pair.key) ? String(this.#readAlias(pair.key, path)) : keyText(pair)
      if (pair.key) {
        if (pair.key.anchor) this.#anchors.set(pair.key.anchor, pair.key)
        if (isMapping(pair.key) || isSequence(pair.key)) {
          this.#collectionKey(pair.key)
          // What is under it may have anchors.
          this.#read(pair.value, path)
          continue
        }
        if (Object.hasOwn(value, key)) this.#duplicate(key, node.items.slice(0, index), pair.key)
      }
      set(value, key, this.#read(pair.value, this.#below(path, key)))
    }
    return value
  }

  #merge(value: Record<string, unknown>, { key: merge, value: merged }: Pair, before: readonly Pair[], path: Path): void {
    const sources = isSequence(merged) ? merged.items : [merged]
    const written = new Map(before.flatMap(pair => (pair.key && !isMerge(pair) ? [[keyText(pair), pair.key] as const] : [])))
    // The first of several wins; and what is merged wins over keys written before it, as go-yaml v2 does.
    for (const source of sources.toReversed()) {
      const known = this.problems.length
      const from = this.#read(source, path)
      if (this.problems.length > known) continue
      if (typeof from === 'object' && from !== null && !Array.isArray(from)) {
        for (const [key, item] of Object.entries(from)) {
          const lost = written.get(key)
          if (lost && merge && value[key] !== item) this.#overridden(key, lost, merge)
          set(value, key, item)
        }
      } else if (source) this.#fail(source, 'The merge key << takes a mapping or a list of mappings, so the document is refused as a whole.')
    }
  }

  #overridden(key: string, lost: YamlNode, merge: YamlNode): void {
    this.problems.push({
      code: 'merge-order',
      message: `The "<<" further on brings a "${key}" too, and kubectl lets what is merged last win: the value written here is lost without a word. Move "<<" to the top of the mapping.`,
      range: this.#firstLine(this.#rangeOf(lost)),
      related: { range: this.#firstLine(this.#rangeOf(merge)), message: 'what is merged here wins' },
    })
  }

  #duplicate(key: string, before: readonly Pair[], later: YamlNode): void {
    const earlier = before.findLast(pair => !isMerge(pair) && keyText(pair) === key)?.key
    if (!earlier) return // it came from a merge, which an explicit key may replace
    const [one, other] = [textOf(earlier), textOf(later)]
    const message =
      one === other
        ? `The key "${key}" is written twice in this mapping; ${loss}. Keep one.`
        : `kubectl reads the keys ${one} and ${other} as one, "${key}"; ${loss}. Put them in quotes if they are two.`
    this.problems.push({
      code: 'duplicate-key',
      message,
      range: this.#firstLine(this.#rangeOf(later)),
      related: { range: this.#firstLine(this.#rangeOf(earlier)), message: `the first "${one}"` },
    })
  }

  #collectionKey(key: YamlNode): void {
    const range = this.#firstLine(this.#rangeOf(key))
    if (this.#text.slice(range.start, range.start + 1) === '{' && this.#text[range.start - 1] === '{')
      this.problems.push({ code: 'placeholder', message: '', range: { start: range.start - 1, end: range.end } })
    else
      this.problems.push({
        code: 'syntax',
        message: 'A mapping or list cannot be a key here, so the document is refused as a whole. Quote the text if a string is meant.',
        range,
      })
  }
}

interface Found {
  readonly node: YamlNode | null
  readonly pair: Pair | undefined
  /** The alias that the path runs through, if any: the only place in this part of the file that is about it. */
  readonly alias: AliasNode | undefined
  readonly exact: boolean
  /** A value of the wrong type stands where the path goes on. */
  readonly blocked?: boolean
}

/** Whether kubectl, or a reader of all of YAML 1.1, takes an unquoted text for a number, a boolean, a date … */
function isMoreThanText(text: string): boolean {
  return /^[-+]?\d/.test(text) || readPlainScalar(text) !== text
}

function hasText(node: YamlNode): boolean {
  return node.end > node.start
}

/** The entries of a collection: of a sequence, each item as key and value both. */
function entriesOf(node: YamlNode): readonly Pair[] {
  if (isMapping(node)) return node.items
  return isSequence(node) ? node.items.map(item => ({ key: item, value: item })) : []
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.style === 'PLAIN' && key.value === '<<'
}

/** A key as JSON has it: `on:` is "true" and `1:` is "1" for kubectl. */
function keyText({ key }: Pair): string {
  if (isScalar(key)) return key.style === 'PLAIN' && !key.tag ? String(readPlainScalar(key.value) ?? key.value) : key.value
  return key ? textOf(key) : ''
}

/** A name for a key that is no text, so that its value can be told from others. */
function textOf(node: YamlNode): string {
  if (isScalar(node)) return node.value
  if (isAlias(node)) return `*${node.name}`
  const inner = isMapping(node)
    ? node.items.map(pair => `${pair.key ? textOf(pair.key) : ''}: ${pair.value ? textOf(pair.value) : ''}`)
    : node.items.map(item => (item ? textOf(item) : ''))
  return isMapping(node) ? `{ ${inner.join(', ')} }` : `[ ${inner.join(', ')} ]`
}

/** Assigns an own property whatever its name, `__proto__` included. */
function set(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
