import type { Image } from '../languages/image-reference.ts'

/** Official images of operating systems, whose Dockerfiles set no variable but PATH: a file system and a shell. Last checked on 2026-11-21. */
const bareImages = new Set('library/almalinux library/alpine library/amazonlinux library/busybox library/debian library/rockylinux library/ubuntu'.split(' '))

/** Whether all variables of an image but PATH are those that a Dockerfile built on it sets. */
export function setsNoVariables({ registry, repository }: Image): boolean {
  return registry === 'docker.io' && bareImages.has(repository)
}
