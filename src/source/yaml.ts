import { type Path, parseYaml, type Range, type YamlDocument } from '../languages/yaml/index.ts'
import type { Part } from './ref.ts'
import type { Source } from './source.ts'

/** Offset in a nested text → offset in the file. */
export type OffsetMap = (offset: number) => number

/** One YAML document of a file, or of a text inside a file. */
export class YamlSource implements Source {
  readonly file: string
  readonly text: string
  readonly document: YamlDocument
  /** The source whose value this one is, if it is nested: a ConfigMap value in its ConfigMap. */
  readonly outer: { readonly source: YamlSource; readonly path: Path } | undefined
  readonly #toFile: OffsetMap | undefined

  constructor(file: string, text: string, document: YamlDocument, nested?: { outer?: { source: YamlSource; path: Path }; toFile: OffsetMap }) {
    this.file = file
    this.text = text
    this.document = document
    this.outer = nested?.outer
    this.#toFile = nested?.toFile
  }

  locate(path: Path, part?: Part): Range {
    if (part === 'key') return this.toFile(this.document.locateKey(path))
    return this.toFile(part ? this.document.locatePart(path, part.start, part.end) : this.document.locate(path))
  }

  has(path: Path): boolean {
    return this.document.has(path)
  }

  extent(path: Path): Range | undefined {
    const extent = this.document.extent(path)
    return extent && this.toFile(extent)
  }

  /** A range of the text that the document was parsed from → the range in the file. */
  toFile(range: Range): Range {
    const map = this.#toFile
    if (!map) return range
    return { start: map(range.start), end: range.end > range.start ? map(range.end - 1) + 1 : map(range.start) }
  }
}

/** The documents of a file, or of a block of it that is YAML. */
export function yamlSources(file: string, text: string, block?: { text: string; toFile: OffsetMap }): YamlSource[] {
  if (block) return parseYaml(block.text).map(document => new YamlSource(file, text, document, block))
  return parseYaml(text).map(document => new YamlSource(file, text, document))
}

/** The documents in the string at `path` of `outer`; their positions are those of the outer file. */
export function nestedYamlSources(outer: YamlSource, path: Path, text: string): YamlSource[] {
  let offsets: number[] | undefined
  const whole = (): Range => outer.locate(path)
  const toFile = (offset: number): number => {
    offsets ??= outer.document.offsetsOf(path) ?? []
    const inner = offsets[Math.min(offset, offsets.length - 1)]
    return inner === undefined ? whole().start : outer.toFile({ start: inner, end: inner }).start
  }
  return parseYaml(text).map(document => new YamlSource(outer.file, outer.text, document, { outer: { source: outer, path }, toFile }))
}
