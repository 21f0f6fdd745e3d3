import { isMisspelling, isNearName } from '../../../languages/misspelling.ts'
import { nearestOfMany } from '../../../languages/nearest.ts'
import { matchesPattern } from '../../../languages/name-pattern.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { folderOf, type Manifest, manifests, type ObjectFields, sameNamespace, sameWorld } from '../manifest.ts'
import { templatedFolders } from '../operator.ts'
import { isInstalledInto, mayBeOperated, type Product, products } from './product.ts'
import { affixesOf, areApart, meetsUnit, shareUnit, unitsOf } from './deployment-unit.ts'

/**
 * How a reference by name can turn out.
 *
 * - `found`: the object is in the tree. Of several the nearest: in the same file, folder or unit; `near` = it is one of these, or in
 *   the namespace that is meant, so that what it lacks can be held against it; `products` is what is made besides, of that name.
 * - `made`: a controller or kustomize makes it from an object of the tree.
 * - `missing`: it is neither, and by the closed world it does not exist; `similar` is what was perhaps meant.
 * - `unknown`: it may exist outside the tree; `absent` = nothing but that speaks for it, so in a complete tree it is missing.
 */
export type Resolution<T extends Manifest = Manifest> =
  | { readonly state: 'found'; readonly targets: readonly T[]; readonly near: boolean; readonly products: readonly Product[] }
  | { readonly state: 'made'; readonly products: readonly Product[] }
  | { readonly state: 'missing'; readonly similar: Similar | undefined }
  | { readonly state: 'unknown'; readonly similar: Similar | undefined; readonly absent: boolean }

/** An object that is nearly what a reference names. */
export interface Similar {
  readonly manifest: Manifest
  /** A sentence that starts with "Did you mean", or says where the object is. */
  readonly hint: string
  /** It was meant, as far as one can tell, so that the reference is wrong although its object may be outside the tree. */
  readonly certain: boolean
}

/** The object that refers: where it stands and in which namespace. */
export type Origin = Pick<Manifest, 'source' | 'namespace'>

/**
 * What is wrong with a reference, and what to do: `No Service "web" is in the linted files, so …. Did you mean "wep"?`
 *
 * @param effect for "…, so …"
 * @param advice where nothing is similar
 */
export function absenceOf({ kind, name }: Target, similar: Similar | undefined, effect: string, advice: string): string {
  // One of that name is in the files, but not where it would be found.
  if (similar?.manifest.name === name) return `${similar.hint.slice(0, -1)}, so ${effect}.`
  return `No ${kind} "${name}" is in the linted files, so ${effect}. ${similar?.hint ?? advice}`
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
  ['Role', 'rbac.authorization.k8s.io'],
])

/** Whether a kind is one of those; a built-in one is, whichever of the built-in groups is written, those without a dot. */
function isClosed({ kind, group }: Target): boolean {
  const own = closedKinds.get(kind)
  return own !== undefined && (group === undefined || group === own || (!own.includes('.') && !group.includes('.')))
}

/** What every cluster has, by kind. Source: the documentation of each, and a cluster of kubeadm. */
const builtIn: Readonly<Record<string, RegExp>> = {
  ConfigMap: /^(?:kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert|extension-apiserver-authentication)$/,
  ServiceAccount: /^(?:default|builder|deployer)$/,
  Service: /^(?:kubernetes|kube-dns)$/,
  Role: /^(?:system:.*|kubeadm:.*|extension-apiserver-authentication-reader)$/,
  ClusterRole: /^(?:cluster-admin|admin|edit|view|system:.*|kubeadm:.*)$/,
  PriorityClass: /^system-(?:cluster|node)-critical$/,
  Namespace: /^(?:default|kube-.*)$/,
}

/** Namespaces that the cluster, or who runs it, fills. */
const provided = /^(?:kube-system|kube-public|kube-node-lease|gke-managed-.*|openshift-.*)$/

/** Names with a variable or a placeholder in them are not those of objects. */
const plainName = /^[a-z0-9][-a-z0-9.:]*$/

/** Kinds that operators make along with what they run. */
const operatedKinds = new Set(['Service', 'Secret', 'ConfigMap', 'ServiceAccount', 'PersistentVolumeClaim', 'Role', 'Deployment', 'StatefulSet', 'Pod'])

/**
 * Looks for the object that a reference names.
 *
 * @param namespace of the object that is meant; undefined = unknown, for cluster-scoped targets too
 * @param from the object that refers; it sees what is deployed together with it
 */
