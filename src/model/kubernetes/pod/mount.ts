import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containers } from './container.ts'
import { isPatched } from '../references/patch.ts'
import { findWorkloads, type Pod } from '../workload.ts'

/** A mount or device of a container whose volume the pod does not have. */
export interface MissingVolume {
  readonly container: Container
  /** The name. */
  readonly at: Ref<string>
  /** The volumes that the pod has. */
  readonly known: readonly string[]
}

export function missingVolumes(project: Project): MissingVolume[] {
  const names = project.get(volumeNames)
  return project.get(containers).flatMap(container => {
    const known = names(container.pod)
    if (container.pod.workload.partial) return []
    const lists = [container.at('volumeMounts'), container.at('volumeDevices')] as Ref<{ name: string }[]>[]
    const mounts: Ref<string>[] = lists.flatMap(list => list.each().map(mount => mount.at('name')))
    const missing = mounts.filter(({ value }) => value !== undefined && value !== '' && !known.has(value))
    return missing.filter(at => !isPatchedIn(project, container, at.value!)).map(at => ({ container, at, known: [...known] }))
  })
}

/** The volumes of each pod by name; a StatefulSet has those of its claims, too. */
function volumeNames(): (pod: Pod) => ReadonlySet<string> {
  const known = new Map<Pod, ReadonlySet<string>>()
  return pod => {
    let names = known.get(pod)
    if (!names) known.set(pod, (names = new Set(namesIn(pod))))
    return names
  }
}

function namesIn(pod: Pod): string[] {
  const claims = pod.workload.kind === 'StatefulSet' ? pod.workload.at('spec').at('volumeClaimTemplates').each() : []
  const named = [
    ...pod
      .at('volumes')
      .each()
      .map(volume => volume.at('name').value),
    ...claims.map(claim => claim.at('metadata').at('name').value),
  ]
  return named.filter(name => name !== undefined)
}

/** Whether a patch brings the volume: one in a file of its own, or one that is not read. */
function isPatchedIn(project: Project, { pod: { workload } }: Container, name: string): boolean {
  const others = findWorkloads(project, workload.kind, workload.name ?? '', workload.namespace)
  return others.some(other => other.partial && other.pod && namesIn(other.pod).includes(name)) || project.get(isPatched)(workload)
}
