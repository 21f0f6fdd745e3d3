import { flatMap } from '../../../flat-map.ts'
import { groupedBy } from '../../../grouped.ts'
import type { Instruction as InstructionNode } from '../../../languages/dockerfile/index.ts'
import type { Word } from '../../../languages/shell/index.ts'
import type { Project, Query } from '../../../project.ts'
import { type Instruction, type Stage, stages } from '../dockerfile.ts'
import { modernYarns } from './lockfile.ts'
import { once } from '../../../languages/once.ts'
import { callsOf, installs, isShipped, loneUpdates, type PackageCommand, packageCommandOf } from './package-install.ts'
import { type Family, managerNamed } from '../../../facts/package-managers.ts'
import { argumentsOf, type Command, commandsNamed, type Script, scriptsOf } from '../shell/run.ts'
import { isSet, prefixesOf, textOf, unquoted, valueOf } from '../shell/shell-variable.ts'

/** What a package manager keeps of what it has fetched, and how that goes. */
interface Cache {
  readonly family: Family
  /** Whether a call leaves something in it. */
  readonly fills: (call: PackageCommand) => boolean
  /** Without what they start with, as they may be in another root, or in any home. */
  readonly folders: readonly string[]
  /** Sub-commands that empty it; of another family too, where two share it. */
  readonly cleans: RegExp
  readonly cleaners?: readonly Family[]
  /** Flags with which a call keeps nothing; each call needs them then. */
  readonly without?: RegExp
  /** Variables with which nothing is kept. */
  readonly off?: Readonly<Record<string, RegExp>>
  /** Flags and variables that name another folder, which is for their author to know. */
  readonly elsewhere?: readonly string[]
}

/** A call that leaves its cache in a layer. */
export interface LeftCache {
  readonly call: PackageCommand
  /** The layer is one of the image. */
  readonly shipped: boolean
  /** Nothing in its RUN uses what it leaves, so later ones are to: cleaning up would make it pointless. */
  readonly alone: boolean
}

export const aptLists = leftCaches({
  family: 'apt',
  fills: refreshes,
  folders: ['var/lib/apt/lists'],
  cleans: /^dist-?clean$/,
})

/** The packages that apt has fetched. The official images tell it to delete them, in a file that some builds take out. */
export const aptArchives = leftCaches(
  { family: 'apt', fills: adds, folders: ['var/cache/apt/archives'], cleans: /^(?:clean|auto-?clean|dist-?clean)$/ },
  project => {
    const kept = project.get(keptArchives)
    return ({ command: { script } }) => kept.get(script.stage)?.has(script.instruction.node) ?? false
  },
)

export const apkCaches = leftCaches({
  family: 'apk',
  fills: call => adds(call) || refreshes(call),
  folders: ['var/cache/apk', 'etc/apk/cache'],
  cleans: /^cache$/,
  without: /^no-cache$/,
  elsewhere: ['cache-dir'],
})

const rpmCache = {
  fills: adds,
  folders: ['var/cache/dnf', 'var/cache/libdnf5', 'var/cache/yum', 'var/cache/tdnf'],
  cleans: /^clean$/,
  cleaners: ['dnf', 'yum'],
} as const
export const dnfCaches = leftCaches({ family: 'dnf', ...rpmCache })
export const yumCaches = leftCaches({ family: 'yum', ...rpmCache })

export const zypperCaches = leftCaches({
  family: 'zypper',
  fills: adds,
  folders: ['var/cache/zypp'],
  cleans: /^(?:clean|cc)$/,
  elsewhere: ['cache-dir', 'pkg-cache-dir'],
})

export const pipCaches = leftCaches({
  family: 'pip',
  fills: adds,
  folders: ['.cache/pip'],
  cleans: /^cache$/,
  // pip takes the beginning of a flag for all of it.
  without: /^no-cache(?:-dir)?$/,
  off: { PIP_NO_CACHE_DIR: /^(?:1|true|on|yes|y|t)$/i },
  elsewhere: ['cache-dir', 'PIP_CACHE_DIR', 'XDG_CACHE_HOME'],
})

export const npmCaches = leftCaches({
  family: 'npm',
  fills: adds,
  folders: ['.npm/_cacache'],
  cleans: /^cache (?:clean|clear|rm)$/,
  elsewhere: ['cache', 'npm_config_cache', 'NPM_CONFIG_CACHE'],
})

