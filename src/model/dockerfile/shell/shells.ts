import { flatMap } from '../../../flat-map.ts'
import type { Comment, Dockerfile, Instruction as InstructionNode } from '../../../languages/dockerfile/index.ts'
import type { Instruction, Stage } from '../dockerfile.ts'
import { once } from '../../../languages/once.ts'

/** The dialect that a script is written in; `other` is nothing that we read (PowerShell, cmd, Python …). */
export type Shell = 'sh' | 'bash' | 'dash' | 'ash' | 'ksh' | 'zsh' | 'other'

/** A shell, and what it is started with. */
export interface Interpreter {
  readonly shell: Shell
  readonly arguments: readonly string[]
}

const dialects: ReadonlyMap<string, Shell> = new Map([
  ['sh', 'sh'],
  ['bash', 'bash'],
  ['dash', 'dash'],
  ['ash', 'ash'],
  ['ksh', 'ksh'],
  ['mksh', 'ksh'],
  ['zsh', 'zsh'],
])
/** Their `/bin/sh` is that of BusyBox. */
const busyBoxImages: ReadonlySet<string> = new Set(['alpine', 'busybox'])

/** The dialect of a program, by its name or path; undefined where it is no shell that we read. */
export function dialectOf(program: string): Shell | undefined {
  return dialects.get(baseName(program))
}

/** The name of a program without its folder. */
export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1)
}

/** The shell that a command line starts, also behind another program: `conda run -n base bash -c`. */
export function interpreterOf(words: readonly string[]): Interpreter {
  const index = words.findIndex(word => dialectOf(word) !== undefined)
  return index < 0 ? { shell: 'other', arguments: words.slice(1) } : { shell: dialectOf(words[index]!)!, arguments: words.slice(index + 1) }
}

/** The interpreter that the first line of a script names with `#!`; undefined without such a line. */
export function shebangOf(text: string): Interpreter | undefined {
  if (!text.startsWith('#!')) return undefined
  const end = text.indexOf('\n')
  const line = text.slice(2, end < 0 ? undefined : end)
  return interpreterOf(line.split(/\s+/).filter(Boolean))
}

/** What the shell form of each instruction of a stage is given to, and what of the stages built on it. */
interface Settings {
  readonly of: ReadonlyMap<InstructionNode, Interpreter>
  readonly last: Interpreter
}

/** The settings of a stage, once they are known. */
const known = once<Stage, { settings?: Settings }>(() => ({}))
const noChanges: ReadonlyMap<InstructionNode, Interpreter> = new Map()

/** The shell that the shell form of an instruction is given to. */
export function shellOf({ stage, node }: Instruction): Interpreter {
  const { of, last } = settingsOf(stage)
  return of.get(node) ?? last
}

function settingsOf(stage: Stage): Settings {
  const own = known(stage)
  if (own.settings) return own.settings
  const missing: Stage[] = []
  for (let each: Stage | undefined = stage; each && !known(each).settings; each = each.parent) missing.push(each)
  for (const each of missing.toReversed()) {
    const inherited = each.parent && known(each.parent).settings?.last
    known(each).settings = ownSettings(each, inherited ?? toldFirst(each) ?? defaultShell(each))
  }
  return own.settings!
}

/** What Docker takes without SHELL. */
function defaultShell(stage: Stage): Interpreter {
  if (stage.windows) return { shell: 'other', arguments: ['/S', '/C'] }
  const busyBox = stage.image !== undefined && busyBoxImages.has(baseName(stage.image.repository))
  return { shell: busyBox ? 'ash' : 'sh', arguments: ['-c'] }
}

/** What a comment above the first FROM tells hadolint, for all stages. */
function toldFirst({ dockerfile }: Stage): Interpreter | undefined {
  const first = dockerfile.value!.stages[0]?.from
  return first && pragmasOf(dockerfile.value!).findLast(({ from }) => from < first.range.start)?.interpreter
}

/** Follows SHELL instructions, and comments that tell hadolint of a shell, through a stage. */
function ownSettings({ node, dockerfile }: Stage, inherited: Interpreter): Settings {
  const told = pragmasOf(dockerfile.value!)
  // Most stages have one shell.
  if (told.length === 0 && !node.instructions.some(({ keyword }) => keyword === 'SHELL')) return { of: noChanges, last: inherited }
  let next = told.findIndex(({ from }) => from > (node.from?.range.start ?? 0))
  const of = new Map<InstructionNode, Interpreter>()
  let last = inherited
  for (const instruction of node.instructions) {
    for (; next >= 0 && next < told.length && told[next]!.from < instruction.range.start; next++) last = told[next]!.interpreter
    if (instruction.keyword === 'SHELL' && instruction.json && instruction.words.length > 0) last = interpreterOf(instruction.words.map(({ value }) => value))
    of.set(instruction, last)
  }
  return { of, last }
}

interface Pragma {
  readonly from: number
  readonly interpreter: Interpreter
}

const pragmasOf = once(({ comments }: Dockerfile) => flatMap(comments, pragma))

/** `# hadolint shell=bash` */
function pragma({ text, range }: Comment): Pragma[] {
  const command = /^hadolint\s+shell\s*=\s*(\S.*)$/.exec(text)?.[1]
  return command === undefined ? [] : [{ from: range.start, interpreter: interpreterOf(command.split(/\s+/)) }]
}
