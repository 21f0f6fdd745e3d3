import type { Project } from '../../project.ts'
import type { Fix } from '../../fix.ts'
import type { Ref } from '../../source/ref.ts'
import { type Manifest, manifests } from './manifest.ts'
import { type Pod, pods } from './workload.ts'

/** What Kubernetes has done with an annotation. */
export interface Deprecation {
  /** Minor release since which it has no effect; undefined = it still has. */
  readonly ignoredSince: number | undefined
  /** What to write instead, for "Use …". */
  readonly instead: string
}

/**
 * Annotations that fields have replaced. Source: https://kubernetes.io/docs/reference/labels-annotations-taints/, and the release notes
 * where it does not tell the release.
 */
const annotations: ReadonlyMap<string, Deprecation & { readonly kinds?: readonly string[] }> = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', { ignoredSince: 16, instead: 'priorityClassName: system-node-critical' }],
  ['scheduler.alpha.kubernetes.io/affinity', { ignoredSince: 8, instead: 'spec.affinity' }],
  ['scheduler.alpha.kubernetes.io/tolerations', { ignoredSince: 8, instead: 'spec.tolerations' }],
  ['scheduler.alpha.kubernetes.io/node-selector', { ignoredSince: undefined, instead: 'spec.nodeSelector', kinds: ['Pod'] }],
  ['pod.beta.kubernetes.io/init-containers', { ignoredSince: 8, instead: 'spec.initContainers' }],
  ['pod.alpha.kubernetes.io/init-containers', { ignoredSince: 8, instead: 'spec.initContainers' }],
  ['pod.alpha.kubernetes.io/initialized', { ignoredSince: 8, instead: 'readiness probes' }],
  ['pod.beta.kubernetes.io/hostname', { ignoredSince: 8, instead: 'spec.hostname' }],
  ['pod.beta.kubernetes.io/subdomain', { ignoredSince: 8, instead: 'spec.subdomain' }],
  ['service.alpha.kubernetes.io/tolerate-unready-endpoints', { ignoredSince: 24, instead: 'spec.publishNotReadyAddresses' }],
  ['service.beta.kubernetes.io/external-traffic', { ignoredSince: 8, instead: 'spec.externalTrafficPolicy' }],
  ['volume.beta.kubernetes.io/storage-class', { ignoredSince: undefined, instead: 'spec.storageClassName' }],
  ['volume.alpha.kubernetes.io/storage-class', { ignoredSince: 14, instead: 'spec.storageClassName' }],
  ['storageclass.beta.kubernetes.io/is-default-class', { ignoredSince: undefined, instead: 'storageclass.kubernetes.io/is-default-class' }],
  ['kubernetes.io/ingress.class', { ignoredSince: undefined, instead: 'spec.ingressClassName' }],
  ['seccomp.security.alpha.kubernetes.io/pod', { ignoredSince: 27, instead: 'securityContext.seccompProfile' }],
  ['service.kubernetes.io/topology-aware-hints', { ignoredSince: undefined, instead: 'spec.trafficDistribution' }],
])

/** Those whose key ends with the name of a container. */
const prefixes: readonly (readonly [string, Deprecation])[] = [
  ['container.seccomp.security.alpha.kubernetes.io/', { ignoredSince: 27, instead: 'securityContext.seccompProfile' }],
  ['container.apparmor.security.beta.kubernetes.io/', { ignoredSince: undefined, instead: 'securityContext.appArmorProfile (Kubernetes 1.30)' }],
]

/** An annotation that a field has replaced. */
export interface DeprecatedAnnotation extends Deprecation {
  readonly manifest: Manifest
  readonly at: Ref<unknown>
  readonly name: string
}

export function deprecatedAnnotations(project: Project): DeprecatedAnnotation[] {
  const own = project.get(manifests).flatMap(manifest => deprecatedIn(manifest, manifest.at('metadata').at('annotations') as Ref<Record<string, string>>))
  const templates = project
    .get(pods)
    .filter(({ workload }) => workload.kind !== 'Pod')
    .flatMap(pod => deprecatedIn(pod.workload as unknown as Manifest, pod.metadata.at('annotations') as Ref<Record<string, string>>))
  return [...own, ...templates]
}

function deprecatedIn(manifest: Manifest, ref: Ref<Record<string, string>>): DeprecatedAnnotation[] {
  return [...ref.entries()].flatMap(([name, at]) => {
    const known = annotations.get(name)
    const found = known && (!known.kinds || known.kinds.includes(manifest.kind)) ? known : prefixes.find(([prefix]) => name.startsWith(prefix))?.[1]
    return found ? [{ ...found, manifest, at, name }] : []
  })
}

/** A label of nodes that Kubernetes has renamed. */
interface RenamedLabel {
  readonly now: string
  /** Minor release since which nodes do not have the old name; undefined = they still have both. */
  readonly goneSince: number | undefined
}

/** Source: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const nodeLabels: ReadonlyMap<string, RenamedLabel> = new Map([
  ['beta.kubernetes.io/arch', { now: 'kubernetes.io/arch', goneSince: undefined }],
  ['beta.kubernetes.io/os', { now: 'kubernetes.io/os', goneSince: undefined }],
  ['beta.kubernetes.io/instance-type', { now: 'node.kubernetes.io/instance-type', goneSince: undefined }],
  ['failure-domain.beta.kubernetes.io/zone', { now: 'topology.kubernetes.io/zone', goneSince: undefined }],
  ['failure-domain.beta.kubernetes.io/region', { now: 'topology.kubernetes.io/region', goneSince: undefined }],
  ['node-role.kubernetes.io/master', { now: 'node-role.kubernetes.io/control-plane', goneSince: 24 }],
])

/** A place where pods are bound to nodes by a label that was renamed. */
export interface RenamedUse extends RenamedLabel {
  readonly pod: Pod
  readonly label: string
  readonly at: Ref<unknown>
  readonly fix: Fix | undefined
}

export function renamedNodeLabels(project: Project): RenamedUse[] {
  return project.get(pods).flatMap(pod =>
    [...labelsAsked(pod)].flatMap(({ label, at, fix }) => {
      const renamed = nodeLabels.get(label)
      return renamed ? [{ ...renamed, pod, label, at, fix: fix?.(renamed.now) }] : []
    }),
  )
}

interface Asked {
  readonly label: string
  readonly at: Ref<unknown>
  readonly fix?: (now: string) => Fix
}

/** The labels of nodes that a pod asks for, by whatever means; preferences and tolerations do not keep it from running. */
function* labelsAsked(pod: Pod): Generator<Asked> {
  for (const [label, ref] of pod.at('nodeSelector').entries()) yield { label, at: ref.key() }
  const affinity = pod.at('affinity')
  const required = affinity.at('nodeAffinity').at('requiredDuringSchedulingIgnoredDuringExecution')
  for (const term of required.at('nodeSelectorTerms').each()) for (const expression of term.at('matchExpressions').each()) yield* named(expression.at('key'))
  for (const constraint of pod.at('topologySpreadConstraints').each()) yield* named(constraint.at('topologyKey'))
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    for (const term of affinity.at(kind).at('requiredDuringSchedulingIgnoredDuringExecution').each()) yield* named(term.at('topologyKey'))
    for (const term of affinity.at(kind).at('preferredDuringSchedulingIgnoredDuringExecution').each())
      yield* named(term.at('podAffinityTerm').at('topologyKey'))
  }
}

function* named(at: Ref<string>): Generator<Asked> {
  if (typeof at.value === 'string') yield { label: at.value, at, fix: now => ({ type: 'replace', target: at, value: now }) }
}
