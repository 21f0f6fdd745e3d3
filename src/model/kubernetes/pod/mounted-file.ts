import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Container } from './container.ts'
import { resolve } from '../references/reference.ts'

/** A value of a ConfigMap that a container sees as a file. */
export interface MountedFile {
  /** That of the ConfigMap. */
  readonly name: string
  readonly at: Ref<string>
}

/** The files that a container gets from ConfigMaps of the tree, where these are certain to be the ones that are meant. */
export function mountedFiles(project: Project, container: Container): MountedFile[] {
  const mounts = new Map(
    container
      .at('volumeMounts')
      .each()
      .map(mount => [mount.at('name').value, mount.at('subPath').value]),
  )
  const { pod } = container
  return pod
    .at('volumes')
    .each()
    .flatMap(volume => {
      const name = volume.at('configMap').at('name').value
      const volumeName = volume.at('name').value
      if (name === undefined || !mounts.has(volumeName)) return []
      const only = mounts.get(volumeName)
      const resolution = resolve(project, { kind: 'ConfigMap', group: '', name }, pod.workload.namespace, pod.workload)
      if (resolution.state !== 'found' || !resolution.near || resolution.targets.length > 1) return []
      const data = resolution.targets[0]!.follow(['data'])
      return [...data.entries()].flatMap(([key, value]) => {
        const at = value
        return typeof at.value === 'string' && (only === undefined || only === key) ? [{ name, at: at as Ref<string> }] : []
      })
    })
}
