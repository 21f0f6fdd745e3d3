import { type Dockerfile, type Instruction, parseDockerfile } from '../languages/dockerfile/index.ts'
import { type Part, type Path, Ref } from './ref.ts'
import type { Range, Source } from './source.ts'

/** A Dockerfile. Its tree carries ranges, so a path is located by walking it. It is parsed when it is first asked for: not all trees need be there at once. */
export class DockerfileSource implements Source {
  readonly file: string
  readonly text: string
  /** Any place in it. */
  readonly whole: Ref<unknown> = new Ref(this, [], undefined)
  readonly #parse: () => Dockerfile
  readonly #toFile: ((offset: number) => number) | undefined
  #tree: Dockerfile | undefined

  /** @param toFile an offset in what was parsed → in the file, where that is only a part of it */
  constructor(file: string, text: string, parse: () => Dockerfile, toFile?: (offset: number) => number) {
    this.file = file
    this.text = text
    this.#parse = parse
    this.#toFile = toFile
  }

  get tree(): Dockerfile {
    return (this.#tree ??= this.#parse())
  }

  forget(): void {
    this.#tree = undefined
  }

  /** The whole tree as a value, that is read when it is looked at. */
  get root(): Ref<Dockerfile> {
    return Object.defineProperty(new Ref<Dockerfile>(this, [], undefined), 'value', { get: () => this.tree })
  }

  /** The range of the value at `path`, or of the nearest part above it; of what spans lines, its first line. */
  locate(path: Path, part?: Part, value?: unknown): Range {
    const range = part === undefined && hasRange(value) ? this.toFile(value.range) : this.rangeOf(path, part)
    const lineBreak = this.text.slice(0, range.end).indexOf('\n', range.start)
    if (lineBreak < 0) return range
    const written = this.text.slice(range.start, lineBreak).replace(/[ \t\r]+$/, '')
    // Of a part of an instruction, what continues the line is none.
    const line = typeof part === 'object' && written.endsWith(this.tree.escape) ? written.slice(0, -1).replace(/[ \t]+$/, '') : written
    return { start: range.start, end: range.start + line.length }
  }

  has(path: Path): boolean {
    return this.#walk(path).exact
  }

  extent(path: Path): Range | undefined {
    return this.has(path) ? this.rangeOf(path) : undefined
  }

  /** As `locate`, but all of what spans lines. */
  rangeOf(path: Path, part?: Part): Range {
    const place = this.#walk(path)
    return this.toFile(typeof part === 'object' ? sliceOf(place, part) : place.range)
  }

  /** A text as it must be written to be a part of the string at `path`. */
  written(path: Path, text: string): string {
    return this.#walk(path).string === undefined ? text : JSON.stringify(text).slice(1, -1)
  }

  /** A range of the text that was parsed → the range in the file. */
  toFile(range: Range): Range {
    const { start, end } = range
    const toFile = this.#toFile
    return toFile ? { start: toFile(start), end: end > start ? toFile(end - 1) + 1 : toFile(start) } : range
  }

  /** Follows `path` as far as it goes, remembering the last range on the way: `key` has its own in `keyRange`, if anywhere. */
  #walk(path: Path): Place {
    let current: unknown = this.tree
    let range: Range = this.tree.instructions[0]?.range ?? { start: 0, end: this.text.length }
    let instruction: Instruction | undefined
    let string: string | undefined
    for (const step of path) {
      if (typeof current !== 'object' || current === null) return { range, instruction, string, exact: false }
      if (isInstruction(current)) instruction = current
      // The strings of JSON lists are written with escapes.
      string = step === 'value' && instruction?.json && 'raw' in current ? String(current.raw) : undefined
      const holder = current as Record<string | number, unknown>
      const own = typeof step === 'string' && Object.hasOwn(ranges, step) ? holder[ranges[step as keyof typeof ranges]] : undefined
      // What a heredoc holds is in no line of the instruction.
      if (step === 'heredocs') instruction = undefined
      current = holder[step]
      if (isRange(own)) range = own
      else if (hasRange(current)) range = current.range
      if (current === undefined) return { range, instruction, string, exact: false }
    }
    if (isInstruction(current)) instruction = undefined
    return { range, instruction, string, exact: true }
  }
}

/** Values that have a range of their own, by the name of that. */
const ranges = {
  content: 'contentRange',
  key: 'keyRange',
  keyword: 'keywordRange',
  terminator: 'terminatorRange',
  text: 'textRange',
  value: 'valueRange',
} as const

/** What a path leads to. */
interface Place {
  readonly range: Range
  /** The instruction whose text the range lies in; undefined where it may not. */
  readonly instruction: Instruction | undefined
  /** As it is written, quotes included, if it is a string of a JSON list. */
  readonly string: string | undefined
  readonly exact: boolean
}

/** A part of what stands at a place, across the lines that it is written on. */
function sliceOf({ range, instruction, string }: Place, part: Range): Range {
  const { start, end } = string === undefined ? part : unescaped(string, part)
  if (!instruction) return { start: range.start + start, end: range.start + end }
  const base = textIndexOf(instruction, range.start)
  if (base === undefined) return { start: range.start + start, end: range.start + end }
  const to = end > 0 ? instruction.offsetAt(base + end - 1) + 1 : range.start
  return { start: end > start ? instruction.offsetAt(base + start) : to, end: to }
}

/** The offset in the instruction's text of an offset in the file; undefined where the file's is not in that. */
function textIndexOf(instruction: Instruction, offset: number): number | undefined {
  let low = 0
  let high = instruction.text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (instruction.offsetAt(middle) < offset) low = middle + 1
    else high = middle
  }
  return instruction.offsetAt(low) === offset ? low : undefined
}

/** A part of a JSON string's value → the part of the string as written. */
function unescaped(string: string, { start, end }: Range): Range {
  // Most strings hold no escapes.
  if (!string.includes('\\')) return { start: start + 1, end: end + 1 }
  let at = 1
  let from = at
  let to = at
  for (let index = 0; index < end; index++) {
    if (index === start) from = at
    at += string[at] === '\\' ? (string[at + 1] === 'u' ? 6 : 2) : 1
    to = at
  }
  return { start: end > start ? from : to, end: to }
}

function isInstruction(value: unknown): value is Instruction {
  return typeof value === 'object' && value !== null && 'offsetAt' in value
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value
}

function hasRange(value: unknown): value is { range: Range } {
  return typeof value === 'object' && value !== null && 'range' in value && isRange(value.range)
}

/** A whole file, or a block of it that is a Dockerfile. */
export function dockerfileSource(file: string, text: string, block?: { text: string; toFile: (offset: number) => number }): DockerfileSource {
  return new DockerfileSource(file, text, () => parseDockerfile(block?.text ?? text), block?.toFile)
}
