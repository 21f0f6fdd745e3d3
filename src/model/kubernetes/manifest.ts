import type { ObjectMeta } from 'kubernetes-types/meta/v1.js'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import type { Resource } from '../../source/source.ts'
import { namespacesOfFiles } from './kustomization.ts'

export interface ObjectFields {
  apiVersion: string
  kind: string
  metadata: ObjectMeta
}

/** A Kubernetes object (custom resources included): its fields, with what one always wants to know about it at hand. */
export class Manifest<T extends ObjectFields = ObjectFields> extends Ref<T> {
  readonly kind: string
  readonly apiVersion: string
  readonly name: string | undefined
  /** As its kustomization sets it, or else as written; undefined = unknown, which is not `default`, or an object of the whole cluster. */
  readonly namespace: string | undefined
  /** What it leaves out is written elsewhere (a kustomize patch). */
  readonly partial: boolean

  constructor(resource: Resource, project: Project) {
    const body = resource.body as Ref<T>
    super(body.source, body.path, body.value)
    this.kind = resource.kind
    this.apiVersion = resource.apiVersion
    this.partial = resource.partial
    const metadata = this.#metadata
    this.name = metadata.at('name').value
    const given = clusterWide.has(this.kind) || this.partial ? undefined : project.get(namespacesOfFiles).get(this.source.file)
    this.namespace = given === undefined ? metadata.at('namespace').value : given.namespace
  }

  get #metadata(): Ref<ObjectFields['metadata']> {
    return this.follow(['metadata']) as Ref<ObjectFields['metadata']>
  }

  get group(): string {
    return groupOf(this.apiVersion)
  }

  get labels(): Readonly<Record<string, string>> {
    return this.#metadata.at('labels').value ?? {}
  }

  /** `Deployment "shop/web"`, for messages. */
  get title(): string {
    const name = this.name ?? this.#metadata.at('generateName').value
    return name === undefined ? `${this.kind} without a name` : `${this.kind} "${this.namespace ? `${this.namespace}/` : ''}${name}"`
  }
}

/** Built-in kinds, and Argo's, that have no namespace. Source: `kubectl api-resources --namespaced=false`. */
const clusterWide = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'StorageClass',
  'IngressClass',
  'PriorityClass',
  'RuntimeClass',
  'CSIDriver',
  'APIService',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ClusterAnalysisTemplate',
])

/** The API group in an apiVersion: `apps` of `apps/v1`; the core group is empty. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0))
}

/** Every Kubernetes object, also those of custom kinds. */
export function manifests(project: Project): Manifest[] {
  return project
    .all()
    .filter(resource => resource.apiVersion !== '' || (resource.kind !== 'Dockerfile' && resource.body.follow(['metadata']).exists))
    .map(resource => project.get(manifestOf)(resource))
}

/** Makes one Manifest for each resource, so that all rules share it. */
export function manifestOf(project: Project): (resource: Resource) => Manifest {
  const known = new Map<Resource, Manifest>()
  return resource => {
    let manifest = known.get(resource)
    if (!manifest) known.set(resource, (manifest = new Manifest(resource, project)))
    return manifest
  }
}

/** A query for the objects of a kind in one API group, in any version. */
export function manifestsOfKind<T extends ObjectFields>(kind: string, group: string): (project: Project) => Manifest<T>[] {
  return project => {
    const make = project.get(manifestOf)
    return project
      .ofKind(kind)
      .map(resource => make(resource) as unknown as Manifest<T>)
      .filter(manifest => manifest.group === group)
  }
}

/**
 * Whether two namespaces can be the same. An unset namespace is unknown: it is given at deploy time,
 * so it may be any, and two unset ones are taken for the same.
 */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

/**
 * A query for what another finds, without parts of objects: what a kustomize patch leaves out is unknown, not absent and not its
 * default, so whatever rests on that can only be judged of the others.
 */
export function whole<M extends { readonly partial: boolean }>(query: (project: Project) => M[]): (project: Project) => M[] {
  return project => project.get(query).filter(({ partial }) => !partial)
}

/**
 * Whether two objects belong together: they are in one folder, or in one namespace that both name. Without namespaces, an object in
 * another folder may belong to something else that has the same names.
 */
export function sameWorld(a: Pick<Manifest, 'source' | 'namespace'>, b: Pick<Manifest, 'source' | 'namespace'>): boolean {
  return folderOf(a.source.file) === folderOf(b.source.file) || (a.namespace !== undefined && a.namespace === b.namespace)
}

/** Whether two objects are surely deployed side by side: they stand in one file, or in one namespace that both name. */
export function sameDeployment(a: Pick<Manifest, 'source' | 'namespace'>, b: Pick<Manifest, 'source' | 'namespace'>): boolean {
  return a.source.file === b.source.file || (a.namespace !== undefined && a.namespace === b.namespace)
}

/** The folder of a file, with its `/`. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}
