import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { autoscalers, scaledBy } from '../autoscaler.ts'
import { containersOf } from './container.ts'
import { isPatched } from '../references/patch.ts'
import { podsOf, type Pod, pods } from '../workload.ts'

/** A place that names a container which the pod does not have. */
export interface MissingContainer {
  readonly at: Ref<string>
  readonly name: string
  /** The containers that there are. */
  readonly known: readonly string[]
  /** For "…, so …". */
  readonly effect: string
  readonly refused: boolean
}

/** Sidecars that a webhook puts into a pod when it is made. */
const injected =
  /^(?:istio-(?:proxy|init|validation)|linkerd-(?:proxy|init)|envoy(?:-sidecar)?|daprd|vault-agent(?:-init)?|consul-(?:dataplane|connect).*|datadog-.*|.*-proxy)$/

const profiles = ['container.apparmor.security.beta.kubernetes.io/', 'container.seccomp.security.alpha.kubernetes.io/']

export function missingContainers(project: Project): MissingContainer[] {
  const named = [...project.get(pods).flatMap(pod => namedInPod(project, pod)), ...namedByAutoscalers(project)]
  return named.filter(({ name, known }) => known.length > 0 && !known.includes(name) && !injected.test(name))
}

function namedInPod(project: Project, pod: Pod): MissingContainer[] {
  if (pod.workload.partial || project.get(isPatched)(pod.workload)) return []
  const known = namesIn(pod)
  const found: MissingContainer[] = []
  for (const [key, value] of pod.metadata.at('annotations').entries()) {
    const profile = profiles.find(prefix => key.startsWith(prefix))
    if (profile) found.push({ at: value.key(), name: key.slice(profile.length), known, effect: 'the API server refuses the pod', refused: true })
    if (key === 'kubectl.kubernetes.io/default-container' && typeof value.value === 'string')
      found.push({ at: value, name: value.value, known, effect: 'kubectl warns and takes the first container', refused: false })
  }
  for (const at of resourceOwners(pod))
    if (at.value) found.push({ at, name: at.value, known, effect: 'the kubelet cannot read its resources and does not start the pod', refused: true })
  return found
}

/** The containers whose resources variables and files of the downward API give. */
function resourceOwners(pod: Pod): Ref<string>[] {
  const variables = containersOf(pod).flatMap(container =>
    container
      .at('env')
      .each()
      .map(entry => entry.at('valueFrom')),
  )
  const sources = pod
    .at('volumes')
    .each()
    .flatMap(volume => [
      volume.at('downwardAPI') as Ref<unknown>,
      ...volume
        .at('projected')
        .at('sources')
        .each()
        .map(source => source.at('downwardAPI') as Ref<unknown>),
    ])
  const items = sources.flatMap(source => (source.follow(['items']) as Ref<unknown[]>).each())
  return [...variables, ...items]
    .map(from => from.follow(['resourceFieldRef', 'containerName']) as Ref<string>)
    .filter(({ value }) => typeof value === 'string')
}

function namedByAutoscalers(project: Project): MissingContainer[] {
  return project.get(autoscalers).flatMap(autoscaler => {
    const metrics = autoscaler.at('spec').at('metrics').each()
    const asked = metrics.map(metric => metric.at('containerResource').at('container') as Ref<string>).filter(({ value }) => typeof value === 'string')
    if (asked.length === 0) return []
    const scaled = scaledBy(project, autoscaler)
    const templates = scaled.flatMap(workload => podsOf(project, workload) ?? [])
    if (scaled.some(workload => workload.partial || project.get(isPatched)(workload))) return []
    const known = templates.flatMap(namesIn)
    return asked.map(at => ({ at, name: at.value!, known, effect: `${autoscaler.title} cannot measure it and scales nothing`, refused: false }))
  })
}

function namesIn(pod: Pod): string[] {
  return containersOf(pod).flatMap(container => container.at('name').value ?? [])
}
