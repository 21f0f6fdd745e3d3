import { nearestOfMany } from '../languages/nearest.ts'
import type { Project } from '../project.ts'
import { type Manifest, manifests, sameNamespace } from './manifest.ts'

/**
 * How a reference by name can turn out.
 *
 * - `found`: the object is in the tree.
 * - `missing`: it is not, and by the closed world it does not exist; `similar` is what was perhaps meant.
 * - `unknown`: it may exist outside the tree.
 */
export type Resolution<T extends Manifest = Manifest> =
  | { readonly state: 'found'; readonly targets: readonly T[] }
  | { readonly state: 'missing'; readonly similar: Similar | undefined }
  | { readonly state: 'unknown'; readonly similar: Similar | undefined }

/** An object that is nearly what a reference names. */
export interface Similar {
  readonly manifest: Manifest
  /** A sentence that starts with "Did you mean". */
  readonly hint: string
}

/** What a reference names. */
export interface Target {
  readonly kind: string
  /** Its API group; left out where the reference does not say. */
  readonly group?: string | undefined
  readonly name: string
}

/** Kinds that a tree is taken to hold completely, unless `closedWorld: false` says otherwise, with their API groups. */
const closedKinds: ReadonlyMap<string, string> = new Map([
  ['Service', ''],
  ['Pod', ''],
  ['ReplicationController', ''],
  ['Deployment', 'apps'],
  ['StatefulSet', 'apps'],
  ['DaemonSet', 'apps'],
  ['ReplicaSet', 'apps'],
  ['Job', 'batch'],
  ['CronJob', 'batch'],
  ['Rollout', 'argoproj.io'],
  ['AnalysisTemplate', 'argoproj.io'],
  ['ClusterAnalysisTemplate', 'argoproj.io'],
])

/** Whether a kind is one of those; a built-in one is, whichever of the built-in groups is written, those without a dot. */
function isClosed({ kind, group }: Target): boolean {
  const own = closedKinds.get(kind)
  return own !== undefined && (group === undefined || group === own || (!own.includes('.') && !group.includes('.')))
}

/**
 * Looks for the object that a reference names.
 *
 * @param namespace of the object that refers; undefined = unknown, for cluster-scoped targets too
 */
export function resolve(project: Project, target: Target, namespace: string | undefined): Resolution {
  const targets = (project.get(manifestsByName).get(keyOf(target))?.get(target.name) ?? []).filter(found => sameNamespace(found.namespace, namespace))
  if (targets.length > 0) return { state: 'found', targets }
  const missing = project.settings.closedWorld && isClosed(target) && !isExternal(project, target.kind, target.name, namespace)
  return { state: missing ? 'missing' : 'unknown', similar: project.get(similarTo)(target, namespace) }
}

/** `Rollout argoproj.io`, or the kind alone where the group is not known. */
function keyOf({ kind, group }: Omit<Target, 'name'>): string {
  return group === undefined ? kind : `${kind} ${group}`
}

/** Kind, and kind with group, → name → objects. */
function manifestsByName(project: Project): Map<string, Map<string, Manifest[]>> {
  const index = new Map<string, Map<string, Manifest[]>>()
  for (const manifest of project.get(manifests)) {
    const { kind, group, name = '' } = manifest
    for (const key of [keyOf({ kind }), keyOf({ kind, group })]) {
      const names = index.get(key) ?? new Map<string, Manifest[]>()
      index.set(key, names)
      const same = names.get(name)
      if (same) same.push(manifest)
      else names.set(name, [manifest])
    }
  }
  return index
}

/** What was perhaps meant instead of an object that is not there, worked out once for each name. */
function similarTo(project: Project): (target: Target, namespace: string | undefined) => Similar | undefined {
  const known = new Map<string, Similar | undefined>()
  return (target, namespace) => {
    const key = `${keyOf(target)}\n${target.name}\n${namespace ?? ''}`
    if (!known.has(key)) known.set(key, findSimilar(project, target, namespace))
    return known.get(key)
  }
}

function findSimilar(project: Project, target: Target, namespace: string | undefined): Similar | undefined {
  const { kind, name } = target
  const names = project.get(manifestsByName).get(keyOf(target)) ?? new Map<string, Manifest[]>()
  const [elsewhere] = names.get(name) ?? []
  if (elsewhere) return { manifest: elsewhere, hint: `${kind} "${name}" exists in namespace "${elsewhere.namespace}", not in "${namespace}".` }
  const here = (candidate: string): Manifest | undefined => names.get(candidate)?.find(manifest => sameNamespace(manifest.namespace, namespace))
  const near = nearestOfMany(name, names.keys(), candidate => here(candidate) !== undefined)
  return near === undefined ? undefined : { manifest: here(near)!, hint: `Did you mean "${near}"?` }
}

/** Whether the configuration says that the object lives outside the tree. */
export function isExternal(project: Project, kind: string, name: string, namespace: string | undefined): boolean {
  return project.settings.external.some(pattern => {
    const [patternKind, ...rest] = pattern.split('/')
    const patternName = rest.at(-1) ?? '*'
    const patternNamespace = rest.length > 1 ? rest[0]! : '*'
    return matchesPattern(patternKind!, kind) && matchesPattern(patternName, name) && (namespace === undefined || matchesPattern(patternNamespace, namespace))
  })
}

/** `*` stands for any text. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text
  const parts = pattern.split('*')
  let at = parts[0]!.length
  if (!text.startsWith(parts[0]!)) return false
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = parts.at(-1)!
  return text.length - at >= last.length && text.endsWith(last)
}
