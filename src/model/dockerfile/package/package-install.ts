import { flatMap } from '../../../flat-map.ts'
import type { Word } from '../../../languages/shell/index.ts'
import { groupedBy } from '../../../grouped.ts'
import type { Project, Query } from '../../../project.ts'
import { once } from '../../../languages/once.ts'
import { type Family, managerNamed, type PackageManager } from '../../../facts/package-managers.ts'
import { type Arguments, argumentsOf, type Command, runCommands, type Script, type WrittenCommand } from '../shell/run.ts'
import { textOf } from '../shell/shell-variable.ts'

/** A call of a package manager in a RUN. */
export interface PackageCommand {
  readonly command: Command
  readonly manager: PackageManager
  /** As its user writes it: `apt-get`, `python3 -m pip`. */
  readonly program: string
  /** `install`, `module install`; empty where none is written, and none is meant. */
  readonly action: string
  /** The last word of the action, to point at; the name of the program where none is written. */
  readonly actionWord: Word
  readonly given: Arguments
  /** What stands behind the action: packages, files, folders. */
  readonly operands: readonly Word[]
}

/** All calls of package managers, in the order of the file. */
export function packageCommands(project: Project): PackageCommand[] {
  return flatMap(project.get(runCommands), command => packageCommandOf(command) ?? [])
}

function byFamily(project: Project): ReadonlyMap<Family, readonly PackageCommand[]> {
  return groupedBy(project.get(packageCommands), call => call.manager.family)
}

/** The calls of one family. */
export function callsOf(project: Project, family: Family): readonly PackageCommand[] {
  return project.get(byFamily).get(family) ?? []
}

function commandsOf(family: Family): Query<PackageCommand> {
  return project => callsOf(project, family)
}

/** Those that install. */
function installsOf(...families: readonly Family[]): Query<PackageCommand> {
  return project => flatMap(families, family => callsOf(project, family).filter(installs))
}

export const aptCommands = commandsOf('apt')
export const apkInstalls = installsOf('apk')
export const aptInstalls = installsOf('apt')
export const cargoInstalls = installsOf('cargo')
export const dnfCommands = commandsOf('dnf')
export const dnfInstalls = installsOf('dnf')
export const gemInstalls = installsOf('gem')
export const goInstalls = installsOf('go')
export const nodeInstalls = installsOf('npm', 'pnpm', 'yarn', 'bun')
export const pythonInstalls = installsOf('pip', 'pipx', 'uv')
export const yumCommands = commandsOf('yum')
export const yumInstalls = installsOf('yum')
export const zypperCommands = commandsOf('zypper')
export const zypperInstalls = installsOf('zypper')

export function installs({ manager, action }: PackageCommand): boolean {
  return manager.installs.has(action)
}

/** Whether it changes what is installed. */
export function changes({ manager: { installs: adds, upgrades, removes, alters }, action }: PackageCommand): boolean {
  return adds.has(action) || upgrades.has(action) || removes.has(action) || alters.has(action)
}

/** Whether what a command installs may be in an image that ships. What is behind ONBUILD runs in other builds. */
export function isShipped({ script: { instruction, stage } }: Command): boolean {
  return instruction.keyword === 'ONBUILD' || stage.use.shipped
}

/** As a user would name it: `apt-get install`. */
export function callOf({ program, action }: PackageCommand): string {
  return action === '' ? program : `${program} ${action}`
}

/** A command taken apart as a call of a package manager, if it is one. */
export function packageCommandOf(command: Command): PackageCommand | undefined {
  return writtenCall(command.written).call && placedCall(command)
}

const placedCall = once((command: Command): PackageCommand => {
  const { manager, program, action, actionWord, given, operands } = writtenCall(command.written).call!
  return { command, manager, program, action, actionWord, given, operands }
})
const writtenCall = once((command: WrittenCommand) => ({ call: readCall(command) }))

/** What a call is by the text of its script, wherever that stands. */
type WrittenCall = Omit<PackageCommand, 'command'>

function readCall({ name, nameWord, words }: WrittenCommand): WrittenCall | undefined {
  if (name === undefined) return undefined
  const manager = managerNamed(name)
  if (manager) return takeApart(name, nameWord, manager, words)
  // `python -m pip`
  if (!name.startsWith('python') || !/^python[\d.]*$/.test(name)) return undefined
  const flag = words.findIndex(({ value }) => value === '-m')
  const module = flag < 0 ? undefined : managerNamed(words[flag + 1]?.value ?? '')
  return module && takeApart(`${name} -m ${words[flag + 1]!.value}`, nameWord, module, words.slice(flag + 2))
}

