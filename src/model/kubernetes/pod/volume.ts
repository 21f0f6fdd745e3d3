import type { Volume, VolumeMount } from 'kubernetes-types/core/v1.js'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Container } from './container.ts'
import { type Pod, pods } from '../workload.ts'

export interface PodVolume {
  readonly pod: Pod
  readonly volume: Ref<Volume>
}

/** Every volume of every pod. */
export function volumes(project: Project): PodVolume[] {
  return project.get(pods).flatMap(pod =>
    pod
      .at('volumes')
      .each()
      .map(volume => ({ pod, volume: volume })),
  )
}

/** The sockets of Docker, containerd, CRI-O and Podman, and the folders that hold nothing but them. */
const runtimeSocket =
  /^(?:\/var)?\/run\/(?:docker\.sock|docker(?:\/containerd(?:\/containerd\.sock)?)?|containerd(?:\/containerd\.sock)?|crio(?:\/crio\.sock)?|podman(?:\/podman\.sock)?|k3s\/containerd\/containerd\.sock|cri-dockerd\.sock)\/?$/

export function isRuntimeSocket(path: string): boolean {
  return runtimeSocket.test(path)
}

/** A path without doubled, trailing and `.` steps. */
export function normalPath(path: string): string {
  return `/${path
    .split('/')
    .filter(step => step !== '' && step !== '.')
    .join('/')}`
}

/** Whether a path lies somewhere below another. */
export function within(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`)
}

/** The mounts of a container, each with its volume where the pod has it. */
export function mountsOf(container: Container): { readonly mount: Ref<VolumeMount>; readonly volume: Ref<Volume> }[] {
  const known = new Map(
    container.pod
      .at('volumes')
      .each()
      .map(volume => [volume.at('name').value, volume] as const),
  )
  return container
    .at('volumeMounts')
    .each()
    .flatMap(mount => {
      const volume = known.get(mount.at('name').value)
      return volume ? [{ mount, volume }] : []
    })
}
