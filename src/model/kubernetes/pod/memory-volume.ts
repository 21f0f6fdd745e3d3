import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containersOf } from './container.ts'
import { amountOf } from './resources.ts'
import { pods } from '../workload.ts'

/** An `emptyDir` in memory, and a container with a memory limit that may write to it. */
export interface MemoryVolume {
  readonly volume: string
  /** Bytes. */
  readonly size: number
  readonly at: Ref<unknown>
  readonly container: Container
  readonly limit: Ref<unknown>
  /** Bytes. */
  readonly allowed: number
}

/** Each with the container of the smallest limit; those without a size of their own are as large as the limits allow. */
export function memoryVolumes(project: Project): MemoryVolume[] {
  return project.get(pods).flatMap(pod => {
    const volumes = pod
      .at('volumes')
      .each()
      .filter(({ value }) => value?.emptyDir?.medium === 'Memory')
    if (volumes.length === 0) return []
    const mounting = containersOf(pod).flatMap(container =>
      container
        .at('volumeMounts')
        .each()
        .flatMap(({ value }) => (value?.name === undefined || value.readOnly === true ? [] : [[value.name, container] as const])),
    )
    const smallest = new Map<string, { container: Container; limit: Ref<unknown>; allowed: number }>()
    for (const [name, container] of mounting) {
      const limit = container.at('resources').at('limits').at('memory')
      const allowed = amountOf(limit)
      if (allowed !== undefined && allowed < (smallest.get(name)?.allowed ?? Infinity)) smallest.set(name, { container, limit, allowed })
    }
    return volumes.flatMap(ref => {
      const at = ref.at('emptyDir').at('sizeLimit')
      const [size, found] = [amountOf(at), smallest.get(ref.value?.name ?? '')]
      return size === undefined || !found ? [] : [{ ...found, volume: ref.value?.name ?? '', size, at }]
    })
  })
}
