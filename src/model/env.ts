import type { EnvVar } from 'kubernetes-types/core/v1.js'
import type { Project } from '../project.ts'
import { Ref } from '../source/ref.ts'
import { type Container, containers } from './container.ts'

/** An entry of a container's `env`. */
export class EnvEntry extends Ref<EnvVar> {
  readonly container: Container
  /** Position in the list: `$(NAME)` sees only what comes before. */
  readonly index: number

  constructor(ref: Ref<EnvVar>, container: Container, index: number) {
    super(ref.source, ref.path, ref.value)
    this.container = container
    this.index = index
  }
}

/** Every entry of every container's `env`. */
export function envEntries(project: Project): EnvEntry[] {
  return project.get(containers).flatMap(envOf)
}

export function envOf(container: Container): EnvEntry[] {
  return [...container.at('env').each()].map((ref, index) => new EnvEntry(ref, container, index))
}
