import { enumeration } from '../../languages/enumeration.ts'
import { grouped } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import { type ApiLifecycle, lifecycleOf } from '../../facts/api-lifecycle.ts'
import { newViolations } from '../../schemas/judge.ts'
import { type EndedVersion, endedVersion } from '../../facts/custom-lifecycle.ts'
import type { Violation } from '../../schemas/walk.ts'
import { definedVersions } from './custom-resource.ts'
import { type Manifest, manifests } from './manifest.ts'

/** An object of an API that went or goes away. */
export interface EndingApi {
  readonly manifest: Manifest
  readonly lifecycle: ApiLifecycle
  /** What to write instead, for the end of a message. */
  readonly advice: string
  /** The apiVersion that takes this very document with the same meaning, if the target cluster serves one. */
  readonly successor: string | undefined
}

/** The objects whose API Kubernetes has deprecated or removed, in whatever release. */
export function endingApis(project: Project): EndingApi[] {
  const cluster = project.settings.kubernetesVersion
  return project.get(manifests).flatMap(manifest => {
    const lifecycle = lifecycleOf(manifest.apiVersion, manifest.kind)
    if (!lifecycle) return []
    const served = (lifecycle.replacementIn ?? 0) <= cluster
    const changes = changesIn(manifest, lifecycle, project)
    const successor = served && changes?.length === 0 && acceptsUnchanged(manifest, lifecycle.replacement) ? lifecycle.replacement : undefined
    const change = successor === undefined ? changeOf(manifest, changes ?? []) : ''
    return [{ manifest, lifecycle, advice: adviceOf(lifecycle, served, change), successor }]
  })
}

type Replacement = Pick<ApiLifecycle, 'replacement' | 'replacementKind' | 'replacementIn'>

/** A custom resource of a version that its operator no longer serves. */
export interface EndedCustomResource extends Pick<EndingApi, 'manifest' | 'advice' | 'successor'> {
  readonly ended: EndedVersion
}

/** Without those whose definition stands in the tree, which tells what is served. */
export function endedCustomResources(project: Project): EndedCustomResource[] {
  const candidates = project.get(manifests).flatMap(manifest => {
    const ended = endedVersion(manifest.apiVersion, manifest.kind)
    return ended ? [{ manifest, ended }] : []
  })
  if (candidates.length === 0) return []
  const defined = new Set(project.get(definedVersions).map(({ manifest }) => manifest))
  return candidates
    .filter(({ manifest }) => !defined.has(manifest))
    .map(({ manifest, ended }) => {
      const changes = changesIn(manifest, ended, project)
      const successor = changes?.length === 0 && !manifest.partial ? ended.replacement : undefined
      return { manifest, ended, successor, advice: adviceOf(ended, true, successor === undefined ? changeOf(manifest, changes ?? []) : '') }
    })
}

function adviceOf({ replacement, replacementKind, replacementIn }: Replacement, served: boolean, change: string): string {
  if (!replacement) return 'Nothing replaces it; remove the object.'
  const name = `${replacement}${replacementKind ? ` ${replacementKind}` : ''}`
  return served || !replacementIn ? `Use ${name}${change}.` : `Use ${name}, which Kubernetes 1.${replacementIn} and later serve${change}.`
}

/** What the schema of the successor does not take of an object; undefined where there is none of the same kind. */
function changesIn(manifest: Manifest, { replacement, replacementKind }: Replacement, { schemas, settings }: Project): Violation[] | undefined {
  if (replacement === undefined || replacementKind !== undefined) return undefined
  const [from, to] = [schemas.kind(manifest.apiVersion, manifest.kind), schemas.kind(replacement, manifest.kind)]
  if (!from || !to) return undefined
  const changes = newViolations({ body: manifest, partial: manifest.partial }, from.definition, to.definition, settings.kubernetesVersion)
  return changes.filter(({ type, path }) => type !== 'deprecated-field' && path[0] !== 'apiVersion')
}

