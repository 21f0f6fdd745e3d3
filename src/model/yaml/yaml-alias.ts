import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'

/** An alias in a file that holds something of ours, and the anchor that it names. */
export interface Alias {
  readonly at: Ref<unknown>
  readonly name: string
}

export function aliases(project: Project): Alias[] {
  return project.files
    .filter(({ resources }) => resources.length > 0)
    .flatMap(({ sources, whole }) =>
      sources.flatMap(source => {
        if (!(source instanceof YamlSource) || !source.document.hasAnchors) return []
        return source.document.aliases().map(({ name, range }) => {
          const { start, end } = source.toFile(range)
          return { name, at: whole.slice(start, end) }
        })
      }),
    )
}
