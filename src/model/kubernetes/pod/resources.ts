import { parseQuantity } from '../../../languages/quantity.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containers } from './container.ts'
import type { Pod } from '../workload.ts'

/**
 * The containers that may ask for resources of their own: not the ephemeral ones, which may not,
 * nor those of a pod that sets them for all its containers (`spec.resources`, Kubernetes 1.34).
 */
export function resourceContainers(project: Project): Container[] {
  return project.get(containers).filter(({ sort, pod }) => sort !== 'ephemeral' && !pod.follow(['resources']).exists)
}

/** A query for the pods of which one container at least has a request or a limit. */
export function podsWithResource(sort: 'requests' | 'limits', resource: 'cpu' | 'memory'): (project: Project) => ReadonlySet<Pod> {
  return project =>
    new Set(
      project
        .get(resourceContainers)
        .filter(container => container.at('resources').at(sort).at(resource).exists)
        .map(({ pod }) => pod),
    )
}

/** A resource of which a container requests another amount than it may take. */
export interface Unequal {
  readonly container: Container
  readonly request: Ref<unknown>
  readonly limit: Ref<unknown>
}

/**
 * A query for the containers whose request and limit of a resource differ. Left out on both sides is equal; a limit without a
 * request is, too, as the API server copies it; a request without a limit is not.
 */
export function unequal(resource: 'cpu' | 'memory' | 'ephemeral-storage'): (project: Project) => Unequal[] {
  return project =>
    project
      .get(resourceContainers)
      .filter(({ pod }) => !pod.workload.partial)
      .map(container => {
        const resources = container.at('resources')
        return { container, request: resources.at('requests').at(resource), limit: resources.at('limits').at(resource) }
      })
      .filter(({ request, limit }) => request.exists && amountOf(request) !== amountOf(limit))
}

/** The amount in base units; undefined for what is not there or cannot be read. */
export function amountOf({ value }: Ref<unknown>): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
}
