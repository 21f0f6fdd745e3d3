import { type Dockerfile, parseDockerfile } from '../languages/dockerfile/index.ts'
import type { Part, Path } from './ref.ts'
import type { Range, Source } from './source.ts'

/** A Dockerfile. Its tree carries ranges, so a path is located by walking it. */
export class DockerfileSource implements Source {
  readonly file: string
  readonly text: string
  readonly tree: Dockerfile
  readonly #toFile: (offset: number) => number

  constructor(file: string, text: string, tree: Dockerfile, toFile: (offset: number) => number = offset => offset) {
    this.file = file
    this.text = text
    this.tree = tree
    this.#toFile = toFile
  }

  /** The range of the value at `path`, or of the nearest part above it; of what spans lines, its first line. */
  locate(path: Path, part?: Part): Range {
    const range = this.#rangeAt(path, part)
    const lineBreak = this.text.slice(0, range.end).indexOf('\n', range.start)
    if (lineBreak < 0) return range
    const line = this.text.slice(range.start, lineBreak).replace(/[ \t\r]+$/, '')
    return { start: range.start, end: range.start + line.length }
  }

  has(path: Path): boolean {
    return this.#walk(path).exact
  }

  extent(path: Path): Range | undefined {
    return this.has(path) ? this.#rangeAt(path) : undefined
  }

  #rangeAt(path: Path, part?: Part): Range {
    const { range } = this.#walk(path)
    const inner = typeof part === 'object' ? { start: range.start + part.start, end: range.start + part.end } : range
    return this.toFile(inner)
  }

  /** A range of the text that was parsed → the range in the file. */
  toFile({ start, end }: Range): Range {
    return { start: this.#toFile(start), end: end > start ? this.#toFile(end - 1) + 1 : this.#toFile(start) }
  }

  /** Follows `path` as far as it goes, remembering the last range on the way: `key` has its own in `keyRange`, if anywhere. */
  #walk(path: Path): { range: Range; exact: boolean } {
    let current: unknown = this.tree
    let range: Range = this.tree.instructions[0]?.range ?? { start: 0, end: this.text.length }
    for (const step of path) {
      if (typeof current !== 'object' || current === null) return { range, exact: false }
      const holder = current as Record<string | number, unknown>
      const own = holder[`${step}Range`]
      current = holder[step]
      if (isRange(own)) range = own
      else if (hasRange(current)) range = current.range
      if (current === undefined) return { range, exact: false }
    }
    return { range, exact: true }
  }
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value
}

function hasRange(value: unknown): value is { range: Range } {
  return typeof value === 'object' && value !== null && 'range' in value && isRange(value.range)
}

/** A whole file, or a block of it that is a Dockerfile. */
export function dockerfileSource(file: string, text: string, block?: { text: string; toFile: (offset: number) => number }): DockerfileSource {
  return new DockerfileSource(file, text, parseDockerfile(block?.text ?? text), block?.toFile)
}
