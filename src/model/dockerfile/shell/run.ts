import { flatMap } from '../../../flat-map.ts'
import { heredocMark } from '../../../languages/dockerfile/heredoc.ts'
import type { Instruction as InstructionNode } from '../../../languages/dockerfile/index.ts'
import {
  type Enclosure,
  parseShell,
  type Pipeline,
  type Range,
  type ShellText,
  type SimpleCommand,
  type Statement,
  visitCommands,
  type Word,
} from '../../../languages/shell/index.ts'
import { type Fix, insert } from '../../../fix.ts'
import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import { Ref } from '../../../source/ref.ts'
import { allInstructions, type Instruction, type Stage, starts } from '../dockerfile.ts'
import { once } from '../../../languages/once.ts'
import { joinedText, partOf, type PlacedText, textOfWord, wholeText } from './placed-text.ts'
import { type Interpreter, interpreterOf, shebangOf, type Shell, shellOf } from './shells.ts'
import { programOf, shellInput, startedBy } from './wrappers.ts'

export { type Arguments, argumentsOf, type Flag, type Syntax } from '../../../languages/shell/arguments.ts'
export type { Shell }

/** A shell script in a Dockerfile: the text of a RUN, the body of its heredoc, the string behind `sh -c`. */
export interface Script {
  /** The RUN, CMD, ENTRYPOINT or HEALTHCHECK that holds it; behind ONBUILD, the inner instruction's text is meant. */
  readonly instruction: Instruction
  readonly stage: Stage
  /** Where the text stands: shell form, heredoc, the string of `["sh", "-c", "…"]`, or the words of an exec form, which no shell reads. */
  readonly form: 'shell' | 'heredoc' | 'exec-shell' | 'exec'
  /** From SHELL, the stage's base, `#!` of a heredoc, or the program of an exec form. */
  readonly shell: Shell
  /** What the shell is started with: `['-o', 'pipefail', '-c']`. */
  readonly shellArguments: readonly string[]
  readonly tree: ShellText
  /** The commands that run, in the order in which they are written, those in compound commands, substitutions and functions too. */
  readonly commands: readonly Command[]
  /** A place in the script, to point at and to fix. */
  at(part: { readonly range: { readonly start: number; readonly end: number } }): Ref<string>
}

/**
 * A program that is run, with what merely starts it taken off: `sudo -E env A=b apt-get install x` is `apt-get`, started by
 * `sudo` and `env`. Those are commands of their own too, with all their arguments.
 */
export interface Command extends WrittenCommand {
  readonly script: Script
  /** The same for all commands that are written so in the same text, to keep with it what follows from the text alone. */
  readonly written: WrittenCommand
  at(part: { readonly range: { readonly start: number; readonly end: number } }): Ref<string>
}

/** What a command is by the text of its script, wherever that stands. */
export interface WrittenCommand {
  readonly node: SimpleCommand
  /** Base name of the program, `apt-get` of `/usr/bin/apt-get`; undefined where a variable says it. */
  readonly name: string | undefined
  readonly nameWord: Word
  /** The arguments behind the name. */
  readonly words: readonly Word[]
  /** The programs that start it, outermost first. */
  readonly wrappers: readonly string[]
  /** Position in `script.commands`. */
  readonly index: number
  /** The commands that it is piped to and from, and the list that those are part of; of a command behind `sh -c`, in its string. */
  readonly pipeline: Pipeline
  readonly statement: Statement
  /** What it stands in, outermost first; `shell` is the string of `sh -c`. */
  readonly inside: readonly (Enclosure | 'shell')[]
  /** A range of the text that its node is part of → that of the script. */
  inScript(range: Range): Range
}

/** All scripts of RUN instructions, those behind ONBUILD too, in stages of every Dockerfile. */
export function runScripts(project: Project): readonly Script[] {
  const runs = project.get(allInstructions).filter(({ node }) => node.keyword === 'RUN' || (node.onbuild && triggered(node).keyword === 'RUN'))
  return flatMap(runs, scriptsOf)
}

/** What containers are started and asked with: the scripts of CMD, ENTRYPOINT and HEALTHCHECK. */
export function startScripts(project: Project): readonly Script[] {
  return flatMap(project.get(starts), scriptsOf)
}

/** All commands of RUN instructions. */
export function runCommands(project: Project): readonly Command[] {
  return flatMap(project.get(runScripts), script => script.commands)
}

/** The commands of RUN instructions by their names. */
function commandsByName(project: Project): ReadonlyMap<string, readonly Command[]> {
  return grouped(flatMap(project.get(runCommands), command => (command.name === undefined ? [] : [[command.name, command] as const])))
}

/** A query for the commands of RUN instructions that run some programs. */
export function commandsNamed(...names: readonly string[]): (project: Project) => readonly Command[] {
  return project => {
    const index = project.get(commandsByName)
    return flatMap(names, name => index.get(name) ?? [])
  }
}

