import type { Project } from '../project.ts'
import { type Container, containers } from './container.ts'

/**
 * The containers that may ask for resources of their own: not the ephemeral ones, which may not,
 * nor those of a pod that sets them for all its containers (`spec.resources`, Kubernetes 1.34).
 */
export function resourceContainers(project: Project): Container[] {
  return project.get(containers).filter(({ sort, pod }) => sort !== 'ephemeral' && !pod.follow(['resources']).exists)
}
