import { nearest } from '../nearest.ts'
import { ArgumentReader, type Arguments, type Report } from './arguments.ts'
import { short, skipWord, trimmed } from './characters.ts'
import { checkArguments } from './check.ts'
import { grammars, withHeredocs } from './grammar.ts'
import { heredocMarks, HeredocReader } from './heredoc.ts'
import type { LineReader, LogicalLine } from './lines.ts'
import type { DockerfileProblem, Flag, Heredoc, Instruction, Range } from './tree.ts'
import { flagWords, type LineFlag } from './words.ts'

/** BuildKit refuses ONBUILD behind ONBUILD in any case; this many are parsed before the rest counts as text. */
const deepestOnbuild = 8
/** Longer words are no misspelled keywords. */
const longestKeyword = 20

/** Reads an instruction from its line. What is wrong with it is reported once, however much it is. */
export class InstructionParser {
  readonly #reader: LineReader
  readonly #heredocs: HeredocReader
  readonly #problems: DockerfileProblem[]
  #line!: LogicalLine
  #arguments!: ArgumentReader
  #reported = false

  constructor(text: string, reader: LineReader, problems: DockerfileProblem[]) {
    this.#reader = reader
    this.#heredocs = new HeredocReader(text, reader)
    this.#problems = problems
  }

  /** The instruction on a line; undefined where escape characters join nothing but white space. */
  parse(line: LogicalLine): Instruction | undefined {
    this.#line = line
    this.#arguments = new ArgumentReader(line, this.#reader.escape, this.#report)
    this.#reported = false
    const { start, end } = trimmed(line.text, { start: 0, end: line.text.length })
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
    const wordEnd = skipWord(line.text, start, end)
    const written = line.text.slice(start, wordEnd)
    const lower = written.toLowerCase()
    const keyword = lower.toUpperCase()
    const grammar = grammars.get(keyword)
    const flags = flagWords(line.text, wordEnd, end, this.#reader.escape)
    const args = trimmed(line.text, { start: flags.end, end })
    const keywordRange = line.rangeOf(start, wordEnd)
    const instruction: Instruction = {
      keyword,
      written,
      keywordRange,
      range: { start: keywordRange.start, end: line.end },
      flags: flags.flags.map(flag => this.#flag(flag)),
      words: [],
      json: false,
      text: line.text.slice(args.start, args.end),
      textRange: line.rangeOf(args.start, args.end),
      pairs: [],
      heredocs: [],
      onbuild: undefined,
      precedingComments: depth === 0 ? line.comments : [],
      emptyContinuations: depth === 0 ? line.emptyContinuations : [],
      offsetAt: index => line.offsetAt(args.start + index),
      ...(grammar?.form === 'onbuild' && args.end > args.start && depth < deepestOnbuild
        ? this.#behindOnbuild(args, depth)
        : grammar && this.#arguments.read(args, keyword, grammar)),
    }
    // Whether an unknown keyword is worth a word depends on the lines around it, but for those behind ONBUILD.
    const problem = grammar ? checkArguments(instruction, grammar) : depth > 0 ? unknownInstruction(instruction, 'Write one behind ONBUILD.') : undefined
    if (problem) this.#report(problem.code, problem.message, problem.range)
    return instruction
  }

  #behindOnbuild({ start, end }: Range, depth: number): Arguments {
    const onbuild = this.#instruction(start, end, depth + 1)
    return { onbuild, words: onbuild.words }
  }

  #flag({ raw, value, start, end }: LineFlag): Flag {
    const range = this.#line.rangeOf(start, end)
    const equals = value.indexOf('=')
    if (equals < 0) return { name: value.slice(2), value: undefined, range, valueRange: undefined }
    return { name: value.slice(2, equals), value: value.slice(equals + 1), range, valueRange: this.#line.rangeOf(start + raw.indexOf('=') + 1, end) }
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

  readonly #report: Report = (code, message, range) => {
    if (!this.#reported) this.#problems.push({ code, message, range })
    this.#reported = true
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
