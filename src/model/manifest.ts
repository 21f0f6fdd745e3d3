import type { ObjectMeta } from 'kubernetes-types/meta/v1.js'
import type { Project } from '../project.ts'
import { Ref } from '../source/ref.ts'
import type { Resource } from '../source/source.ts'
import { namespaceOfFile } from './kustomization.ts'

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
  /** As written, or as its kustomization sets it; undefined = unknown, which is not `default`. */
  readonly namespace: string | undefined
  /** What it leaves out is written elsewhere (a kustomize patch). */
  readonly partial: boolean

  constructor(resource: Resource, project: Project) {
    const body = resource.body as Ref<T>
    super(body.source, body.path, body.value)
    this.kind = resource.kind
    this.apiVersion = resource.apiVersion
    this.partial = resource.partial
    const metadata = (this as Ref<ObjectFields>).at('metadata')
    this.name = metadata.at('name').value
    this.namespace = metadata.at('namespace').value ?? project.get(namespaceOfFile)(this.source.file)
  }

  /** `apps` of `apps/v1`; the core group is empty. */
  get group(): string {
    const slash = this.apiVersion.indexOf('/')
    return slash < 0 ? '' : this.apiVersion.slice(0, slash)
  }

  get labels(): Readonly<Record<string, string>> {
    return (this as Ref<ObjectFields>).at('metadata').at('labels').value ?? {}
  }

  /** `Deployment "shop/web"`, for messages. */
  get title(): string {
    return `${this.kind} "${this.namespace ? `${this.namespace}/` : ''}${this.name ?? (this as Ref<ObjectFields>).at('metadata').at('generateName').value ?? '?'}"`
  }
}

/** Every Kubernetes object, also those of custom kinds. */
export function manifests(project: Project): Manifest[] {
  return project
    .all()
    .filter(resource => resource.apiVersion !== '' || resource.body.follow(['metadata']).exists)
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
