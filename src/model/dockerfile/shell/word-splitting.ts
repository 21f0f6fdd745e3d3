import { flatMap } from '../../../flat-map.ts'
import { environmentOf } from '../../../languages/dockerfile/index.ts'
import { type CommandSubstitution, type Parameter, type Part, type SimpleCommand, visitCommands, type Word } from '../../../languages/shell/index.ts'
import { once } from '../../../languages/once.ts'
import { baseName } from './shells.ts'
import type { Instruction, Stage } from '../dockerfile.ts'
import type { Script } from './run.ts'

/**
 * What an expansion may give where nothing quotes it.
 *
 * - `one`: always one word, that matches no files.
 * - `unknown`: what the script does not set; an image or a user does.
 * - `many`: a text with blanks or `*` that stands in the script, so several words are meant.
 * - `doubtful`: what a program prints, or a user gives: one word, none, or several.
 */
export type Words = 'one' | 'unknown' | 'many' | 'doubtful'
const order: readonly Words[] = ['one', 'unknown', 'many', 'doubtful']

type Source = { readonly word: Word } | { readonly items: readonly Word[] } | { readonly gives: Words }

/** What the builder passes on from its own environment (docs.docker.com/reference/dockerfile, "Predefined ARGs"). */
const predefined = /^(?:http|https|ftp|no|all)_proxy$/i
const numbers = new Set(['?', '#', '$', '!', '-', 'RANDOM', 'UID', 'EUID', 'PPID', 'SECONDS', 'LINENO', 'BASHPID', 'OPTIND', 'SHLVL', 'COLUMNS', 'LINES'])
const declarers = new Set(['local', 'declare', 'typeset', 'let', 'unset'])
/** Commands that set variables in ways that cannot be followed. */
const opaque = new Set(['.', 'source', 'eval'])

/** The variables of a script: what sets them, and what they may hold. In a shell they are all global, so places count for nothing. */
export class ShellVariables {
  readonly #script: Script
  readonly #sources = new Map<string, Source[]>()
  /** Names that a function, or `set --`, gives the arguments. */
  readonly takesArguments: boolean
  /** A file or text that is run may set anything. */
  readonly opaque: boolean

  constructor(script: Script) {
    this.#script = script
    let takesArguments = false
    visitCommands(script.tree, command => {
      switch (command.type) {
        case 'simple':
          this.#simple(command)
          if (command.words[0]?.value === 'set' && command.words.length > 1) takesArguments = true
          break
        case 'for':
        case 'select':
          if (command.variable) this.#add(command.variable.name, command.words ? { items: command.words } : { gives: 'doubtful' })
          break
        case 'function':
          takesArguments = true
          break
        default:
          break
      }
    })
    for (const name of arithmeticNames(script.tree.text)) this.#add(name, { gives: 'one' })
    this.takesArguments = takesArguments
    this.opaque = script.commands.some(({ name = '' }) => opaque.has(name))
  }

  /** Whether the script, or a mount of its RUN, sets a variable. */
  sets(name: string): boolean {
    return this.#sources.has(name) || this.#script.instruction.node.flags.some(({ fields }) => fields.some(({ key, value }) => key === 'env' && value === name))
  }

  /** Whether ENV or ARG sets or declares it above, or the builder does. */
  isDeclared(name: string): boolean {
    const { stage, instruction } = this.#script
    return predefined.test(name) || environmentOf(stage.dockerfile.value!).declares(name, instruction.node) || isTriggered(name, instruction)
  }

  /** Its value by ENV, or by ARG in a build that sets none; undefined where only a build knows. */
  declaredValue(name: string): string | undefined {
    const { stage, instruction } = this.#script
    const value = environmentOf(stage.dockerfile.value!).valueAt(name, instruction.node)
    return typeof value === 'string' ? value : undefined
  }

  get names(): Iterable<string> {
    return this.#sources.keys()
  }

  /** What is known of the number of words; see `Words`. */
  readonly trusting = new Reader(this, true)
  /** The same by what the script says alone: whatever a program prints, or stands in a list, may be several words. */
  readonly strict = new Reader(this, false)

  /** What sets a variable. */
  sourcesOf(name: string): readonly Source[] | undefined {
    return this.#sources.get(name)
  }