/** Those that set variables for themselves: `NAME=value program`. */
export function assigningCommands(project: Project): readonly Command[] {
  return project.get(runCommands).filter(({ node }) => node.assignments.length > 0)
}

/** Adds a word to a command, behind one that is there: a string of its own in a JSON list. */
export function addWord({ script, at }: Command, behind: Word, word: string): Fix {
  const place = at(behind)
  if (script.form !== 'exec') return insert(place, ` ${word}`)
  return insert(new Ref(place.source, place.path.slice(0, -1), undefined), `, ${JSON.stringify(word)}`)
}

/** The scripts of one instruction (RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD, or one behind ONBUILD). */
export const scriptsOf: (instruction: Instruction) => readonly Script[] = once(readScripts)

/** The instruction itself, or the one that it makes others run. */
function triggered(node: InstructionNode): InstructionNode {
  let inner = node
  while (inner.onbuild) inner = inner.onbuild
  return inner
}

function readScripts(instruction: Instruction): Script[] {
  let ref: Ref<InstructionNode> = instruction
  while (ref.value?.onbuild) ref = ref.at('onbuild') as Ref<InstructionNode>
  const node = ref.value
  switch (node?.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return node.json ? execScripts(instruction, ref, 0) : shellScripts(instruction, ref)
    case 'HEALTHCHECK':
      if (node.words[0]?.value.toUpperCase() !== 'CMD') return []
      return node.json ? execScripts(instruction, ref, 1) : healthcheckScripts(instruction, ref)
    default:
      return []
  }
}

/** The words of a JSON list, from one of them on: a program with its arguments. */
function execScripts(instruction: Instruction, ref: Ref<InstructionNode>, from: number): Script[] {
  const words = ref
    .at('words')
    .each()
    .slice(from)
    .map(word => word.at('value'))
  if (words.length === 0) return []
  const values = words.map(({ value }) => value ?? '')
  const text = joinedText(words.map(word => [word, ' ']))
  const tree = shellTexts(instruction).get(`exec ${from}`, ref.value!.text, () => execTree(text.text, values))
  const program = simpleCommandIn(tree)
  const interpreter = interpreterOf(values.slice(0, 1))
  const { script } = shellInput(program.words, 0)
  if (!script || interpreter.shell === 'other') return [new TextScript(instruction, 'exec', interpreter, text, tree)]
  const index = program.words.indexOf(script)
  return [new TextScript(instruction, 'exec-shell', { ...interpreter, arguments: values.slice(1, index) }, wholeText(words[index]!))]
}

/** A command that no shell takes apart. */
function execTree(text: string, values: readonly string[]): ShellText {
  let start = 0
  const words = values.map((value): Word => {
    const range = { start, end: start + value.length }
    start = range.end + 1
    return { parts: [{ type: 'literal', value, range }], raw: value, value, range }
  })
  const range = { start: 0, end: start - 1 }
  const command: SimpleCommand = { type: 'simple', assignments: [], words, redirects: [], range }
  const pipeline: Pipeline = { commands: [command], pipes: [], negated: false, range }
  const statement: Statement = { items: [{ operator: undefined, operatorRange: undefined, pipeline }], background: false, range }
  return { text, statements: [statement], comments: [], problems: [], range: { start: 0, end: text.length } }
}

function simpleCommandIn({ statements }: ShellText): SimpleCommand {
  return statements[0]!.items[0]!.pipeline.commands[0] as SimpleCommand
}

function healthcheckScripts(instruction: Instruction, ref: Ref<InstructionNode>): Script[] {
  const { text, words } = ref.value!
  const command = words[1]?.raw ?? ''
  return [
    new TextScript(instruction, 'shell', shellOf(instruction), partOf(wholeText(ref.at('text')), { start: text.length - command.length, end: text.length })),
  ]
}

function shellScripts(instruction: Instruction, ref: Ref<InstructionNode>): Script[] {
  const { text, heredocs } = ref.value!
  const interpreter = shellOf(instruction)
  const written = ref.at('text')
  if (heredocs.length === 0) return [new TextScript(instruction, 'shell', interpreter, wholeText(written))]
  const bodies = ref
    .at('heredocs')
    .each()
    .map(body => body.at('content'))
  if (heredocs.length === 1 && heredocMark(text)) {
    const body = wholeText(bodies[0]!)
    return [new TextScript(instruction, 'heredoc', shebangOf(body.text) ?? interpreter, body)]
  }
  const script = new TextScript(
    instruction,
    'shell',
    interpreter,
    joinedText([[written, '\n'], ...bodies.map((body, index) => [body, `${heredocs[index]!.name}\n`] as const)]),
  )
  return [script, ...fedShells(script)]
}

/** The heredocs that a shell reads its commands from: `RUN bash <<EOF`. */
function fedShells(script: TextScript): Script[] {
  return flatMap(script.commands, ({ nameWord, words, node, inside }) => {
    const { heredoc } = node.redirects.findLast(({ heredoc }) => heredoc) ?? {}
    const all = [nameWord, ...words]
    if (!heredoc || inside.includes('shell') || !shellInput(all, 0).reads) return []
    const interpreter = interpreterOf(all.map(({ value, raw }) => value ?? raw))
    return [new TextScript(script.instruction, 'heredoc', interpreter, partOf(script.placed, heredoc.range))]
  })
}

