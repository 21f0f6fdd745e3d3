import { nearest } from '../nearest.ts'
import { ArgumentReader, type Arguments, type Report } from './arguments.ts'
import { short, skipSpaces, skipWord, trimEnd } from './characters.ts'
import { checkArguments, checkTrigger } from './check.ts'
import { grammars, withFields, withHeredocs } from './grammar.ts'
import { heredocMarks, HeredocReader } from './heredoc.ts'
import type { LineReader, LogicalLine } from './lines.ts'
import type { Comment, DockerfileProblem, Field, Flag, Heredoc, Instruction, Pair, Range, Word } from './tree.ts'
import { flagWords, type LineFlag, placeInFlag } from './words.ts'

/** BuildKit refuses ONBUILD behind ONBUILD in any case; this many are parsed before the rest counts as text. */
const deepestOnbuild = 8
const none: readonly never[] = []
/** Longer words are no misspelled keywords. */
const longestKeyword = 20

/** What stands before the arguments of an instruction. */
interface Head {
  readonly keyword: string
  readonly written: string
  /** In the line. */
  readonly start: number
  readonly flags: readonly Flag[]
  /** It is not behind ONBUILD. */
  readonly outermost: boolean
}

type LineArguments = Arguments & { readonly onbuild?: LineInstruction }

/** Reads an instruction from its line. What is wrong with it is reported once, however much it is. */
export class InstructionParser {
  readonly #reader: LineReader
  readonly #heredocs: HeredocReader
  readonly #problems: DockerfileProblem[]
  #line!: LogicalLine
  #reported = false

  constructor(text: string, reader: LineReader, problems: DockerfileProblem[]) {
    this.#reader = reader
    this.#heredocs = new HeredocReader(text, reader)
    this.#problems = problems
  }

  readonly #report: Report = (code, message, range) => this.#tell({ code, message, range })
  readonly #arguments = new ArgumentReader(this.#report)

  /** The instruction on a line; undefined where escape characters join nothing but white space. */
  parse(line: LogicalLine): Instruction | undefined {
    this.#line = line
    this.#arguments.turnTo(line, this.#reader.escape)
    this.#reported = false
    const start = skipSpaces(line.text, 0, line.text.length)
    const end = trimEnd(line.text, start, line.text.length)
    if (start === end) {
      this.#report('unknown-instruction', `The "${this.#reader.escape}" continues a line that holds nothing. Remove it.`, {
        start: line.end - 1,
        end: line.end,
      })
      return undefined
    }
    const instruction = this.#instruction(start, end, 0)
    const holder = instruction.onbuild ?? instruction
    if (withHeredocs.has(holder.keyword) && !holder.json && line.text.includes('<<')) instruction.take(this.#bodies())
    return instruction
  }

  #instruction(start: number, end: number, depth: number): LineInstruction {
    const line = this.#line
    const { text } = line
    const wordEnd = skipWord(text, start, end)
    const written = text.slice(start, wordEnd)
    const grammar = grammars.get(written) ?? grammars.get(written.toLowerCase().toUpperCase())
    // The keyword of the table, for equal strings are compared faster when they are one.
    const keyword = grammar?.keyword ?? written.toLowerCase().toUpperCase()
    // Before what is wrong with the instruction by itself.
    if (depth > 0) this.#tell(checkTrigger(keyword, line.rangeOf(start, wordEnd)))
    const flags = flagWords(text, wordEnd, end, this.#reader.escape)
    // The end is trimmed already, and nothing may be left.
    const args = { start: skipSpaces(text, flags.end, end), end }
    const read =
      grammar?.form === 'onbuild' && args.end > args.start && depth < deepestOnbuild
        ? this.#behindOnbuild(args, depth)
        : grammar && this.#arguments.read(args, keyword, grammar)
    const head = { keyword, written, start, flags: flags.flags.length === 0 ? none : flags.flags.map(flag => this.#flag(flag)), outermost: depth === 0 }
    const instruction = new LineInstruction(line, head, args, read)
    // Whether an unknown keyword is worth a word depends on the lines around it, but for those behind ONBUILD.
    this.#tell(grammar ? checkArguments(instruction, grammar) : depth > 0 ? unknownInstruction(instruction, 'Write one behind ONBUILD.') : undefined)
    return instruction
  }

  #behindOnbuild({ start, end }: Range, depth: number): LineArguments {
    const onbuild = this.#instruction(start, end, depth + 1)
    return { onbuild, words: onbuild.words }
  }

  #flag(flag: LineFlag): Flag {
    const { raw, value, start, end } = flag
    const range = this.#line.rangeOf(start, end)
    const equals = value.indexOf('=')
    if (equals < 0) return { name: value.slice(2), value: undefined, range, valueRange: undefined, fields: none }
    const name = value.slice(2, equals)
    return {
      name,
      value: value.slice(equals + 1),
      range,
      valueRange: this.#line.rangeOf(start + raw.indexOf('=') + 1, end),
      fields: withFields.has(name) ? this.#fields(flag, equals + 1) : none,
    }
  }

  #fields(flag: LineFlag, from: number): Field[] {
    // Behind the last character of a part, not at the next, which a quote may part from it.
    const rangeOf = (start: number, end: number): Range =>
      this.#line.rangeOf(placeInFlag(flag, start), end > start ? placeInFlag(flag, end - 1) + 1 : placeInFlag(flag, start))
    let start = from
    return flag.value
      .slice(from)
      .split(',')
      .map(text => {
        const at = start
        const end = at + text.length
        const equals = text.indexOf('=')
        start = end + 1
        return {
          key: (equals < 0 ? text : text.slice(0, equals)).toLowerCase(),
          value: equals < 0 ? undefined : text.slice(equals + 1),
          range: rangeOf(at, end),
          valueRange: equals < 0 ? undefined : rangeOf(at + equals + 1, end),
        }
      })
  }

  #bodies(): Heredoc[] {
    const bodies: Heredoc[] = []
    for (const mark of heredocMarks(this.#line.text)) {
      const body = this.#heredocs.take(mark)
      if (!body) {
        this.#report(
          'unterminated-heredoc',
          `The heredoc "${short(mark.name)}" is never closed. End it with a line that holds just "${short(mark.name)}".`,
          this.#line.rangeOf(mark.start, mark.end),
        )
        this.#heredocs.skipTo(start => grammars.has(/^[A-Z]+(?=[ \t]|$)/.exec(start)?.[0] ?? ''))
        break
      }
      bodies.push(body)
    }
    return bodies
  }

  #tell(problem: DockerfileProblem | undefined): void {
    if (problem && !this.#reported) this.#problems.push(problem)
    this.#reported ||= problem !== undefined
  }
}