export function resolve(project: Project, target: Target, namespace: string | undefined, from?: Origin): Resolution {
  const { kind, name } = target
  const made = productsFor(project, target, namespace, from)
  const candidates = candidatesFor(project, target, namespace, from)
  if (candidates.length > 0) {
    const targets = from ? nearestTo(project, from, candidates) : candidates
    return { state: 'found', targets, near: !from || isNear(project, from, candidates, namespace), products: made }
  }
  if (made.length > 0) return { state: 'made', products: made }
  if (isProvided(project, target, namespace)) return { state: 'unknown', similar: undefined, absent: false }
  const absent = isClosedWorld(project, namespace, from) && !isExternal(project, kind, name, namespace)
  const similar = project.get(similarTo)(target, namespace, from)
  return absent && isClosed(target) ? { state: 'missing', similar } : { state: 'unknown', similar, absent }
}

/** The objects of that name which a reference can mean. */
function candidatesFor(project: Project, target: Target, namespace: string | undefined, from: Origin | undefined): readonly Manifest[] {
  const named = project.get(manifestsByName).get(keyOf(target))?.get(target.name) ?? []
  const apart = project.get(areApart)
  return named.filter(
    found =>
      sameNamespace(found.namespace, namespace) &&
      !(from && apart(from.source.file, found.source.file)) &&
      (found.name === target.name || isNamedSo(project, found, target.name, from)),
  )
}

/** Whether an object gets a name from a kustomization that is deployed together with the object that refers. */
function isNamedSo(project: Project, { name = '', source }: Manifest, wanted: string, from: Origin | undefined): boolean {
  const meets = project.get(meetsUnit)
  const affixes = project.get(affixesOf)(source.file)
  return affixes.some(({ prefix, suffix, unit }) => `${prefix}${name}${suffix}` === wanted && (!from || meets(from.source.file, unit)))
}

function productsFor(project: Project, { kind, name }: Target, namespace: string | undefined, from: Origin | undefined): readonly Product[] {
  const index = project.get(products)
  const apart = project.get(areApart)
  // What kustomize generates may be named with its hash; the claims of a StatefulSet with the number of the pod.
  const found = index.get(`${kind} ${name}`) ?? index.get(`${kind} ${name.replace(/-(?:[a-z0-9]{10}|\d+)$/, '')}`) ?? []
  return found.filter(product => sameNamespace(product.namespace, namespace) && !(from && apart(from.source.file, product.file)))
}

/** Whether an object may well be there although no file tells of it: built in, copied from another namespace, made by an operator. */
function isProvided(project: Project, target: Target, namespace: string | undefined): boolean {
  const { kind, name } = target
  if (name.length > 253 || !plainName.test(name) || provided.test(namespace ?? '')) return true
  if (Object.hasOwn(builtIn, kind) && builtIn[kind]!.test(name)) return true
  if (operatedKinds.has(kind) && project.get(mayBeOperated)(name)) return true
  return (project.get(manifestsByName).get(keyOf(target))?.get(name) ?? []).some(isCopied)
}