function takeApart(program: string, nameWord: Word, manager: PackageManager, words: readonly Word[]): WrittenCall {
  const given = argumentsOf({ words: ownWords(manager, words) }, manager)
  const [first, second] = given.operands
  if (!first) {
    const silent = given.has('version', 'v', 'help', 'h')
    return { manager, program, action: silent ? '' : (manager.bare ?? ''), actionWord: nameWord, given, operands: [] }
  }
  const grouped = second !== undefined && manager.groups.has(first.value ?? '')
  const action = grouped ? `${first.value} ${second.value ?? ''}` : (first.value ?? '')
  return { manager, program, action, actionWord: grouped ? second : first, given, operands: given.operands.slice(grouped ? 2 : 1) }
}

/** The words that are for the manager, as those of other managers would be written. */
function ownWords({ family }: PackageManager, words: readonly Word[]): readonly Word[] {
  if (family === 'go') return words.map(withTwoDashes)
  // `cargo +nightly install`
  if (family === 'cargo' && words[0]?.value?.startsWith('+')) return words.slice(1)
  const end = family === 'gem' ? words.findIndex(({ value }) => value === '--') : -1
  return end < 0 ? words : words.slice(0, end)
}

/** The flags of Go are long with one dash. */
function withTwoDashes(word: Word): Word {
  return word.value !== undefined && /^-[^-]/.test(word.value) ? { ...word, value: `-${word.value}` } : word
}

/** Whether a word that only a build knows may hold flags. */
export function mayHoldFlags({ command, given }: PackageCommand): boolean {
  return given.operands.some(word => word.value === undefined && startsUnknown(word) && /^(?:.*\s)?-/s.test(textOf(command, word) ?? '-'))
}

function startsUnknown({ parts: [first] }: Word): boolean {
  return first?.type === 'parameter' || first?.type === 'command' || first?.type === 'double'
}

/** Whether something else answers the questions of a command: it reads its input from a pipe or a file. */
function isAnswered({ command: { node, pipeline, wrappers } }: PackageCommand): boolean {
  const piped = pipeline.commands.length > 1 && pipeline.commands[0] !== node && !wrappers.includes('xargs')
  return piped || node.redirects.some(({ operator }) => operator.startsWith('<'))
}

/** Flags that answer all questions of a family, or with which it asks none. */
const answers: Readonly<Partial<Record<Family, readonly string[]>>> = {
  apt: 'y yes assume-yes assume-no trivial-only s simulate just-print dry-run recon no-act print-uris h help'.split(' '),
  dnf: ['y', 'assumeyes', 'assumeno', 'h', 'help'],
  yum: ['y', 'assumeyes', 'assumeno', 'h', 'help'],
  zypper: ['n', 'y', 'non-interactive', 'no-confirm', 'non-interactive-include-reboot-patches', 'dry-run', 'D', 'h', 'help'],
}
const answeringSettings = /^(?:apt::get::assume-yes|assumeyes|assumeno)=(?:true|yes|1)$/i

/** Whether a call that changes packages does without an answer from a person; of one that changes none, it always does. */
export function isConfirmed(call: PackageCommand): boolean {
  const { given, manager } = call
  if (!changes(call) || isAnswered(call) || mayHoldFlags(call) || given.has(...(answers[manager.family] ?? []))) return true
  return given.flags.some(({ name, value }) => (name === 'o' || name === 'option' || name === 'setopt') && answeringSettings.test(value ?? ''))
}

/** Updates of the lists with nothing behind them in their RUN that needs them: they are of use to later RUNs alone. */
export function loneUpdates(project: Project): PackageCommand[] {
  const calls = project.subjects(packageCommands)
  const updates = calls.filter(({ command, manager, action }) => manager.refreshes.has(action) && !isMounted(command))
  const last = new Map<Script, number>(updates.map(({ command: { script } }) => [script, script.commands.findLastIndex(mayInstall)]))
  for (const call of calls) {
    const { script, index } = call.command
    if (needsLists(call) && last.has(script)) last.set(script, Math.max(last.get(script)!, index))
  }
  return updates.filter(({ command: { script, index } }) => last.get(script)! < index)
}

/** What is mounted may be the lists, for all RUNs. */
function isMounted({ script }: Command): boolean {
  return script.instruction.node.flags.some(({ name }) => name === 'mount')
}

function needsLists(call: PackageCommand): boolean {
  return changes(call) || call.action === 'source' || call.action === 'download'
}

/** A program that may install by itself: a script, or one that is told to. */
function mayInstall({ name, nameWord, words }: Command): boolean {
  if (name === undefined || nameWord.raw.includes('/') || /^(?:(?:ba|da|z|k|a)?sh|source|\.|eval)$|install|\.sh$/.test(name)) return true
  return words.some(({ value }) => /^-{0,2}install|^add$|^setup$/.test(value ?? ''))
}
