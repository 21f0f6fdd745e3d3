import { nearest } from '../nearest.ts'
import { ArgumentReader, type Arguments, type Report } from './arguments.ts'
import { short, skipSpaces, skipWord, trimEnd } from './characters.ts'
import { checkArguments, checkTrigger } from './check.ts'
import { grammars, withFields, withHeredocs } from './grammar.ts'
import { heredocMarks, HeredocReader } from './heredoc.ts'
import type { LineReader, LogicalLine } from './lines.ts'
import type { DockerfileProblem, Field, Flag, Heredoc, Instruction, Range } from './tree.ts'
import { flagWords, type LineFlag, placeInFlag } from './words.ts'

/** BuildKit refuses ONBUILD behind ONBUILD in any case; this many are parsed before the rest counts as text. */
const deepestOnbuild = 8
const none: readonly never[] = []
/** Longer words are no misspelled keywords. */
const longestKeyword = 20

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
    if (!withHeredocs.has(holder.keyword) || holder.json || !line.text.includes('<<')) return instruction
    return withBodies(instruction, this.#bodies())
  }

  #instruction(start: number, end: number, depth: number): Instruction {
    const line = this.#line
    const { text } = line
    const wordEnd = skipWord(text, start, end)
    const written = text.slice(start, wordEnd)
    const grammar = grammars.get(written) ?? grammars.get(written.toLowerCase().toUpperCase())
    // The keyword of the table, for equal strings are compared faster when they are one.
    const keyword = grammar?.keyword ?? written.toLowerCase().toUpperCase()
    const keywordRange = line.rangeOf(start, wordEnd)
    // Before what is wrong with the instruction by itself.
    if (depth > 0) this.#tell(checkTrigger({ keyword, keywordRange }))
    const flags = flagWords(text, wordEnd, end, this.#reader.escape)
    // The end is trimmed already, and nothing may be left.
    const args = { start: skipSpaces(text, flags.end, end), end }
    const read =
      grammar?.form === 'onbuild' && args.end > args.start && depth < deepestOnbuild
        ? this.#behindOnbuild(args, depth)
        : grammar && this.#arguments.read(args, keyword, grammar)
    // One shape for all, written out: spreading what was read takes longer than reading it.
    const instruction: Instruction = {
      keyword,
      written,
      keywordRange,
      range: { start: keywordRange.start, end: line.end },
      flags: flags.flags.length === 0 ? none : flags.flags.map(flag => this.#flag(flag)),
      words: read?.words ?? none,
      json: read?.json ?? false,
      text: text.slice(args.start, args.end),
      textRange: line.rangeOf(args.start, args.end),
      pairs: read?.pairs ?? none,
      heredocs: none,
      onbuild: read?.onbuild,
      precedingComments: depth === 0 ? line.comments : none,
      emptyContinuations: depth === 0 ? line.emptyContinuations : none,
      offsetAt: index => line.offsetAt(args.start + index),
    }
    // Whether an unknown keyword is worth a word depends on the lines around it, but for those behind ONBUILD.
    this.#tell(grammar ? checkArguments(instruction, grammar) : depth > 0 ? unknownInstruction(instruction, 'Write one behind ONBUILD.') : undefined)
    return instruction
  }

  #behindOnbuild({ start, end }: Range, depth: number): Arguments {
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

function withBodies(instruction: Instruction, heredocs: readonly Heredoc[]): Instruction {
  const last = heredocs.at(-1)
  if (!last) return instruction
  const range = { start: instruction.range.start, end: last.range.end }
  if (!instruction.onbuild) return { ...instruction, range, heredocs }
  return { ...instruction, range, onbuild: withBodies(instruction.onbuild, heredocs) }
}
