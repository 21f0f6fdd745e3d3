import type { Severity } from './rule.ts'
import type { Range } from './source/source.ts'

/** A place in a file: both 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A change to one file; `end` is exclusive. */
export interface Edit {
  readonly start: Position
  readonly end: Position
  readonly text: string
}

/** Another place that a finding speaks of, with what is to be seen there. */
export interface RelatedLocation {
  readonly message: string
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** The object that a finding is about. */
export interface ResourceName {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name?: string
}

/** A problem as reported. Plain data: it can be written as JSON and read back. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** As the file was given, with `/`; from the command line relative to the working directory. */
  readonly file: string
  readonly start: Position
  /** Exclusive. */
  readonly end: Position
  readonly resource?: ResourceName
  readonly related?: readonly RelatedLocation[]
  readonly fix?: { readonly edits: readonly Edit[] }
  /** A fix that is right as far as the file goes, and may change how what runs behaves: applied by --fix-unsafe alone. */
  readonly unsafeFix?: { readonly edits: readonly Edit[] }
  /** The same for the same trouble at the same place of the same object, wherever its line moves: 32 hexadecimal digits. */
  readonly fingerprint: string
  /** Where the rule is explained. */
  readonly docs: string
}

/** The outcome of a run. */
export interface Report {
  /** Sorted by file, position and rule. */
  readonly findings: readonly Finding[]
  /** Findings that a comment, an annotation or the configuration keeps from being reported. */
  readonly suppressed: readonly (Finding & { readonly reason?: string })[]
  /** Each file that was given: what it was linted as, or why it was not. */
  readonly files: readonly FileSummary[]
  /** What a user should know about the run itself, for instance that a Kubernetes version is newer than the data. */
  readonly notices: readonly string[]
}

/** What became of a file that was given. */
export interface FileSummary {
  readonly path: string
  /** What rules looked at, for instance ['Deployment', 'Service'] or ['Dockerfile']. */
  readonly kinds: readonly string[]
  /** `apiVersion/Kind` of objects without a schema → how many there are. */
  readonly unknownKinds?: Readonly<Record<string, number>>
  /** Why nothing in it was linted, if so. */
  readonly skipped?: string
}

/** Offsets of line starts, to turn offsets into positions. One per file, made when first needed. */
export class LineIndex {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  position(offset: number): Position {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 }
  }

  range({ start, end }: Range): { start: Position; end: Position } {
    return { start: this.position(start), end: this.position(end) }
  }

  /** Offset of the first character of a 1-based line. */
  offset(line: number): number {
    return this.#starts[line - 1] ?? this.#starts.at(-1)!
  }
}

/**
 * 128 bits of a text as 32 hexadecimal digits: four 32-bit lanes, each mixed as MurmurHash3 does.
 * Not for security: it only has to tell findings apart, and to load nothing.
 */
export function hash(text: string): string {
  // Four variables: a list of four would take five times as long, and thousands of findings are named.
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = rotated(Math.imul(a ^ code, 0x85ebca6b))
    b = rotated(Math.imul(b ^ code, 0xc2b2ae35))
    c = rotated(Math.imul(c ^ code, 0x27d4eb2f))
    d = rotated(Math.imul(d ^ code, 0x165667b1))
  }
  const lanes = [a, b, c, d]
  return lanes
    .map((lane, index) => {
      let mixed = lane ^ text.length ^ lanes[(index + 1) % 4]!
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
      return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
}

function rotated(mixed: number): number {
  return (mixed << 13) | (mixed >>> 19)
}