export const yarnCaches = leftCaches(
  {
    family: 'yarn',
    fills: adds,
    folders: ['.cache/yarn/v6', '.yarn/berry/cache'],
    cleans: /^cache clean$/,
    elsewhere: ['cache-folder', 'YARN_CACHE_FOLDER', 'XDG_CACHE_HOME'],
  },
  project => {
    const modern = project.get(modernYarns)
    return ({ command: { script }, given }) => !modern.has(script.stage) && !given.has('immutable', 'immutable-cache', 'inline-builds')
  },
)

function adds(call: PackageCommand): boolean {
  return installs(call) || call.manager.upgrades.has(call.action)
}

function refreshes({ manager, action }: PackageCommand): boolean {
  return manager.refreshes.has(action)
}

/** Calls whose cache stays in the layer: it is on no mount, and nothing behind it in the same RUN empties it. */
function leftCaches(cache: Cache, counting: (project: Project) => (call: PackageCommand) => boolean = () => () => true): Query<LeftCache> {
  return project => {
    const counts = counting(project)
    const filling = callsOf(project, cache.family).filter(call => cache.fills(call) && counts(call))
    const byRun = groupedBy(filling, ({ command }) => command.script.instruction.node)
    const left = Array.from(byRun.values(), calls => leftIn(calls, cache)).flat()
    const alone = new Set(left.length > 0 ? project.get(loneUpdates) : [])
    return left.map(call => ({ call, shipped: isShipped(call.command), alone: alone.has(call) }))
  }
}

/** Of the calls in one RUN: all that lack a flag, or the first where cleaning up once does. */
function leftIn(calls: readonly PackageCommand[], cache: Cache): readonly PackageCommand[] {
  const { instruction } = calls[0]!.command.script
  const run = runOf(instruction)
  const emptied = run.emptied(cache)
  const left = calls.filter(call => !isOff(call, cache) && run.orderOf(call.command) > emptied)
  const adding = left.filter(adds)
  return cache.without && adding.length > 0 ? adding : (adding.length > 0 ? adding : left).slice(0, 1)
}

/** Whether nothing is kept, or somewhere else. */
function isOff({ command, given }: PackageCommand, { without, off, elsewhere = [] }: Cache): boolean {
  if (given.has(...elsewhere) || (without && given.flags.some(({ name }) => without.test(name)))) return true
  if (!off && elsewhere.length === 0) return false
  const own = prefixesOf(command)
  if (elsewhere.some(name => own.has(name) || isSet(command, name))) return true
  return Object.entries(off ?? {}).some(([name, holds]) => holds.test((own.has(name) ? own.get(name) : valueOf(command.script, name)) ?? ''))
}

/** What a RUN does to folders. */
interface Run {
  /** The place of a command among all in it. */
  orderOf(command: Command): number
  /** The place of the last command that empties a cache; -1 without one, infinite where the cache is mounted. */
  emptied(cache: Cache): number
}

const runOf = once(readRun)

function readRun(instruction: Instruction): Run {
  const starts = new Map<Script, number>()
  const cleanings: (Cleaning & { readonly order: number })[] = []
  let size = 0
  for (const script of scriptsOf(instruction)) {
    let folder = ''
    starts.set(script, size)
    for (const command of script.commands) {
      if (command.name === 'cd' || command.name === 'pushd') folder = folderBehind(command, folder)
      const cleaning = cleaningOf(command, folder)
      // A function may be called at any place.
      if (!cleaning) continue
      const { places, call } = cleaning
      cleanings.push({ places, call, order: command.inside.includes('function') ? Infinity : size + command.index })
    }
    size += script.commands.length
  }
  const mounts = mountsOf(instruction.node)
  return {
    orderOf: command => starts.get(command.script)! + command.index,
    emptied: cache => {
      const mounted = mounts.some(path => covers(path, cache))
      return mounted ? Infinity : cleanings.reduce((last, each) => (each.order > last && empties(each, cache) ? each.order : last), -1)
    },
  }
}

/** Where something is mounted, what is written goes into no layer. */
function mountsOf(node: InstructionNode): Place[] {
  let inner = node
  while (inner.onbuild) inner = inner.onbuild
  const targets = flatMap(inner.flags, ({ fields }) => fields.filter(({ key }) => /^(?:target|dst|destination)$/.test(key)))
  return flatMap(targets, ({ value }) => placesIn(value ?? ''))
}

/** A folder, or what some pattern matches in it. */
interface Place {
  readonly path: string
  readonly whole: boolean
}

/** What a command deletes: files, or what a package manager keeps; or all that it should, by its name. */
interface Cleaning {
  readonly places: readonly Place[] | undefined
  readonly call: PackageCommand | undefined
}