/** Whether a controller copies an object into other namespaces (reflector, replicator, kubed). */
function isCopied(manifest: Manifest): boolean {
  const annotations = Object.keys((manifest as Ref<ObjectFields>).at('metadata').at('annotations').value ?? {})
  return annotations.some(annotation => /^(?:reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com)\//.test(annotation))
}

/** Whether what an object refers to has to be among the linted files: nothing is fetched, rendered or installed beside them. */
export function isClosedWorld(project: Project, namespace: string | undefined, from: Pick<Manifest, 'source'> | undefined): boolean {
  if (!project.settings.closedWorld || provided.test(namespace ?? '')) return false
  if (project.get(isInstalledInto)(namespace, from && folderOf(from.source.file))) return false
  if (!from) return true
  const { file } = from.source
  return (
    !project.get(templatedFolders).has(folderOf(file)) &&
    !project
      .get(unitsOf)(file)
      .some(({ open }) => open)
  )
}

/** Of several objects those in the same file, or else in the same folder, or else in the same unit. */
function nearestTo(project: Project, from: Origin, candidates: readonly Manifest[]): readonly Manifest[] {
  if (candidates.length === 1) return candidates
  const { file } = from.source
  const together = project.get(shareUnit)
  const rings = [
    (found: Manifest) => found.source.file === file,
    (found: Manifest) => folderOf(found.source.file) === folderOf(file),
    (found: Manifest) => together(file, found.source.file),
  ]
  for (const isIn of rings) {
    const inside = candidates.filter(isIn)
    // What a patch adds is part of the object, wherever it stands.
    if (inside.length > 0) return [...inside, ...candidates.filter(found => found.partial && !inside.includes(found))]
  }
  return candidates
}

/** Whether one of several objects belongs together with the one that refers to it, or is in the very namespace that is meant. */
function isNear(project: Project, from: Origin, candidates: readonly Manifest[], namespace: string | undefined): boolean {
  const together = project.get(shareUnit)
  return candidates.some(
    found => sameWorld(from, found) || (namespace !== undefined && found.namespace === namespace) || together(from.source.file, found.source.file),
  )
}

/** `Rollout argoproj.io`, or the kind alone where the group is not known. */
function keyOf({ kind, group }: Omit<Target, 'name'>): string {
  return group === undefined ? kind : `${kind} ${group}`
}

/** Kind, and kind with group, → name → objects; what a kustomization puts around a name gives it another one. */
function manifestsByName(project: Project): Map<string, Map<string, Manifest[]>> {
  const index = new Map<string, Map<string, Manifest[]>>()
  const affixes = project.get(affixesOf)
  for (const manifest of project.get(manifests)) {
    const { kind, group, name = '' } = manifest
    const names = new Set([name, ...affixes(manifest.source.file).map(({ prefix, suffix }) => `${prefix}${name}${suffix}`)])
    for (const key of [keyOf({ kind }), keyOf({ kind, group })]) for (const known of names) add(index, key, known, manifest)
  }
  return index
}

function add(index: Map<string, Map<string, Manifest[]>>, key: string, name: string, manifest: Manifest): void {
  const names = index.get(key) ?? new Map<string, Manifest[]>()
  index.set(key, names)
  const same = names.get(name)
  if (same) same.push(manifest)
  else names.set(name, [manifest])
}

type Guess = (target: Target, namespace: string | undefined, from: Origin | undefined) => Similar | undefined

/** What was perhaps meant instead of an object that is not there, worked out once for each name. */
function similarTo(project: Project): Guess {
  const known = new Map<string, Similar | undefined>()
  return (target, namespace, from) => {
    const key = `${keyOf(target)}\n${target.name}\n${namespace ?? ''}\n${from?.source.file ?? ''}`
    if (!known.has(key)) known.set(key, findSimilar(project, target, namespace, from))
    return known.get(key)
  }
}

function findSimilar(project: Project, target: Target, namespace: string | undefined, from: Origin | undefined): Similar | undefined {
  const { kind, name } = target
  const names = project.get(manifestsByName).get(keyOf(target)) ?? new Map<string, Manifest[]>()
  const [elsewhere] = names.get(name) ?? []
  if (elsewhere)
    return {
      manifest: elsewhere,
      hint: whereIs(elsewhere, kind, name, namespace),
      certain: from !== undefined && isMisplaced(elsewhere, kind, namespace, from),
    }
  const here = (candidate: string): Manifest | undefined => names.get(candidate)?.find(manifest => sameNamespace(manifest.namespace, namespace))
  const near = nearestOfMany(name, names.keys(), candidate => here(candidate) !== undefined)
  if (near === undefined || !isNearName(name, near)) return undefined
  const manifest = here(near)!
  return { manifest, hint: `Did you mean "${near}"?`, certain: from !== undefined && isMisspelling(name, near) && isNear(project, from, [manifest], namespace) }
}

function whereIs(elsewhere: Manifest, kind: string, name: string, namespace: string | undefined): string {
  if (elsewhere.namespace !== undefined && namespace !== undefined && elsewhere.namespace !== namespace)
    return `${kind} "${name}" exists in namespace "${elsewhere.namespace}", not in "${namespace}".`
  return `${kind} "${name}" stands in "${elsewhere.source.file}", which no kustomization deploys together with this.`
}

/** Whether an object that stands beside the reference to it is in another namespace. Secrets of one name are often made in several. */
function isMisplaced(elsewhere: Manifest, kind: string, namespace: string | undefined, from: Origin): boolean {
  if (elsewhere.namespace === undefined || namespace === undefined) return false
  const [file, other] = [from.source.file, elsewhere.source.file]
  return file === other || (kind !== 'Secret' && folderOf(file) === folderOf(other))
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