/** What a person has to look at, as the end of a sentence. */
function changeOf(manifest: Manifest, changes: readonly Violation[]): string {
  if (changes.length === 0) {
    const caveat = caveats[`${manifest.apiVersion} ${manifest.kind}`]
    return caveat === undefined ? '' : `, where ${caveat}`
  }
  const named = grouped(
    changes.slice(0, 3).map(change => {
      if (change.type === 'required') return ['required', endOf([...change.path, change.field])] as const
      return [change.type === 'unknown-field' ? 'gone' : 'changed', endOf(change.path)] as const
    }),
  )
  const rest = changes.length - 3
  const parts = [...named].map(([how, fields]) => `${enumeration(fields)} ${fields.length > 1 ? 'are' : 'is'} ${how}`)
  return `, where ${enumeration(rest > 0 ? [...parts, `${rest} more ${rest > 1 ? 'fields change' : 'field changes'}`] : parts)}`
}

/** `"backend.serviceName"`: as much of a path as tells which field it is. */
function endOf(path: readonly (string | number)[]): string {
  return `"${path
    .filter(step => typeof step === 'string')
    .slice(-2)
    .join('.')}"`
}

/** What means something else in the successor although both accept it. Source: as below. */
const caveats: Readonly<Record<string, string>> = {
  'extensions/v1beta1 DaemonSet': '"spec.updateStrategy" defaults to RollingUpdate instead of OnDelete',
  'apps/v1beta1 StatefulSet': '"spec.updateStrategy" defaults to RollingUpdate instead of OnDelete',
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': '"failurePolicy" defaults to Fail and "timeoutSeconds" to 10',
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': '"failurePolicy" defaults to Fail and "timeoutSeconds" to 10',
  'policy/v1beta1 PodDisruptionBudget': 'an empty "spec.selector" selects all pods of the namespace instead of none',
}

const always = (): boolean => true

/**
 * The APIs whose successor has the same fields with the same meaning, under a condition for some.
 * Source: the notable changes in https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const sameFields: Readonly<Record<string, (manifest: Manifest) => boolean>> = {
  'extensions/v1beta1 Deployment': selectsItsPods,
  'extensions/v1beta1 ReplicaSet': selectsItsPods,
  'extensions/v1beta1 NetworkPolicy': always,
  'apps/v1beta1 Deployment': selectsItsPods,
  'apps/v1beta2 Deployment': selectsItsPods,
  'apps/v1beta2 ReplicaSet': selectsItsPods,
  'apps/v1beta2 DaemonSet': selectsItsPods,
  'apps/v1beta2 StatefulSet': selectsItsPods,
  'apiregistration.k8s.io/v1beta1 APIService': always,
  'autoscaling/v2beta2 HorizontalPodAutoscaler': always,
  'batch/v1beta1 CronJob': always,
  'batch/v2alpha1 CronJob': always,
  'coordination.k8s.io/v1beta1 Lease': always,
  'flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema': always,
  'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema': always,
  'networking.k8s.io/v1beta1 IngressClass': always,
  'node.k8s.io/v1beta1 RuntimeClass': always,
  // An empty selector means no pods in v1beta1 and all of them in v1.
  'policy/v1beta1 PodDisruptionBudget': manifest => hasEntries(manifest.follow(['spec', 'selector', 'matchLabels']).value),
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': always,
  'rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding': always,
  'rbac.authorization.k8s.io/v1beta1 Role': always,
  'rbac.authorization.k8s.io/v1beta1 RoleBinding': always,
  'resource.k8s.io/v1beta2 DeviceClass': always,
  'resource.k8s.io/v1beta2 ResourceClaim': always,
  'resource.k8s.io/v1beta2 ResourceClaimTemplate': always,
  'scheduling.k8s.io/v1beta1 PriorityClass': always,
  'storage.k8s.io/v1beta1 StorageClass': always,
  'storage.k8s.io/v1beta1 CSIDriver': always,
}

function acceptsUnchanged(manifest: Manifest, replacement: string | undefined): boolean {
  const condition = sameFields[`${manifest.apiVersion} ${manifest.kind}`]
  return replacement !== undefined && !manifest.partial && condition !== undefined && condition(manifest)
}

/** apps/v1 wants a selector, and one that holds for the template; it has no `rollbackTo`. */
function selectsItsPods(manifest: Manifest): boolean {
  const spec = manifest.follow(['spec'])
  const selector = spec.follow(['selector', 'matchLabels']).value as Record<string, string> | undefined
  const labels = (spec.follow(['template', 'metadata', 'labels']).value ?? {}) as Record<string, string>
  return hasEntries(selector) && Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value) && !spec.follow(['rollbackTo']).exists
}

function hasEntries(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
