import type { Container as ContainerFields, SecurityContext } from 'kubernetes-types/core/v1.js'
import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import { Ref } from '../../../source/ref.ts'
import { type Pod, pods } from '../workload.ts'

/** The sorts of containers a pod has. A sidecar is an init container that keeps running (`restartPolicy: Always`, Kubernetes 1.29). */
export type ContainerSort = 'regular' | 'sidecar' | 'init' | 'ephemeral'

/** A container, with its pod at hand and what it inherits from it. */
export class Container extends Ref<ContainerFields> {
  readonly pod: Pod
  readonly sort: ContainerSort

  constructor(ref: Ref<ContainerFields>, pod: Pod, sort: ContainerSort) {
    super(ref.source, ref.path, ref.value)
    this.pod = pod
    this.sort = sort
  }

  /** Its name in quotes, for messages. */
  get title(): string {
    const name = this.at('name').value
    const sort = this.sort === 'regular' ? 'Container' : this.sort === 'sidecar' ? 'Sidecar' : this.sort === 'init' ? 'Init container' : 'Ephemeral container'
    return name ? `${sort} "${name}"` : sort
  }

  /** The same inside a sentence: `container "web"`. */
  get mention(): string {
    return this.title.replace(/^./, letter => letter.toLowerCase())
  }

  /** Keeps running as long as its pod, unlike an init container, a debugging one, or that of a job. */
  get longRunning(): boolean {
    return (this.sort === 'regular' || this.sort === 'sidecar') && !this.pod.workload.runsToCompletion
  }

  /**
   * A field of the security context as the kubelet applies it: the container's own if it is written, else the pod's.
   * The Ref points to where it is written; where it is not, to the container's.
   * Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  security<K extends keyof SecurityContext>(field: K): Ref<NonNullable<SecurityContext>[K]> {
    const own = this.at('securityContext').at(field)
    if (own.exists || !inherited.has(field)) return own
    const pod = (this.pod.at('securityContext') as Ref<SecurityContext>).at(field)
    return pod.exists ? pod : own
  }
}

/** The fields that a pod's security context sets for its containers; the others exist on containers alone. */
const inherited = new Set<string>(['runAsNonRoot', 'runAsUser', 'runAsGroup', 'seccompProfile', 'appArmorProfile', 'seLinuxOptions', 'windowsOptions'])

/** Every container of every pod, of all sorts. */
export function containers(project: Project): Container[] {
  return project.get(pods).flatMap(containersOf)
}

/** The containers that keep running and serve: no init containers, no debugging ones, no jobs. */
export function longRunningContainers(project: Project): Container[] {
  return project.get(containers).filter(container => container.longRunning)
}

export function containersOf(pod: Pod): Container[] {
  const regular = written(pod.at('containers')).map(ref => new Container(ref, pod, 'regular'))
  const init = written(pod.at('initContainers')).map(ref => new Container(ref, pod, ref.at('restartPolicy').value === 'Always' ? 'sidecar' : 'init'))
  const ephemeral = written(pod.at('ephemeralContainers') as Ref<unknown> as Ref<ContainerFields[] | undefined>).map(
    ref => new Container(ref, pod, 'ephemeral'),
  )
  return [...init, ...regular, ...ephemeral]
}

/** Tells whether a container is one of some, whoever made its Ref. */
export function among(some: readonly Container[]): (container: Container) => boolean {
  const known = new Map<unknown, Set<string>>()
  for (const [source, names] of grouped(some.map(container => [container.source, placeOf(container)] as const))) known.set(source, new Set(names))
  return container => known.get(container.source)?.has(placeOf(container)) === true
}

function placeOf({ path }: Container): string {
  return JSON.stringify(path)
}

/** The items of a list that say something; an empty one, or one that is no mapping, is for the schema to report. */
function written(list: Ref<ContainerFields[] | undefined>): Ref<ContainerFields>[] {
  return (list.each() as Ref<ContainerFields>[]).filter(({ value }) => value !== undefined && Object.keys(value).length > 0)
}

/** The capabilities that a container adds, as they are written. */
export function addedCapabilities(container: Container): readonly Ref<string>[] {
  return container.at('securityContext').at('capabilities').at('add').each()
}

/** What the containers of a pod lack, each for itself; nothing where one that lacks nothing is `enough`. */
export function lacking<P>(pod: Pod, lacks: (container: Container) => readonly P[], enough: boolean): P[] {
  const found = containersOf(pod).map(lacks)
  return enough && found.some(lack => lack.length === 0) ? [] : found.flat()
}
