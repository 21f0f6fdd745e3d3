import { flatMap } from '../../../flat-map.ts'
import {
  type Command as ShellCommand,
  type Part,
  type Range,
  type Redirect,
  type ShellText,
  type SimpleCommand,
  visitCommands,
  type Word,
} from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { once } from '../../../languages/once.ts'
import type { Script } from './run.ts'
import { expansionsIn, shellScripts, wordsIn } from './shell-text.ts'
import { variablesOf } from './word-splitting.ts'
import { type KnownShell, knownShell } from './system-shell.ts'

/** Something of bash in a script. */
export interface Bashism extends Trait {
  readonly script: Script
  /** The shell that runs it; undefined where that is not known. */
  readonly shell: KnownShell | undefined
  /** It is started as "sh", and only POSIX says what that knows. */
  readonly posix: boolean
  readonly range: Range
  /** As written. */
  readonly text: string
}

/** What bash has of its own. */
interface Trait {
  /** ShellCheck's number. */
  readonly code: string
  /** What it does in a shell without it, as the end of a sentence that begins with its text and the name of the shell. */
  readonly effect: string
  /** What to write, in quotes where it stands so; bash itself where there is no other way. */
  readonly instead?: string
  /** What to write in its place, where that is always right. */
  readonly fixed?: string
  /** Shells besides bash that have it; `sh` are those that have it without POSIX saying so. */
  readonly known: readonly (KnownShell | 'sh')[]
}

/** `variable` is the one of bash that it reads, unless the script or the Dockerfile sets it. */
type Spotted = Trait & { readonly range: Range; readonly text: string; readonly variable?: string }

const notFound = 'is not found'
const unreadable = 'is a syntax error, so the build stops'
const badSubstitution = 'is a "bad substitution", so the build stops'

/** Builtins. */
const builtins: ReadonlyMap<string | undefined, Trait> = new Map<string | undefined, Trait>([
  ['source', { code: 'SC3046', effect: notFound, instead: '"."', known: ['ash', 'ksh', 'zsh'] }],
  ['let', { code: 'SC3039', effect: notFound, instead: '"$((…))"', known: ['ash', 'ksh', 'zsh'] }],
  ...[
    'declare',
    'typeset',
    'pushd',
    'popd',
    'shopt',
    'mapfile',
    'readarray',
    'builtin',
    'dirs',
    'disown',
    'compgen',
    'complete',
    'caller',
    'enable',
    'suspend',
    'logout',
  ].map(name => [name, { code: 'SC3044', effect: notFound, known: ['ksh', 'zsh'] }] as const),
  ['local', { code: 'SC3043', effect: 'is not in POSIX', instead: 'another name', known: ['dash', 'ash', 'ksh', 'zsh'] }],
])
/** Variables that bash fills by itself. */
const special: ReadonlySet<string> = new Set([
  'RANDOM',
  'UID',
  'EUID',
  'SECONDS',
  'HOSTNAME',
  'HOSTTYPE',
  'MACHTYPE',
  'OSTYPE',
  'SHLVL',
  'DIRSTACK',
  'FUNCNAME',
  'GROUPS',
  'PIPESTATUS',
  'BASHPID',
  'BASH_SOURCE',
  'BASH_VERSION',
])
const ashKnows: ReadonlySet<string> = new Set(['RANDOM', 'HOSTNAME', 'SHLVL'])
const specialTrait: Trait = { code: 'SC3028', effect: 'is empty', known: ['ksh', 'zsh'] }

