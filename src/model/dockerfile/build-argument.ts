import { flatMap } from '../../flat-map.ts'
import type { Dockerfile, Pair } from '../../languages/dockerfile/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import type { Source } from '../../source/source.ts'
import { dockerfiles, type Stage, stages, variables } from './dockerfile.ts'

/** A name that ARG declares. */
export interface Argument {
  readonly name: string
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined
  readonly pair: Ref<Pair>
  /**
   * Something names it, or may read it: a variable of that name anywhere in the file; of one before the first FROM, a stage that
   * declares it; of one in a stage, a command that comes later there, or in a stage that is built on it.
   */
  readonly used: boolean
}

/** Everything that ARG declares. */
export function buildArguments(project: Project): Argument[] {
  return [...flatMap(project.get(dockerfiles), dockerfile => globalArguments(dockerfile, project)), ...stageArguments(project)]
}

/** The variables that a file names, wherever it does; several Dockerfiles may stand in one file. */
function variableNames(): (source: Source) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return ({ text }) => {
    let names = known.get(text)
    if (!names) known.set(text, (names = new Set(Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name]) => name!))))
    return names
  }
}

function globalArguments(dockerfile: Ref<Dockerfile>, project: Project): Argument[] {
  if (dockerfile.value?.globalArgs.length === 0) return []
  const named = project.get(variableNames)(dockerfile.source)
  const declared = new Set(flatMap(dockerfile.value?.stages ?? [], ({ instructions }) => flatMap(instructions, declaredBy)))
  return flatMap(dockerfile.at('globalArgs').each(), instruction =>
    instruction
      .at('pairs')
      .each()
      .map(pair => {
        const name = pair.value!.key
        return { name, stage: undefined, pair, used: named.has(name) || declared.has(name) }
      }),
  )
}

function declaredBy({ keyword, pairs }: Dockerfile['instructions'][number]): string[] {
  return keyword === 'ARG' ? pairs.map(({ key }) => key) : []
}

function stageArguments(project: Project): Argument[] {
  const declaring = new Set(flatMap(project.get(variables), ({ keyword, stage }) => (keyword === 'ARG' ? [stage.dockerfile.value] : [])))
  const all = project.get(stages).filter(({ dockerfile }) => declaring.has(dockerfile.value))
  /** Stages in which a command runs, or in one that is built on them; a stage comes after what it is built on. */
  const running = new Set<Stage>()
  for (const stage of all.toReversed()) if (stage.instructions.some(runs) || stage.use.children.some(child => running.has(child))) running.add(stage)
  /** Dockerfiles in which a build chooses what such a stage is built on: `FROM ${TARGETOS}`. */
  const choosing = new Set(flatMap(all, stage => (running.has(stage) && isChosen(stage) ? [stage.dockerfile.value] : [])))
  return flatMap(all, stage => {
    if (!stage.instructions.some(({ keyword }) => keyword === 'ARG')) return []
    const last = stage.instructions.findLastIndex(runs)
    const chosen = stage.node.name !== undefined && choosing.has(stage.dockerfile.value)
    const later = chosen || stage.use.children.some(child => running.has(child))
    return flatMap(stage.instructions, (instruction, index) =>
      instruction.keyword === 'ARG'
        ? instruction
            .at('pairs')
            .each()
            .map(pair => {
              const name = pair.value!.key
              return { name, stage, pair, used: later || index < last || project.get(variableNames)(stage.source).has(name) }
            })
        : [],
    )
  })
}

/** Only a build can tell what the stage is built on, perhaps one of those above. */
function isChosen({ node, imageName }: Stage): boolean {
  return imageName === undefined && !node.parent && (node.image?.raw.includes('$') ?? false)
}

/** A command sees every ARG; what is behind ONBUILD is for builds that are not here. */
function runs({ keyword }: { readonly keyword: string }): boolean {
  return keyword === 'RUN' || keyword === 'ONBUILD'
}
