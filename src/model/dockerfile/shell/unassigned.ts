import { flatMap } from '../../../flat-map.ts'
import { distance } from 'fastest-levenshtein'
import { nearest } from '../../../languages/nearest.ts'
import type { Parameter } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { setsNoVariables } from '../../../facts/base-variables.ts'
import type { Stage } from '../dockerfile.ts'
import { once } from '../../../languages/once.ts'
import type { Script } from './run.ts'
import { expansionsIn, type PlacedWord, shellScripts, wordsIn } from './shell-text.ts'
import { type ShellVariables, variablesOf } from './word-splitting.ts'
import { globalNames, platformArgs } from '../variable.ts'

/** A variable that is empty in a script, as nothing sets it. */
export interface Unassigned {
  readonly script: Script
  readonly part: Parameter
  /** What it stands in: the `heredoc` may be meant for another shell. */
  readonly role: PlacedWord['role']
  /** Between double quotes, or in a heredoc. */
  readonly quoted: boolean
  /**
   * - `argument`: `$1` where nobody gives arguments.
   * - `global`: an ARG above the first FROM sets it, or the builder, and the stage does not ask for it.
   * - `lost`: an earlier RUN sets it, for itself alone.
   * - `similar`: there is one whose name is nearly the same.
   * - `unset`: nothing sets it, and neither does the base image.
   */
  readonly reason: 'argument' | 'global' | 'lost' | 'similar' | 'unset'
  readonly similar: string | undefined
  /** The script runs a file or a text that may set it all the same. */
  readonly opaque: boolean
}

/** Set by the shell itself, or for those who log in. */
const ofShells =
  /^(?:[\W\d]|HOME|PATH|PWD|OLDPWD|HOSTNAME|HOSTTYPE|IFS|LANG|LC_\w+|LANGUAGE|LOGNAME|MACHTYPE|MAIL|OPTARG|OPTIND|OSTYPE|PPID|PS\d|PWD|REPLY|SHELL|TERM|TMPDIR|TZ|USER|_|BASH\w*|COMP_\w+|COLUMNS|DIRSTACK|EUID|FUNCNAME|GROUPS|LINENO|LINES|PIPESTATUS|RANDOM|SECONDS|SHELLOPTS|SHLVL|UID|EPOCH\w+|DEBIAN_FRONTEND|ZSH\w*|KSH\w*|npm_\w+|SOURCE_DATE_EPOCH|BUILDKIT_\w+)$/
/** Names that images set for those who build on them: `JAVA_HOME`, `GOPATH`. */
const ofImages = /(?:VERSION|HOME|PATH|ROOT|LANG|DIR)$/
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY']
/** Among more names a guess is no help. */
const mostNames = 200

/** Each such name once for each script. */
export function unassignedVariables(project: Project): Unassigned[] {
  const set = new Map<Stage, Set<string>>()
  const globalsOf = project.get(globalNames)
  return flatMap(project.get(shellScripts), script => {
    if (!script.tree.text.includes('$')) return []
    const earlier = set.get(script.stage) ?? new Set()
    set.set(script.stage, earlier)
    const variables = variablesOf(script)
    const found = unassignedIn(script, variables, earlier, globalsOf(script.stage))
    for (const name of variables.names) earlier.add(name)
    return found
  })
}

function unassignedIn(script: Script, variables: ShellVariables, earlier: ReadonlySet<string>, globals: ReadonlySet<string>): Unassigned[] {
  const words = wordsIn(script).filter(({ word }) => word.value === undefined)
  const placed = flatMap(words, ({ role, word }) => expansionsIn(word.parts, role === 'heredoc').map(({ part, quoted }) => ({ role, part, quoted })))
  // Whoever says once what to take instead knows that it may not be set.
  const seen = new Set(flatMap(placed, ({ part }) => (part.type === 'parameter' && /^:?[-+=?]$/.test(part.operator ?? '') ? part.name : [])))
  const found: Unassigned[] = []
  for (const { role, part, quoted } of placed) {
    if (part.type !== 'parameter' || seen.has(part.name) || listsNames(part, script)) continue
    seen.add(part.name)
    const cause = causeOf(part.name, script, variables, earlier, globals)
    if (cause) found.push({ script, part, role, quoted, opaque: variables.opaque, similar: undefined, ...cause })
  }
  return found
}

/** `${!NAME*}`: all names that begin so. */
function listsNames({ operator, range }: Parameter, { tree }: Script): boolean {
  return operator === 'indirect' && /[*@]/.test(tree.text[range.end - 2] ?? '')
}

function causeOf(
  name: string,
  script: Script,
  variables: ShellVariables,
  earlier: ReadonlySet<string>,
  globals: ReadonlySet<string>,
): (Pick<Unassigned, 'reason'> & Partial<Pick<Unassigned, 'similar'>>) | undefined {
  if (/^(?:[1-9]|@|\*)$/.test(name)) return hasArguments(script, variables) ? undefined : { reason: 'argument' }
  if (ofShells.test(name) || variables.sets(name) || variables.isDeclared(name)) return undefined
  if (globals.has(name) || platformArgs.has(name)) return { reason: 'global' }
  const { root } = script.stage
  const bare = root.image !== undefined && setsNoVariables(root.image)
  // Images set names in capitals.
  if (!bare && !/[a-z]/.test(name)) {
    if (ofImages.test(name)) return undefined
    if (earlier.has(name)) return { reason: 'lost' }
    const similar = similarName(name, script, variables)
    return similar === undefined ? undefined : { reason: 'similar', similar }
  }
  if (earlier.has(name)) return { reason: 'lost' }
  const similar = similarName(name, script, variables)
  return similar === undefined ? { reason: 'unset' } : { reason: 'similar', similar }
}

/** Whether somebody may give a script arguments. */
function hasArguments({ form, shellArguments }: Script, { takesArguments }: ShellVariables): boolean {
  return takesArguments || form === 'exec-shell' || (form === 'heredoc' && shellArguments.includes('-s'))
}

function similarName(name: string, { stage, instruction }: Script, variables: ShellVariables): string | undefined {
  const all = declaredIn(stage)
  if (all.length > mostNames) return undefined
  const declared = all.filter(({ from }) => from < instruction.node.range.start).map(({ key }) => key)
  const names = new Set([...variables.names, ...declared, ...proxies])
  // Of two short names, each may well be meant.
  const similar = names.size > mostNames || name.length < 4 ? undefined : nearest(name, names)
  // Names in capitals have words in common; what differs by more than a slip is another one.
  return similar !== undefined && distance(name, similar) <= 2 ? similar : undefined
}

/** What ENV and ARG declare in a stage, and in those that it is built on, and where. */
const declaredIn = once((stage: Stage) => {
  const instructions = flatMap(stage.chain, each => each.instructions).filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
  return flatMap(instructions, ({ node }) => node.pairs.map(({ key }) => ({ key, from: node.range.start })))
})