/** The keyword that was probably meant. */
export function keywordNear(written: string): string | undefined {
  return written.length <= longestKeyword ? nearest(written.toUpperCase(), grammars.keys()) : undefined
}

/** @param otherwise what to do where it is no misspelled keyword */
export function unknownInstruction({ written, keywordRange }: Instruction, otherwise: string): DockerfileProblem {
  const near = keywordNear(written)
  const hint = near ? `Did you mean "${near}"?` : otherwise
  return { code: 'unknown-instruction', message: `"${short(written)}" is no instruction of Dockerfiles, so BuildKit stops here. ${hint}`, range: keywordRange }
}

/** An instruction on its line. It works out its places when they are asked for, as most never are. */
class LineInstruction implements Instruction {
  readonly keyword: string
  readonly written: string
  readonly flags: readonly Flag[]
  readonly words: readonly Word[]
  readonly json: boolean
  readonly text: string
  readonly pairs: readonly Pair[]
  readonly onbuild: LineInstruction | undefined
  readonly precedingComments: readonly Comment[]
  readonly emptyContinuations: readonly { readonly range: Range }[]
  range: Range
  heredocs: readonly Heredoc[] = none
  readonly #line: LogicalLine
  /** Where the keyword and the text start in the line. */
  readonly #start: number
  readonly #textStart: number

  constructor(line: LogicalLine, { keyword, written, start, flags, outermost }: Head, text: Range, read: LineArguments | undefined) {
    this.keyword = keyword
    this.written = written
    this.flags = flags
    this.words = read?.words ?? none
    this.json = read?.json ?? false
    this.text = line.text.slice(text.start, text.end)
    this.pairs = read?.pairs ?? none
    this.onbuild = read?.onbuild
    this.precedingComments = outermost ? line.comments : none
    this.emptyContinuations = outermost ? line.emptyContinuations : none
    this.range = { start: line.offsetAt(start), end: line.end }
    this.#line = line
    this.#start = start
    this.#textStart = text.start
  }

  get keywordRange(): Range {
    return this.#line.rangeOf(this.#start, this.#start + this.written.length)
  }

  get textRange(): Range {
    return this.#line.rangeOf(this.#textStart, this.#textStart + this.text.length)
  }

  offsetAt(index: number): number {
    return this.#line.offsetAt(this.#textStart + index)
  }

  /** Takes the heredocs that its words name; those behind ONBUILD belong to what is behind it. */
  take(heredocs: readonly Heredoc[]): void {
    const last = heredocs.at(-1)
    if (!last) return
    this.range = { start: this.range.start, end: last.range.end }
    if (this.onbuild) this.onbuild.take(heredocs)
    else this.heredocs = heredocs
  }
}
