import type { PolicyRule } from 'kubernetes-types/rbac/v1.js'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Resource } from '../../../source/source.ts'
import { groupOf, type Manifest, manifestOf } from '../manifest.ts'
import { isMisspelled, nameOf } from '../schema.ts'
import { makesPods, Workload } from '../workload.ts'
import { clusterRoleBinding, role, secret, webhooks } from './access.ts'
import { autoscaler } from './autoscaler.ts'
import { endpoints, endpointSlice, ingress, ingressClass, networkPolicy, service } from './network.ts'
import { pod } from './pod.ts'
import { claim, limitRange, quota, volume } from './storage.ts'
import { cronJob, job, rollout, selectorOf } from './workload.ts'
import { selecting, type Wrong } from './wrong.ts'

/** What an object lacks or has wrong, beyond what its schema tells. */
export interface Unmet extends Wrong {
  readonly manifest: Manifest
  /** Where it is, as a reader names it: `spec.ports[0]`. */
  readonly field: string
}

type Check = (manifest: Manifest) => Iterable<Wrong>

function ofSpec<T>(check: (spec: Ref<T>) => Iterable<Wrong>): Check {
  return manifest => check(manifest.follow(['spec']) as Ref<T>)
}

function ofRules(namespaced: boolean): Check {
  return manifest => role(manifest.follow(['rules']) as Ref<readonly PolicyRule[]>, namespaced)
}

const ofWebhooks: Check = manifest => webhooks(manifest.follow(['webhooks']))

/** By apiVersion and kind. */
const checks: Readonly<Record<string, Check>> = {
  'v1 Service': ofSpec(service),
  'v1 PersistentVolume': ofSpec(volume),
  'v1 PersistentVolumeClaim': ofSpec(claim),
  'v1 Secret': secret,
  'v1 Endpoints': manifest => endpoints(manifest.follow(['subsets']) as Parameters<typeof endpoints>[0]),
  'discovery.k8s.io/v1 EndpointSlice': manifest => endpointSlice(manifest as Ref<unknown> as Parameters<typeof endpointSlice>[0]),
  'networking.k8s.io/v1 IngressClass': ofSpec(ingressClass),
  'v1 LimitRange': ofSpec(limitRange),
  'v1 ResourceQuota': ofSpec(quota),
  'networking.k8s.io/v1 Ingress': ofSpec(ingress),
  'networking.k8s.io/v1 NetworkPolicy': ofSpec(networkPolicy),
  'autoscaling/v2 HorizontalPodAutoscaler': ofSpec(autoscaler),
  'policy/v1 PodDisruptionBudget': manifest => selecting(manifest.follow(['spec', 'selector'])),
  'batch/v1 Job': ofSpec(job),
  'batch/v1 CronJob': ofSpec(cronJob),
  'rbac.authorization.k8s.io/v1 Role': ofRules(true),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': manifest => clusterRoleBinding(manifest.follow(['roleRef'])),
  'rbac.authorization.k8s.io/v1 ClusterRole': ofRules(false),
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': ofWebhooks,
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': ofWebhooks,
}

/** Groups whose pods the API server itself judges, where their schema has judged them before: then every field has its type. */
const builtIn: ReadonlySet<string> = new Set(['', 'apps', 'batch'])

/** What the API server refuses in objects that fit their schema; no patches. */
export function unmetDemands(project: Project): Unmet[] {
  const make = project.get(manifestOf)
  return project.all().flatMap(resource => {
    const check = checkOf(resource)
    const makes = makesPods(resource) && builtIn.has(groupOf(resource.apiVersion)) && project.schemas.kind(resource.apiVersion, resource.kind) !== undefined
    if (resource.partial || (!check && !makes)) return []
    const manifest = make(resource)
    const wrongs = [...(check?.(manifest) ?? []), ...(makes ? ofWorkload(new Workload(resource, project)) : [])]
    return wrongs
      .filter(({ at, lacks }) => lacks === undefined || !(isPatch(at.source.file) || isMisspelled(project, manifest, at.path, lacks)))
      .map(wrong => ({ ...wrong, manifest, field: nameOf(wrong.at.path.slice(manifest.path.length)) }))
  })
}

/** Whether a file is called a patch, of whatever tool: what it leaves out stands elsewhere. */
function isPatch(file: string): boolean {
  return /(?:^|[-_./])patch(?:es)?[-_./]/i.test(file)
}

function checkOf({ apiVersion, kind }: Resource): Check | undefined {
  const name = `${apiVersion} ${kind}`
  return Object.hasOwn(checks, name) ? checks[name] : undefined
}

function* ofWorkload(workload: Workload): Generator<Wrong> {
  yield* selectorOf(workload)
  yield* rollout(workload)
  if (workload.pod?.value) yield* pod(workload.pod)
  for (const template of workload.at('spec').at('volumeClaimTemplates').each()) yield* claim(template.at('spec') as Parameters<typeof claim>[0])
}

/** Those of one sort: what is missing or unfit, or what does not go with something else. */
export const unmetFields = (project: Project) => project.get(unmetDemands).filter(({ clash }) => !clash)
export const conflictingFields = (project: Project) => project.get(unmetDemands).filter(({ clash }) => clash)
