import type { Volume } from 'kubernetes-types/core/v1.js'
import type { Ref } from '../../../source/ref.ts'
import type { Container } from './container.ts'
import type { Pod } from '../workload.ts'

/** Volumes that are gone, or made anew, with each pod. */
const fleeting = new Set(['name', 'emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI', 'ephemeral', 'gitRepo', 'image'])

/** The volumes of a pod whose contents outlive it: claims, disks, host paths. */
export function lastingVolumes(pod: Pod): Ref<Volume>[] {
  return (pod.at('volumes').each() as Ref<Volume>[]).filter(volume => Object.keys(volume.value ?? {}).some(source => !fleeting.has(source)))
}

/** Those of them that a container mounts. */
export function lastingMounts(container: Container): Ref<Volume>[] {
  const mounted = new Set(
    container
      .at('volumeMounts')
      .each()
      .map(mount => mount.at('name').value),
  )
  return lastingVolumes(container.pod).filter(volume => mounted.has(volume.at('name').value))
}
