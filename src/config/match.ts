import type { Ignore, Override } from '../config.ts'
import type { ResourceName } from '../finding.ts'
import { globMatcher } from '../languages/glob.ts'

type Matches = (file: string, resource: ResourceName | undefined) => boolean

/** An override with whether it is for a place. */
export function compileOverride(override: Override, base: string | undefined): Override & { readonly matches: Matches } {
  const file = pathMatcher(override.files, base)
  const kind = nameMatcher(override.kinds)
  const namespace = nameMatcher(override.namespaces)
  const name = nameMatcher(override.names)
  return { ...override, matches: (path, resource) => file(path) && kind(resource?.kind) && namespace(resource?.namespace) && name(resource?.name) }
}

/** An entry of `ignore` with whether it is for a place. */
export function compileIgnore(ignore: Ignore, base: string | undefined): Ignore & { readonly matches: Matches } {
  const steps = ignore.resource?.split('/')
  const file = pathMatcher(ignore.files, base)
  const kind = nameMatcher(steps && [steps[0]!])
  const namespace = nameMatcher(steps?.length === 3 ? [steps[1]!] : undefined)
  const name = nameMatcher(steps && [steps.at(-1)!])
  return { ...ignore, matches: (path, resource) => file(path) && kind(resource?.kind) && namespace(resource?.namespace) && name(resource?.name) }
}

/** Whether one of the names or patterns fits; an unset name fits only `*`. Without patterns everything fits. */
function nameMatcher(patterns: readonly string[] | undefined): (name: string | undefined) => boolean {
  if (!patterns) return () => true
  const any = patterns.includes('*')
  const matches = globMatcher(patterns)
  return name => any || (name !== undefined && matches(name))
}

/**
 * Whether one of the patterns fits a path, and none of those that begin with `!`. A pattern that fits a folder fits all that is in
 * it. Without patterns everything fits.
 */
function pathMatcher(patterns: readonly string[] | undefined, base: string | undefined): (path: string) => boolean {
  if (!patterns) return () => true
  const matcher = (globs: readonly string[]): ((path: string) => boolean) => globMatcher(globs.flatMap(glob => [glob, `${glob.replace(/\/$/, '')}/**`]))
  const taken = matcher(patterns.filter(pattern => !pattern.startsWith('!')))
  const left = matcher(patterns.flatMap(pattern => (pattern.startsWith('!') ? [pattern.slice(1)] : [])))
  return path => {
    const full = base ? joined(base, path) : path
    return taken(full) && !left(full)
  }
}

/** A path below a folder, with its `..` steps taken. */
function joined(folder: string, path: string): string {
  const steps: string[] = []
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
