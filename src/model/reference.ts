import { nearest } from '../languages/nearest.ts'
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

/** Kinds that a tree is taken to hold completely, unless `closedWorld: false` says otherwise. */
const closedKinds = new Set([
  'Service',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'Pod',
  'Job',
  'CronJob',
  'AnalysisTemplate',
  'ClusterAnalysisTemplate',
])

/**
 * Looks for the object of `kind` that a reference names.
 *
 * @param namespace of the object that refers; undefined = unknown, for cluster-scoped targets too
 */
export function resolve(project: Project, kind: string, name: string, namespace: string | undefined): Resolution {
  const targets = find(project, kind, name).filter(candidate => sameNamespace(candidate.namespace, namespace))
  if (targets.length > 0) return { state: 'found', targets }
  const similar = similarTo(project, kind, name, namespace)
  const closed = project.settings.closedWorld && closedKinds.has(kind)
  return { state: closed && !isExternal(project, kind, name, namespace) ? 'missing' : 'unknown', similar }
}

/** The objects of that kind and name, in whatever namespace. */
function find(project: Project, kind: string, name: string): readonly Manifest[] {
  return project.get(manifestsByKind).get(kind)?.get(name) ?? []
}

/** Kind → name → objects. */
function manifestsByKind(project: Project): Map<string, Map<string, Manifest[]>> {
  const index = new Map<string, Map<string, Manifest[]>>()
  for (const manifest of project.get(manifests)) {
    const names = index.get(manifest.kind) ?? new Map<string, Manifest[]>()
    index.set(manifest.kind, names)
    const name = manifest.name ?? ''
    const same = names.get(name)
    if (same) same.push(manifest)
    else names.set(name, [manifest])
  }
  return index
}

function similarTo(project: Project, kind: string, name: string, namespace: string | undefined): Similar | undefined {
  const [elsewhere] = find(project, kind, name)
  if (elsewhere) return { manifest: elsewhere, hint: `${kind} "${name}" exists in namespace "${elsewhere.namespace}", not in "${namespace}".` }
  const here = [...(project.get(manifestsByKind).get(kind)?.values() ?? [])]
    .flat()
    .filter(candidate => candidate.name && sameNamespace(candidate.namespace, namespace))
  const near = nearest(
    name,
    here.map(candidate => candidate.name!),
  )
  const manifest = near === undefined ? undefined : here.find(candidate => candidate.name === near)
  return manifest && { manifest, hint: `Did you mean "${near}"?` }
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
