import { flatMap } from '../../flat-map.ts'
import { variablesIn } from '../../languages/variables.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Stage, stages } from './dockerfile.ts'
import { globalNames, platformArgs } from './variable.ts'

/** A variable in a FROM, in the image or in the platform. */
export interface FromVariable {
  readonly stage: Stage
  readonly name: string
  /** By an ARG above the first FROM, or by the builder. */
  readonly declared: boolean
  /** The names that FROM can see. */
  readonly known: ReadonlySet<string>
  /** The ARG of a stage above that declares it, which FROM does not see. */
  readonly stageArg: Ref<unknown> | undefined
  readonly inPlatform: boolean
  readonly at: Ref<unknown>
}

/** The variables of every FROM: each name once. */
export function fromVariables(project: Project): FromVariable[] {
  const inStages = new Map<unknown, Map<string, Ref<unknown>>>()
  const knownIn = namesForFrom(project)
  return flatMap(project.get(stages), stage => {
    const declaredInStages = inStages.get(stage.source) ?? new Map<string, Ref<unknown>>()
    inStages.set(stage.source, declaredInStages)
    const texts = textsOf(stage)
    const found = texts.length > 0 ? variablesOf(stage, texts, knownIn(stage), declaredInStages) : []
    for (const instruction of stage.instructions)
      if (instruction.keyword === 'ARG')
        for (const [index, { key }] of instruction.node.pairs.entries()) declaredInStages.set(key, instruction.at('pairs').at(index))
    return found
  })
}

function variablesOf(
  stage: Stage,
  texts: readonly FromText[],
  known: ReadonlySet<string>,
  declaredInStages: ReadonlyMap<string, Ref<unknown>>,
): FromVariable[] {
  const { escape } = stage.dockerfile.value!
  const seen = new Set<string>()
  return flatMap(texts, ({ ref, text, inPlatform }) =>
    flatMap(variablesIn(text, { escape }), ({ name, start, end }) => {
      if (seen.has(name)) return []
      seen.add(name)
      return [{ stage, name, declared: known.has(name), known, stageArg: declaredInStages.get(name), inPlatform, at: ref.slice(start, end) }]
    }),
  )
}

function namesForFrom(project: Project): (stage: Stage) => ReadonlySet<string> {
  const globalsOf = project.get(globalNames)
  const known = new Map<unknown, ReadonlySet<string>>()
  return stage => {
    const names = known.get(stage.source) ?? new Set([...globalsOf(stage), ...platformArgs])
    known.set(stage.source, names)
    return names
  }
}

/** A text of FROM that may name a variable. */
interface FromText {
  readonly ref: Ref<unknown>
  readonly text: string
  readonly inPlatform: boolean
}

function textsOf(stage: Stage): FromText[] {
  const { platform, image } = stage.node
  return [
    ...(!platform?.value?.includes('$') ? [] : [{ ref: stage.at('platform').at('value'), text: platform.value, inPlatform: true }]),
    ...(image?.raw.includes('$') ? [{ ref: stage.imageWord, text: image.raw, inPlatform: false }] : []),
  ]
}