class TextScript implements Script {
  readonly instruction: Instruction
  readonly form: Script['form']
  readonly shell: Shell
  readonly shellArguments: readonly string[]
  readonly placed: PlacedText
  #tree: ShellText | undefined
  #commands: readonly Command[] | undefined

  constructor(instruction: Instruction, form: Script['form'], interpreter: Interpreter, placed: PlacedText, tree?: ShellText) {
    this.instruction = instruction
    this.form = form
    this.shell = interpreter.shell
    this.shellArguments = interpreter.arguments
    this.placed = placed
    this.#tree = tree
  }

  get stage(): Stage {
    return this.instruction.stage
  }

  get tree(): ShellText {
    return (this.#tree ??= this.shell === 'other' ? unread(this.placed.text) : this.#parse())
  }

  #parse(): ShellText {
    const { shell: dialect, shellArguments, placed } = this
    const options = shellArguments.includes('extglob') ? { dialect, patterns: true } : { dialect }
    return shellTexts(this.instruction).get(`${dialect} ${options.patterns}`, placed.text, () => parseShell(placed.text, options))
  }

  get commands(): readonly Command[] {
    return (this.#commands ??= commandsIn(this.tree).map(written => {
      const { node, name, nameWord, words, wrappers, index, pipeline, statement, inside, inScript } = written
      const at: Command['at'] = ({ range }) => this.placed.at(inScript(range))
      // Written out, as a spread takes several times as long.
      return { script: this, written, at, node, name, nameWord, words, wrappers, index, pipeline, statement, inside, inScript }
    }))
  }

  at({ range }: { readonly range: Range }): Ref<string> {
    return this.placed.at(range)
  }
}

/** A text that we have no grammar for. */
function unread(text: string): ShellText {
  return { text, statements: [], comments: [], problems: [], range: { start: 0, end: text.length } }
}

/** The texts that were read in this run. */
function shellTexts({ stage }: Instruction): ShellTexts {
  return stage.project.whole.get(allTexts)
}

function allTexts(): ShellTexts {
  return new ShellTexts()
}

/** How much text is kept. */
const mostCharacters = 200_000

/** Shell texts by how they are read. Many Dockerfiles hold the same ones, which then are read once, with all that follows from the text alone. */
class ShellTexts {
  readonly #readings = new Map<string, Map<string, ShellText>>()
  #characters = 0

  get(reading: string, text: string, read: () => ShellText): ShellText {
    let known = this.#readings.get(reading)
    if (!known) this.#readings.set(reading, (known = new Map()))
    let tree = known.get(text)
    if (tree) return tree
    tree = read()
    this.#characters += text.length
    if (this.#characters > mostCharacters) this.#forget()
    known.set(text, tree)
    return tree
  }

  #forget(): void {
    for (const known of this.#readings.values()) known.clear()
    this.#characters = 0
  }
}

/** Chains of programs that start each other are followed this far, and so are shells in shells. */
const mostWrappers = 16
const deepestShell = 8

const commandsIn = once((tree: ShellText): readonly WrittenCommand[] => new CommandCollector().collect(tree, range => range, [], 0))

/** Finds the commands of a script, also those that others start. */
class CommandCollector {
  readonly #commands: WrittenCommand[] = []

  collect(tree: ShellText, inScript: WrittenCommand['inScript'], outside: readonly (Enclosure | 'shell')[], depth: number): WrittenCommand[] {
    visitCommands(tree, (node, { pipeline, statement, inside }) => {
      if (node.type !== 'simple' || node.words.length === 0) return
      const all = outside.length > 0 ? [...outside, ...inside] : inside
      const wrappers: string[] = []
      let from: number | undefined = 0
      while (from !== undefined && wrappers.length < mostWrappers) {
        this.#add({ node, pipeline, statement, inside: all, inScript }, from, [...wrappers])
        const { script } = shellInput(node.words, from)
        const inner = script && depth < deepestShell ? textOfWord(tree.text, script) : undefined
        if (inner) this.collect(parseShell(inner.text), range => inScript(inner.outer(range)), [...all, 'shell'], depth + 1)
        wrappers.push(programOf(node.words[from]) ?? '')
        from = startedBy(node.words, from)
      }
    })
    return this.#commands
  }

  #add(
    { node, pipeline, statement, inside, inScript }: Pick<WrittenCommand, 'node' | 'pipeline' | 'statement' | 'inside' | 'inScript'>,
    from: number,
    wrappers: readonly string[],
  ): void {
    const nameWord = node.words[from]!
    const words = node.words.slice(from + 1)
    const index = this.#commands.length
    this.#commands.push({ node, name: programOf(nameWord), nameWord, words, wrappers, index, pipeline, statement, inside, inScript })
  }
}