/** What stands behind the name in `${name…}`. */
const operators: readonly (readonly [operator: RegExp, trait: Trait])[] = [
  [/^[\^,]/, { code: 'SC3059', effect: badSubstitution, instead: '"tr"', known: ['zsh'] }],
  [/^\//, { code: 'SC3060', effect: badSubstitution, instead: '"sed"', known: ['ash', 'ksh', 'zsh'] }],
  [/^:$/, { code: 'SC3057', effect: badSubstitution, instead: '"cut"', known: ['ash', 'ksh', 'zsh'] }],
  [/^indirect$/, { code: 'SC3053', effect: badSubstitution, instead: '"eval"', known: [] }],
  [/^@$/, { code: 'SC3059', effect: badSubstitution, known: [] }],
]
const arrayTrait: Trait = { code: 'SC3054', effect: badSubstitution, known: ['ksh', 'zsh'] }

/** What scripts of sh, dash and ash use that bash alone has for sure. */
export function bashisms(project: Project): Bashism[] {
  return flatMap(project.get(shellScripts), script => {
    if (script.shell === 'bash' || script.shell === 'zsh' || script.shell === 'ksh') return []
    const found = spottedIn(script.tree).filter(({ variable }) => variable === undefined || !isSet(variable, script))
    if (found.length === 0) return []
    const shell = knownShell(script)
    const posix = script.shell === 'sh' || (script.shell === 'ash' && !script.stage.before(script.instruction, 'SHELL'))
    return found.map(each => ({ ...each, script, shell, posix }))
  })
}

function isSet(name: string, script: Script): boolean {
  return variablesOf(script).sets(name) || variablesOf(script).isDeclared(name)
}

const spottedIn = once((tree: ShellText): readonly Spotted[] => {
  const { text } = tree
  const found: Spotted[] = []
  const add = (trait: Trait, range: Range): void => void found.push({ ...trait, range, text: text.slice(range.start, range.end) })
  visitCommands(tree, (command, { pipeline }) => {
    for (const [trait, range] of traitsOf(command, text)) add(trait, range)
    for (const redirect of command.redirects) for (const [trait, range] of redirectTraits(redirect, text)) add(trait, range)
    if (pipeline.commands[0] !== command) return
    for (const pipe of pipeline.pipes)
      if (pipe.end - pipe.start === 2) add({ code: 'SC3029', effect: unreadable, instead: '"2>&1 |"', fixed: '2>&1 |', known: ['zsh'] }, pipe)
  })
  for (const { role, word } of wordsIn({ tree })) {
    for (const [trait, range] of wordTraits(word)) add(trait, range)
    if (role === 'argument' || role === 'list') for (const range of braces(word, text)) add(braceTrait, range)
  }
  return found.length < 2 ? found : found.toSorted((a, b) => a.range.start - b.range.start)
})

const braceTrait: Trait = { code: 'SC3009', effect: 'stays as it is, braces and all', instead: 'each word of its own', known: ['ksh', 'zsh'] }

type Found = readonly [Trait & Pick<Spotted, 'variable'>, Range]

function traitsOf(command: ShellCommand, text: string): Found[] {
  const { range } = command
  switch (command.type) {
    case 'simple':
      return simpleTraits(command)
    case 'test':
      return [[{ code: 'SC3010', effect: `${notFound}, which counts as a no`, instead: '"[ … ]"', known: ['ash', 'ksh', 'zsh'] }, head(range, 2)]]
    case 'arithmetic':
      return [[{ code: 'SC3006', effect: 'runs a command in two subshells', instead: '"[ $((…)) -ne 0 ]"', known: ['ksh', 'zsh'] }, head(range, 2)]]
    case 'select':
      return [[{ code: 'SC3008', effect: unreadable, instead: '"for"', known: ['ksh', 'zsh'] }, head(range, 6)]]
    case 'for':
      return command.arithmetic ? [[{ code: 'SC3005', effect: unreadable, instead: '"while"', known: ['ksh', 'zsh'] }, head(range, 3)]] : []
    case 'function':
      return command.keyword ? [functionTrait(command, text)] : []
    default:
      return []
  }
}

/** `function name` with and without `()`. */
function functionTrait({ name, nameRange, body, range }: Extract<ShellCommand, { type: 'function' }>, text: string): Found {
  const code = text.slice(nameRange.end, body.range.start).includes('(') ? 'SC2112' : 'SC2113'
  return [{ code, effect: unreadable, instead: `"${name}() {"`, known: ['ash', 'ksh', 'zsh'] }, head(range, 8)]
}

function head({ start }: Range, length: number): Range {
  return { start, end: start + length }
}

function simpleTraits({ words, assignments }: SimpleCommand): Found[] {
  const found: Found[] = []
  for (const { array, append, nameRange, range, index } of assignments) {
    if (array || index) found.push([{ ...arrayTrait, code: 'SC3030', effect: unreadable }, array ? range : nameRange])
    else if (append)
      found.push([
        { code: 'SC3024', effect: notFound, instead: 'the name again behind "="', known: ['ksh', 'zsh'] },
        { start: nameRange.start, end: nameRange.end + 2 },
      ])
  }
  const [name, ...args] = words
  const trait = name && builtins.get(name.value)
  if (name && trait) found.push([{ ...trait, ...(name.value === 'source' && args[0]?.raw.includes('/') && { fixed: '.' }) }, name.range])
  for (const [argument, range] of argumentTraits(name?.value, args)) found.push([argument, range])
  return found
}

function argumentTraits(name: string | undefined, args: readonly Word[]): Found[] {
  const [first] = args
  switch (name) {
    case '[':
    case 'test':
      return args
        .filter(({ raw }) => raw === '==' || raw === '=~')
        .map(({ raw, range }) =>
          raw === '=='
            ? [{ code: 'SC3014', effect: 'is an error, which counts as a no', instead: '"="', fixed: '=', known: ['ash', 'ksh'] }, range]
            : [{ code: 'SC3015', effect: 'is an error, which counts as a no', instead: '"expr" or "case"', known: ['ash'] }, range],
        )
    case 'echo':
      if (first && /^-[neE]+$/.test(first.raw))
        return [
          [
            {
              code: 'SC3037',
              effect: 'is printed as well',
              instead: '"printf"',
              known: first.raw === '-n' ? ['dash', 'ash', 'ksh', 'zsh'] : ['ash', 'ksh', 'zsh'],
            },
            first.range,
          ],
        ]
      return []
    case 'set':
      return args
        .filter(({ value }) => value === 'pipefail')
        .map(({ range }) => [{ code: 'SC3040', effect: 'is an illegal option, so the build stops', known: ['ash', 'ksh', 'zsh'] }, range])
    case 'read':
      return args
        .filter(({ raw }) => /^-[a-z]*[adnstiu]/.test(raw))
        .map(({ range }) => [{ code: 'SC3045', effect: 'is an illegal option', known: ['ash', 'ksh', 'zsh'] }, range])
    case 'type':
      return first && /^-[afptP]+$/.test(first.raw) ? [[{ code: 'SC3045', effect: notFound, instead: '"command -v"', known: ['ksh', 'zsh'] }, first.range]] : []
    case 'wait':
      return first?.raw === '-n' ? [[{ code: 'SC3045', effect: 'is an illegal option', known: ['ash'] }, first.range]] : []
    case 'printf':
      return first?.raw === '-v' ? [[{ code: 'SC3045', effect: 'is an illegal option', instead: '"$(printf …)"', known: ['zsh'] }, first.range]] : []
    case 'trap':
      return args
        .slice(1)
        .filter(({ value }) => value === 'ERR' || value === 'DEBUG' || value === 'RETURN')
        .map(({ range }) => [{ code: 'SC3047', effect: 'is no signal', instead: '"EXIT"', known: ['ksh', 'zsh'] }, range])
    default:
      return []
  }
}

function redirectTraits({ operator, range, target }: Redirect, text: string): Found[] {
  const mark = { start: range.start, end: target.range.start }
  while (/\s/.test(text[mark.end - 1] ?? '')) (mark as { end: number }).end--
  switch (operator) {
    case '&>':
    case '&>>':
      return [
        [
          {
            code: 'SC3020',
            effect: 'starts the command in the background, and empties the file',
            instead: `"${operator.slice(1)} ${target.raw} 2>&1"`,
            known: ['ash', 'ksh', 'zsh'],
          },
          mark,
        ],
      ]
    case '<<<':
      return [[{ code: 'SC3011', effect: unreadable, instead: '"echo … |"', known: ['ksh', 'zsh'] }, mark]]
    default:
      return []
  }
}

function wordTraits(word: Word): Found[] {
  const found: Found[] = []
  if (word.parts.length === 1 && word.parts[0]!.type === 'literal') return found
  for (const part of flat(word.parts)) {
    const { range } = part
    if (part.type === 'process') found.push([{ code: 'SC3001', effect: unreadable, instead: 'a file, or a pipe', known: ['ash', 'ksh', 'zsh'] }, range])
    else if (part.type === 'single' && word.raw[range.start - word.range.start] === '$')
      found.push([{ code: 'SC3003', effect: 'keeps its "$" and its backslashes', instead: '"$(printf …)"', known: ['ash', 'ksh', 'zsh'] }, range])
    else if (part.type === 'pattern') found.push([{ code: 'SC3002', effect: unreadable, instead: '"case"', known: ['ksh', 'zsh'] }, range])
  }
  if (word.value !== undefined) return found
  for (const { part } of expansionsIn(word.parts, false)) {
    if (part.type === 'command') {
      const only = part.script.statements.length === 1 ? part.script.statements[0]!.items[0]?.pipeline.commands[0] : undefined
      const reads = only?.type === 'simple' && only.words.length + only.assignments.length === 0 && only.redirects[0]?.operator === '<'
      if (reads) found.push([{ code: 'SC3034', effect: 'is empty', instead: `"$(cat ${only.redirects[0]!.target.raw})"`, known: ['ksh', 'zsh'] }, part.range])
      continue
    }
    const { name, operator, index, range } = part
    if (index) found.push([arrayTrait, range])
    else if (special.has(name) && !/^:?[-+=?]$/.test(operator ?? ''))
      found.push([{ ...specialTrait, variable: name, known: ashKnows.has(name) ? ['ash', 'ksh', 'zsh'] : specialTrait.known }, range])
    const trait = operator === undefined ? undefined : operators.find(([pattern]) => pattern.test(operator))
    if (trait && !index) found.push([trait[1], range])
  }
  return found
}

function flat(parts: readonly Part[]): Part[] {
  return flatMap(parts, part => ('parts' in part ? [part, ...flat(part.parts)] : [part]))
}

/** `{a,b}` and `{1..9}` outside of quotes. */
function braces(word: Word, text: string): Range[] {
  if (!word.raw.includes('{') || !word.parts.some(({ type }) => type === 'literal')) return []
  const masked = word.parts.map(({ type, range }) => (type === 'literal' ? text.slice(range.start, range.end) : '_'.repeat(range.end - range.start))).join('')
  return Array.from(masked.matchAll(/(?<!\\)\{[^{}\s\\]*(?:,|\.\.)[^{}\s\\]*\}/g), ({ index, 0: match }) => ({
    start: word.range.start + index,
    end: word.range.start + index + match.length,
  }))
}
