import { short } from './characters.ts'
import { isKeyword } from './grammar.ts'
import { InstructionParser, keywordNear, unknownInstruction } from './instruction.ts'
import { LineReader } from './lines.ts'
import { stagesOf } from './stages.ts'
import type { Dockerfile, DockerfileProblem, Instruction } from './tree.ts'

export { type Circle, circlesIn } from './cycles.ts'
export { type Environment, environmentOf, resolveImage, resolveText } from './environment.ts'
export { expandWord, type Expansion, type Lookup, UNKNOWN, type Value } from './expand.ts'
export { isKeyword } from './grammar.ts'
export { type BrokenList, brokenListIn } from './json-list.ts'
export { referencesOf, stageNamed, type StageReference } from './references.ts'
export { effective, finalStage, stageChain } from './stages.ts'
export type { Comment, Directive, Dockerfile, DockerfileProblem, Escape, Field, Flag, Heredoc, Instruction, Pair, Range, Stage, Word } from './tree.ts'

/**
 * Parses a Dockerfile by BuildKit's grammar. Never throws: what BuildKit would refuse becomes a problem, one for each bad
 * instruction, and the instructions after it are parsed all the same. Of what is no Dockerfile at all, little is read.
 */
export function parseDockerfile(text: string): Dockerfile {
  const problems: DockerfileProblem[] = []
  const reader = new LineReader(text, problems)
  const instructions = readInstructions(text, reader, problems)
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM')
  const globalArgs = instructions.slice(0, Math.max(first, 0)).filter(({ keyword }) => keyword === 'ARG')
  problems.push(...misplaced(instructions, first, problems))
  if (instructions.length === 0 && problems.length === 0) problems.push(empty(text))
  problems.sort((a, b) => a.range.start - b.range.start)
  return {
    escape: reader.escape,
    directives: reader.directives,
    comments: reader.comments,
    instructions,
    globalArgs,
    stages: stagesOf(instructions, globalArgs, reader.escape),
    problems,
  }
}

function readInstructions(text: string, reader: LineReader, problems: DockerfileProblem[]): Instruction[] {
  const parser = new InstructionParser(text, reader, problems)
  const instructions: Instruction[] = []
  let previous: Instruction | undefined
  let read = false
  for (let line = reader.next(); line; line = reader.next()) {
    const instruction = parser.parse(line)
    if (!instruction) continue
    instructions.push(instruction)
    if (isKnown(instruction)) read = true
    else {
      const misspelled = keywordNear(instruction.written) !== undefined
      // Prose or binary data: one problem says it all.
      if (!read && (previous || !misspelled)) {
        if (!previous) problems.push(notADockerfile(instruction))
        break
      }
      // Lines that lost the escape character above them come in groups; the first stands for all.
      if (misspelled || !previous || isKnown(previous))
        problems.push(unknownInstruction(instruction, `If it belongs to the line above, end that one with "${reader.escape}".`))
    }
    previous = instruction
  }
  return instructions
}

function isKnown({ keyword }: Instruction): boolean {
  return isKeyword(keyword)
}

/** What BuildKit would refuse in the order of instructions that are fine by themselves. */
function misplaced(instructions: readonly Instruction[], first: number, problems: readonly DockerfileProblem[]): DockerfileProblem[] {
  const early = first < 0 ? instructions : instructions.slice(0, first)
  // One of those may well be a misspelled FROM.
  if (early.length === 0 || !early.every(isKnown)) return []
  if (first < 0)
    return [
      {
        code: 'missing-from',
        message: 'There is no FROM, so there is nothing to build on. Start with FROM and an image, or "FROM scratch".',
        range: (early.find(({ keyword }) => keyword !== 'ARG') ?? early[0]!).keywordRange,
      },
    ]
  const starts = new Set(problems.map(({ range }) => range.start))
  return early
    .filter(({ keyword, keywordRange }) => keyword !== 'ARG' && !starts.has(keywordRange.start))
    .map(({ keyword, keywordRange }) => ({
      code: 'instruction-order',
      message: `${keyword} stands before the first FROM, where only ARG may. Move it below FROM.`,
      range: keywordRange,
    }))
}

function notADockerfile({ written, keywordRange }: Instruction): DockerfileProblem {
  const message = `This is no Dockerfile: it starts with "${short(written)}", which is no instruction. Start with FROM and an image.`
  return { code: 'not-a-dockerfile', message, range: keywordRange }
}

function empty(text: string): DockerfileProblem {
  return {
    code: 'empty',
    message: 'The file holds no instruction. Start with FROM and an image, or "FROM scratch".',
    range: { start: 0, end: Math.min(text.length, 1) },
  }
}