  #simple({ assignments, words }: SimpleCommand): void {
    for (const { name, value, array } of assignments) this.#add(name, value ? { word: value } : { gives: array ? 'many' : 'one' })
    const program = words[0]?.value && baseName(words[0].value)
    // What is only declared is empty, until something sets it.
    const gives = program !== undefined && declarers.has(program) ? 'one' : 'doubtful'
    for (const name of namesSetBy(program, words.slice(1))) this.#add(name, { gives })
    for (const word of words)
      if (word.value === undefined)
        for (const { part } of defaultsIn(word.parts)) this.#add(part.name, part.argument ? { word: part.argument } : { gives: 'one' })
  }

  #add(name: string, source: Source): void {
    const sources = this.#sources.get(name)
    if (sources) sources.push(source)
    else this.#sources.set(name, [source])
  }
}

/** Whether an ENV or ARG behind ONBUILD sets a variable in the builds that an instruction runs in. */
function isTriggered(name: string, { stage, keyword, index }: Instruction): boolean {
  if (keyword === 'ONBUILD' && (triggeredIn(stage).get(name) ?? Infinity) < index) return true
  for (let below = stage.parent; below; below = below.parent) if (triggeredIn(below).has(name)) return true
  return false
}

/** The variables that a stage sets behind ONBUILD, and the place of the first that does. */
const triggeredIn = once(({ node: { instructions } }: Stage): ReadonlyMap<string, number> => {
  const names = new Map<string, number>()
  for (const [index, { onbuild }] of instructions.entries()) {
    if (onbuild?.keyword !== 'ENV' && onbuild?.keyword !== 'ARG') continue
    for (const { key } of onbuild.pairs) if (!names.has(key)) names.set(key, index)
  }
  return names
})

const deepest = 100

/** Tells how many words the expansions of a script give. */
class Reader {
  readonly #variables: ShellVariables
  readonly #trusting: boolean
  readonly #words = new Map<string, Words>()
  #depth = 0

  constructor(variables: ShellVariables, trusting: boolean) {
    this.#variables = variables
    this.#trusting = trusting
  }

