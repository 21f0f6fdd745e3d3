import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js'
import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js'
import { groupedBy } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import { groupOf, Manifest, type ObjectFields, sameNamespace, whole } from './manifest.ts'

/**
 * Where each kind keeps the template of its pods: the path to the object that has `metadata` and `spec` of a pod. Those of other groups
 * that somebody puts into the core group are meant all the same; kubernetes/unknown-kind says what is wrong with that.
 */
const templatePaths: Readonly<Record<string, { readonly groups: readonly string[]; readonly path: readonly string[] }>> = {
  Pod: { groups: [''], path: [] },
  PodTemplate: { groups: [''], path: ['template'] },
  ReplicationController: { groups: [''], path: ['spec', 'template'] },
  // `extensions` served these four until Kubernetes 1.16; old manifests still name it.
  Deployment: { groups: ['apps', 'extensions', ''], path: ['spec', 'template'] },
  ReplicaSet: { groups: ['apps', 'extensions', ''], path: ['spec', 'template'] },
  DaemonSet: { groups: ['apps', 'extensions', ''], path: ['spec', 'template'] },
  StatefulSet: { groups: ['apps', ''], path: ['spec', 'template'] },
  Job: { groups: ['batch', ''], path: ['spec', 'template'] },
  CronJob: { groups: ['batch', ''], path: ['spec', 'jobTemplate', 'spec', 'template'] },
  Rollout: { groups: ['argoproj.io'], path: ['spec', 'template'] },
  // https://agent-sandbox.sigs.k8s.io
  Sandbox: { groups: ['agents.x-k8s.io'], path: ['spec', 'podTemplate'] },
  SandboxTemplate: { groups: ['extensions.agents.x-k8s.io'], path: ['spec', 'podTemplate'] },
  DeploymentConfig: { groups: ['apps.openshift.io', ''], path: ['spec', 'template'] },
}

/** The fields that workloads of several kinds have in common, as far as rules read them. */
export interface WorkloadFields extends ObjectFields {
  spec: {
    replicas?: number
    selector?: LabelSelector
    serviceName?: string
    schedule?: string
    startingDeadlineSeconds?: number
    minReadySeconds?: number
    progressDeadlineSeconds?: number
    revisionHistoryLimit?: number
    workloadRef?: { apiVersion?: string; kind?: string; name?: string; scaleDown?: string }
    strategy?: { type?: string; rollingUpdate?: { maxUnavailable?: number | string; maxSurge?: number | string } }
    updateStrategy?: { type?: string }
    volumeClaimTemplates?: { metadata?: ObjectMeta; spec?: { accessModes?: string[]; storageClassName?: string } }[]
    template?: PodTemplateSpec
  }
}

/** The pods that a workload makes, or a Pod itself: the pod's spec, with its metadata and owner at hand. */
export class Pod extends Ref<PodSpec> {
  readonly metadata: Ref<ObjectMeta>
  readonly workload: Workload
  readonly #template: Ref<unknown>

  constructor(template: Ref<{ metadata?: ObjectMeta; spec?: PodSpec }>, workload: Workload) {
    const spec = template.at('spec')
    super(spec.source, spec.path, spec.value)
    this.#template = template
    this.metadata = template.at('metadata') as Ref<ObjectMeta>
    this.workload = workload
  }

  get labels(): Readonly<Record<string, string>> {
    return this.metadata.at('labels').value ?? this.#misplacedLabels ?? {}
  }

  /** Labels that stand beside `metadata` instead of in it are a fault of their own, and no reason to report who selects by them. */
  get #misplacedLabels(): Readonly<Record<string, string>> | undefined {
    return this.workload.kind === 'Pod' ? undefined : (this.#template.follow(['labels']).value as Record<string, string> | undefined)
  }

  /** Whether the pods run on Windows, where most of the Linux security settings do not exist. */
  get windows(): boolean {
    return this.at('os').at('name').value === 'windows' || this.at('nodeSelector').value?.['kubernetes.io/os'] === 'windows' || this.hostProcess
  }

