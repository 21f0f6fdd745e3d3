import { flatMap } from '../../flat-map.ts'
import { expandWord, UNKNOWN } from '../../languages/dockerfile/index.ts'
import { nearest } from '../../languages/nearest.ts'
import type { Parameter } from '../../languages/shell/index.ts'
import type { Project } from '../../project.ts'
import { setsNoVariables } from '../../facts/base-variables.ts'
import type { Ref } from '../../source/ref.ts'
import { allInstructions, type Stage } from './dockerfile.ts'
import { runScripts, type Script } from './shell/run.ts'
import { type Declarations, declarations, placeOf, platformArgs, usesIn, type VariableUse, type WrittenUse } from './variable.ts'

/**
 * Why a variable is empty where it is used.
 *
 * - `later`: the stage sets it, but further down.
 * - `global`: an ARG above the first FROM sets it, and the stage does not ask for it.
 * - `platform`: the builder sets it for stages that ask for it.
 * - `similar`: there is one whose name is nearly the same.
 * - `unset`: nothing sets it, and neither does the base image.
 */
export type Emptiness =
  | { readonly reason: 'later'; readonly declaration: Ref<unknown> }
  | { readonly reason: 'global' | 'platform' | 'unset' }
  | { readonly reason: 'similar'; readonly similar: string }

export type EmptyVariable = VariableUse & { readonly emptiness: Emptiness }

/** Set in every stage, or by the build itself. */
const always = /^(?:PATH|(?:http|https|ftp|no|all)_proxy|SOURCE_DATE_EPOCH|BUILDKIT_\w+)$/i
/** Starts of names that images set for those who build on them: `JAVA_HOME`, `GOPATH`. */
const ofImages =
  /^(?:JAVA|JRE|JDK|GO|NODE|YARN|NPM|PNPM|PYTHON|PIP|CONDA|RUBY|GEM|BUNDLE|RUST|CARGO|PHP|PERL|DOTNET|ASPNET|MAVEN|GRADLE|ERLANG|OTP|ELIXIR|CATALINA|SPARK|HADOOP|CUDA|NV|LANG|LC_|LD_|HOME$|USER$|DEBIAN)/

/**
 * Variables that are empty where an instruction uses them: each name once for each word. What a base image may set is not among them.
 * In commands of RUN, each name once for each stage, and only those that the stage fails to ask for.
 */
export function emptyVariables(project: Project): EmptyVariable[] {
  const all = project.get(declarations)
  const inInstructions = flatMap(flatMap(project.get(allInstructions), usesIn), (use): EmptyVariable[] => {
    const { name, instruction, stage, hasDefault } = use
    const emptiness = emptinessOf(use, all.get(stage)!)
    return emptiness && !isBroken(use) ? [{ name, instruction, stage, hasDefault, inShell: false, at: placeOf(use), emptiness }] : []
  })
  const seen = new Map<Stage, Set<string>>()
  const inShells = flatMap(project.get(runScripts), script => {
    const names = seen.get(script.stage) ?? new Set()
    seen.set(script.stage, names)
    return emptyInShell(script, all.get(script.stage)!, names)
  })
  return [...inInstructions, ...inShells]
}

/** Whether a quote or a brace is open in the text, at which the build stops anyway. */
function isBroken({ text: { text, heredoc }, stage }: WrittenUse): boolean {
  return !heredoc && expandWord(text, () => UNKNOWN, stage.dockerfile.value!).problem !== undefined
}

/** More names than any real stage declares; to look for similar ones among more would take too long. */
const mostNames = 300

/** Commands that set variables in ways that cannot be followed. */
const setters = new Set(['.', 'source', 'eval', 'read', 'getopts', 'mapfile', 'readarray'])

function emptyInShell(script: Script, declared: Declarations, seen: Set<string>): EmptyVariable[] {
  const { instruction, stage, tree } = script
  if (!tree.text.includes('$')) return []
  const before = instruction.node.range.start
  const isMissing = (name: string): boolean =>
    (declared.globals.has(name) || platformArgs.has(name)) &&
    !seen.has(name) &&
    !declared.has(name, before) &&
    !declared.laterThan(name, before) &&
    (setsNothing(stage.root) || !mayBring(stage.root, name))
  const missing = Array.from(tree.text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name]) => name!).filter(isMissing)
  // What is behind ONBUILD is for a stage of another file.
  if (missing.length === 0 || instruction.node.onbuild || script.commands.some(({ name = '' }) => setters.has(name))) return []
  const unset = new Set(missing.filter(name => !isSetIn(script, name)))
  return flatMap(parametersIn(tree.statements), ({ name, operator, range }) => {
    if (!unset.has(name) || seen.has(name)) return []
    seen.add(name)
    const reason = declared.globals.has(name) ? ('global' as const) : ('platform' as const)
    const hasDefault = operator !== undefined && /^:?[-+=]$/.test(operator)
    return [{ name, instruction, stage, hasDefault, inShell: true, at: script.at({ range }), emptiness: { reason } }]
  })
}

/** Whether a script, or a mount of its RUN, may set a variable. */
function isSetIn({ tree, instruction }: Script, name: string): boolean {
  const mounted = instruction.node.flags.some(({ fields }) => fields.some(({ key, value }) => key === 'env' && value === name))
  return mounted || new RegExp(`(?:^|[^\\w$])${name}(?:\\+?=|\\[)|\\b(?:for|select|local|declare|typeset)\\s[^;\\n]*\\b${name}\\b`).test(tree.text)
}

/** Every `$name` of a tree of shell text, in order. */
function parametersIn(node: unknown): Parameter[] {
  if (typeof node !== 'object' || node === null) return []
  const own = 'type' in node && node.type === 'parameter' ? [node as Parameter] : []
  return [...own, ...flatMap(Object.values(node), parametersIn)]
}

function emptinessOf({ name, stage, before, setting }: WrittenUse, declared: Declarations): Emptiness | undefined {
  if (declared.has(name, before) || always.test(name)) return undefined
  const knownBase = setsNothing(stage.root)
  const later = declared.laterThan(name, before)
  // Another name of the same ENV is for dockerfile/env-self-reference; its own old value may come from the base.
  if (later?.start === before) return knownBase && setting === name ? { reason: 'unset' } : undefined
  if (later) return { reason: 'later', declaration: later.at }
  if (!knownBase && mayBring(stage.root, name)) return undefined
  if (declared.globals.has(name)) return { reason: 'global' }
  if (platformArgs.has(name)) return { reason: 'platform' }
  const similar = declared.size > mostNames ? undefined : nearest(name, [...declared.names(before), ...(knownBase ? ['PATH'] : [])])
  if (similar !== undefined) return { reason: 'similar', similar }
  return knownBase ? { reason: 'unset' } : undefined
}

/** Whether what a stage starts from is known to set no variables. */
function setsNothing({ image, imageName }: Stage): boolean {
  return imageName === 'scratch' || (image !== undefined && setsNoVariables(image))
}

/** Whether an image is likely to set a variable: `POSTGRES_VERSION` comes from one called postgres. */
function mayBring({ image, node }: Stage, name: string): boolean {
  if (ofImages.test(name)) return true
  const known = image?.repository ?? node.image?.raw.replaceAll(/\$\w+|\$\{[^}]*\}/g, '') ?? ''
  return known === '' || known.includes(name.split('_')[0]!.toLowerCase())
}