  wordsOf(part: Parameter | CommandSubstitution): Words {
    if (part.type === 'command') return this.#trusting ? wordsPrinted(part, this) : 'doubtful'
    const { name, operator, argument } = part
    if (operator === 'length' || numbers.has(name) || (name === '0' && this.#trusting)) return 'one'
    const own = this.#wordsIn(name)
    switch (operator?.replace(':', '')) {
      case '+':
        return argument ? this.wordsIn(argument) : 'one'
      case '-':
      case '=':
        return worst([own, argument ? this.wordsIn(argument) : 'one'])
      default:
        return own
    }
  }

  wordsIn({ parts, value }: Word): Words {
    // Nothing is no word at all.
    if (value === '' && !this.#trusting) return 'many'
    return worst(parts.map(part => this.#wordsOfPart(part)))
  }

  #wordsOfPart(part: Part): Words {
    switch (part.type) {
      case 'literal':
      case 'single':
        return /[\s*?[]/.test(part.value) ? 'many' : 'one'
      case 'double':
        return worst(part.parts.map(each => this.#wordsOfPart(each)))
      case 'parameter':
      case 'command':
        return this.wordsOf(part)
      case 'arithmetic':
      case 'process':
        return 'one'
      case 'pattern':
        return 'many'
    }
  }

  #wordsIn(name: string): Words {
    const known = this.#words.get(name)
    if (known) return known
    // Longer chains of variables are written by nobody.
    if (this.#depth > deepest) return 'unknown'
    // Of a variable that is made from itself, the rest decides.
    this.#words.set(name, 'one')
    this.#depth++
    const words = this.#wordsFrom(name, this.#variables.sourcesOf(name))
    this.#depth--
    this.#words.set(name, words)
    return words
  }

  #wordsFrom(name: string, sources: readonly Source[] | undefined): Words {
    if (!sources) return this.#variables.isDeclared(name) ? 'one' : /^[\d@*]/.test(name) && !this.#trusting ? 'doubtful' : 'unknown'
    return worst(
      sources.map(source => {
        if ('gives' in source) return source.gives
        if ('word' in source) return this.wordsIn(source.word)
        return worst(source.items.map(item => this.#wordsOfItem(item)))
      }),
    )
  }

  /** A loop goes over the words of a list one by one, but files may have any name. */
  #wordsOfItem(item: Word): Words {
    if (item.value === undefined) {
      if (!this.#trusting) return 'doubtful'
      const words = this.wordsIn(item)
      return words === 'many' && item.parts.every(({ type }) => type === 'parameter') ? 'one' : words
    }
    return item.parts.some(part => part.type === 'literal' && /[*?[]/.test(part.value)) ? 'doubtful' : /\s/.test(item.value) ? 'many' : 'one'
  }
}

/** The variables of a script; worked out once. */
export const variablesOf: (script: Script) => ShellVariables = once(script => new ShellVariables(script))

function worst(all: readonly Words[]): Words {
  return all.reduce((one, other) => (order.indexOf(other) > order.indexOf(one) ? other : one), 'one' as Words)
}

/** Names that builtins fill. */
function namesSetBy(program: string | undefined, words: readonly Word[]): string[] {
  const plain = words.map(({ value }) => value ?? '')
  switch (program) {
    case 'read':
    case 'mapfile':
    case 'readarray':
      return [...plain.filter(name => /^[A-Za-z_]\w*$/.test(name)), 'REPLY', 'MAPFILE']
    case 'getopts':
      return [...plain.slice(1, 2), 'OPTARG', 'OPTIND', 'OPTERR']
    case 'printf':
      return plain[0] === '-v' ? plain.slice(1, 2) : []
    case 'local':
    case 'declare':
    case 'typeset':
    case 'let':
    case 'unset':
      return flatMap(plain, name => /^([A-Za-z_]\w*)(?:$|[-+*/%]?=)/.exec(name)?.[1] ?? [])
    default:
      return []
  }
}

/** `${name:=value}` sets a variable where it is used. */
function defaultsIn(parts: readonly Part[]): { part: Parameter }[] {
  return flatMap(parts, part => {
    if (part.type === 'double') return defaultsIn(part.parts)
    return part.type === 'parameter' && (part.operator === '=' || part.operator === ':=') ? [{ part }] : []
  })
}

/** Names that are set inside `((…))`. */
function arithmeticNames(text: string): string[] {
  if (!text.includes('((')) return []
  return Array.from(text.matchAll(/\(\(([^()\n]*)/g), ([, inner]) =>
    Array.from(inner!.matchAll(/\b([A-Za-z_]\w*)\s*(?:\+\+|--|[-+*/%]?=(?!=))/g), ([, name]) => name!),
  ).flat()
}

/** Programs that print one word, or none; with the arguments that they need for it. */
const onePrinters: ReadonlyMap<string, RegExp | undefined> = new Map<string, RegExp | undefined>([
  ...['arch', 'basename', 'dirname', 'expr', 'getconf', 'hostname', 'mktemp', 'nproc', 'pwd', 'readlink', 'realpath', 'tty', 'whoami'].map(
    name => [name, undefined] as const,
  ),
  ['apk', /^--print-arch/],
  ['command', /^-v /],
  ['date', /^(?:-\S+ )*\+\S+$/],
  ['dpkg', /^--print-/],
  ['dpkg-architecture', /^-\S*q/],
  ['gcc', /^-dump/],
  ['getent', undefined],
  ['git', /^(?:-C \S+ )?(?:rev-parse|describe)/],
  ['go', /^env \S+$/],
  ['id', /^-/],
  ['lsb_release', /^-[a-z]*[cri]/],
  ['node', /^(?:-v|--version)$/],
  ['npm', /^(?:root|prefix|bin)/],
  ['php-config', /^--(?:extension-dir|phpapi|version|prefix)$/],
  ['rpm', /^(?:-E|--eval) /],
  ['rustc', /^--print/],
  ['stat', /^-c/],
  ['uname', /^-\w$/],
  ['wc', /^-\w$/],
  ['which', /^\S+$/],
])
/** They pass on what they are given, or less of it. */
const filters = new Set(['awk', 'cut', 'head', 'rev', 'sed', 'tail', 'tr'])

/** What a command substitution gives, as far as the programs in it are known. */
function wordsPrinted({ script: { statements } }: CommandSubstitution, reader: Reader): Words {
  const items = statements.length === 1 ? statements[0]!.items : []
  const commands = items.length === 1 ? items[0]!.pipeline.commands : []
  const [first, ...rest] = commands
  const last = commands.at(-1)
  if (!first || first.type !== 'simple' || last?.type !== 'simple') return 'doubtful'
  if (printsOne(last)) return 'one'
  const [printer, ...printed] = first.words
  const echoes = /^(?:echo|printf)$/.test(printer?.value ?? '')
  const filtered = rest.every(command => command.type === 'simple' && filters.has(command.words[0]?.value ?? ''))
  if (!filtered || (!echoes && !printsOne(first))) return 'doubtful'
  return echoes ? worst(printed.filter(({ value }) => !value?.includes('%s')).map(word => reader.wordsIn(word))) : 'one'
}

function printsOne({ words: [program, ...args] }: SimpleCommand): boolean {
  const name = program?.value && baseName(program.value)
  if (!name || !onePrinters.has(name)) return false
  return onePrinters.get(name)?.test(args.map(({ value, raw }) => value ?? raw.replaceAll(/\s/g, '_')).join(' ')) ?? true
}
