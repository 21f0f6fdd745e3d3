import type { Volume } from 'kubernetes-types/core/v1.js'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { type Pod, pods } from './workload.ts'

export interface PodVolume {
  readonly pod: Pod
  readonly volume: Ref<Volume>
}

/** Every volume of every pod. */
export function volumes(project: Project): PodVolume[] {
  return project.get(pods).flatMap(pod => [...pod.at('volumes').each()].map(volume => ({ pod, volume: volume })))
}

/** The sockets of Docker, containerd, CRI-O and Podman, and the folders that hold nothing but them. */
const runtimeSocket =
  /^(?:\/var)?\/run\/(?:docker\.sock|containerd(?:\/containerd\.sock)?|crio(?:\/crio\.sock)?|podman(?:\/podman\.sock)?|k3s\/containerd\/containerd\.sock|cri-dockerd\.sock)\/?$/

export function isRuntimeSocket(path: string): boolean {
  return runtimeSocket.test(path)
}