function cleaningOf(command: Command, folder: string): Cleaning | undefined {
  const { name = '', words } = command
  const places = (operands: readonly Word[]): Place[] => flatMap(operands, word => placesIn(below(folder, saidBy(command, word))))
  if (name === 'rm') return { places: places(argumentsOf(command).operands), call: undefined }
  if (name === 'find') {
    const deletes = words.some(({ value }) => value === '-delete' || value === 'rm')
    return deletes ? { places: places(words), call: undefined } : undefined
  }
  const call = packageCommandOf(command)
  return call || /clean/i.test(name) ? { places: undefined, call } : undefined
}

function empties({ places, call }: Cleaning, cache: Cache): boolean {
  if (places) return places.some(place => covers(place, cache))
  return !call || ((cache.cleaners ?? [cache.family]).includes(call.manager.family) && cache.cleans.test(call.action))
}

/** Whether a place holds one of the folders of a cache; of a pattern's folder, it must be the very folder. */
function covers({ path, whole }: Place, cache: Cache): boolean {
  if (path.startsWith('$(') || path.startsWith('`')) return managerAsked(path) === cache.family
  return foldersOf(cache).some(({ folder, above }) => (whole ? above : [folder]).some(each => path === each || path.endsWith(`/${each}`)))
}

/** The manager that is asked where its cache is: `$(yarn cache dir)`. */
function managerAsked(path: string): Family | undefined {
  const [, program] = /^(?:\$\(|`)([\w.]+) (?:cache dir|config get cache)[)`]$/.exec(path) ?? []
  return program === undefined ? undefined : managerNamed(program)?.family
}

/** The folders of a cache, each with those that it is in. */
const foldersOf = once(({ folders }: Cache) =>
  folders.map(folder => {
    const steps = folder.split('/')
    return { folder, above: steps.map((_, index) => steps.slice(0, index + 1).join('/')) }
  }),
)

/** The folder that a `cd` goes to. */
function folderBehind(command: Command, from: string): string {
  const [target] = argumentsOf(command).operands
  return target ? below(from, saidBy(command, target)) : ''
}

/** A path as seen from a folder, which it may leave by its own root or a variable. */
function below(folder: string, path: string): string {
  return folder === '' || /^[/~$]/.test(path) ? path : `${withoutEnd(folder)}/${path.replace(/^(?:\.\/)+/, '')}`
}

function saidBy(command: Command, word: Word): string {
  return textOf(command, word) ?? unquoted(word)
}

/** The paths that a word stands for: `/var/{lib,cache}/x/*` are two folders. */
function placesIn(text: string): Place[] {
  return alternatives(text.replaceAll(/\$\{(\w+)\}/g, '$$$1'), 3).map(path => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const isPattern = /[*?[]/.test(name)
    return { path: withoutEnd(isPattern || name === '.' ? path.slice(0, -name.length) : path), whole: !isPattern || /^\*+$/.test(name) }
  })
}

function withoutEnd(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end--
  return path.slice(0, end)
}

/** Of a few braces, as their number multiplies; the innermost first. */
function alternatives(text: string, braces: number): string[] {
  const open = text.lastIndexOf('{')
  const close = text.indexOf('}', open)
  if (open < 0 || close < 0 || braces === 0) return [text]
  const choices = text.slice(open + 1, close).split(',')
  return flatMap(choices, choice => alternatives(text.slice(0, open) + choice + text.slice(close + 1), braces - 1))
}

const removals = commandsNamed('rm')
const dockerClean = /(?:^|\/)docker-clean$/

/** In each stage, the RUNs in which apt keeps what it fetches: those behind, or with, one that deletes the setting of the official images. */
function keptArchives(project: Project): ReadonlyMap<Stage, ReadonlySet<InstructionNode>> {
  const deleting = new Set(
    flatMap(project.get(removals), ({ words, script }) => (words.some(({ value }) => dockerClean.test(value ?? '')) ? [script.instruction.node] : [])),
  )
  const kept = new Map<Stage, ReadonlySet<InstructionNode>>()
  if (deleting.size === 0) return kept
  for (const stage of project.get(stages)) {
    const below = stage.parent !== undefined && kept.has(stage.parent)
    const from = below ? 0 : stage.instructions.findIndex(({ node }) => deleting.has(node))
    if (from >= 0) kept.set(stage, new Set(stage.instructions.slice(from).map(({ node }) => node)))
  }
  return kept
}