  /**
   * Whether its containers are processes of the Windows node itself. They have to be in the network of the node.
   * Source: https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
   */
  get hostProcess(): boolean {
    const containers = [...this.at('initContainers').each(), ...this.at('containers').each()]
    const contexts = [this.at('securityContext'), ...containers.map(container => container.at('securityContext'))]
    return contexts.some(context => context.value?.windowsOptions?.hostProcess === true)
  }
}

/** An object that makes pods, of whatever kind. */
export class Workload extends Manifest<WorkloadFields> {
  /** Undefined for a Rollout that takes its pods from another object (`workloadRef`). */
  get pod(): Pod | undefined {
    if (this.#pod === undefined) this.#pod = this.#makePod() ?? null
    return this.#pod ?? undefined
  }
  #pod: Pod | null | undefined

  #makePod(): Pod | undefined {
    const { path } = templatePaths[this.kind]!
    const template = this.follow(path) as Ref<{ metadata?: ObjectMeta; spec?: PodSpec }>
    return this.kind === 'Rollout' && !template.exists ? undefined : new Pod(template, this)
  }

  /** How many pods are asked for; undefined where another object (an HPA, say) decides, or the kind has no such number. */
  get replicas(): number | undefined {
    return replicated.has(this.kind) ? (this.at('spec').at('replicas').value ?? 1) : undefined
  }

  /** Runs to completion instead of serving. */
  get runsToCompletion(): boolean {
    return this.kind === 'Job' || this.kind === 'CronJob'
  }

  /** The object that rolls it: its selector chooses which pods it owns. */
  get selector(): Ref<LabelSelector> {
    return this.at('spec').at('selector') as Ref<LabelSelector>
  }
}

const replicated = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout', 'DeploymentConfig'])

/** Whether an object is one of those. */
export function makesPods({ kind, apiVersion }: { readonly kind: string; readonly apiVersion: string }): boolean {
  return Object.hasOwn(templatePaths, kind) && templatePaths[kind]!.groups.includes(groupOf(apiVersion))
}

/** Everything that makes pods: built-in kinds in any version, Argo Rollouts, OpenShift's DeploymentConfig. */
export function workloads(project: Project): Workload[] {
  return project
    .all()
    .filter(makesPods)
    .map(resource => new Workload(resource, project))
}

/** Those that are no patches. */
export const wholeWorkloads = whole(workloads)

/** The pods of all workloads, each template once. */
export function pods(project: Project): Pod[] {
  return project.get(workloads).flatMap(workload => workload.pod ?? [])
}

/** Workloads by kind and name, for references to them. */
function workloadIndex(project: Project): Map<string, Workload[]> {
  return groupedBy(project.get(workloads), workload => `${workload.kind}/${workload.name}`)
}

/** The workloads of that kind and name in a namespace that may be the same. */
export function findWorkloads(project: Project, kind: string, name: string, namespace: string | undefined): Workload[] {
  return (project.get(workloadIndex).get(`${kind}/${name}`) ?? []).filter(workload => sameNamespace(workload.namespace, namespace))
}

/** The workloads that Rollouts take their pods from (`workloadRef`), and run in their place. */
export function takenWorkloads(project: Project): ReadonlySet<Workload> {
  return new Set(project.get(workloads).flatMap(workload => takenBy(project, workload)))
}

function takenBy(project: Project, workload: Workload): Workload[] {
  const { kind, name } = workload.at('spec').at('workloadRef').value ?? {}
  return kind && name && workload.kind === 'Rollout' ? findWorkloads(project, kind, name, workload.namespace) : []
}

/** The pods of a workload, for a Rollout with a `workloadRef` those of the object it names, if that is in the tree. */
export function podsOf(project: Project, workload: Workload): Pod | undefined {
  return workload.pod ?? takenBy(project, workload)[0]?.pod
}
