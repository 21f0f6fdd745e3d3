import { expandWord } from './expand.ts'
import { Scope } from './scope.ts'
import type { Dockerfile, Escape, Instruction, Stage, Word } from './tree.ts'

/** Sorts instructions into stages. */
export function stagesOf(instructions: readonly Instruction[], globalArgs: readonly Instruction[], escape: Escape): Stage[] {
  const stages: (Stage & { instructions: Instruction[] })[] = []
  const named = new Map<string, Stage>()
  let globals: Scope | undefined
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM') {
      stages.at(-1)?.instructions.push(instruction)
      continue
    }
    const [image = nothing(instruction), as, nameWord] = instruction.words
    const name = as?.raw.toLowerCase() === 'as' ? nameWord?.raw.toLowerCase() : undefined
    const baseImage = imageOf(image, escape, () => (globals ??= Scope.global(globalArgs, escape)))
    const parent = baseImage === undefined ? undefined : named.get(baseImage.toLowerCase())
    const platform = instruction.flags.find(flag => flag.name === 'platform')
    const stage = {
      index: stages.length,
      name,
      nameWord: name === undefined ? undefined : nameWord,
      from: instruction,
      image,
      platform,
      parent,
      baseImage: parent ? undefined : baseImage,
      instructions: [],
    }
    stages.push(stage)
    if (name !== undefined) named.set(name, stage)
  }
  return stages
}

/** The image of a FROM that names none. */
function nothing({ textRange }: Instruction): Word {
  return { raw: '', value: '', range: textRange }
}

/** The name of the image or stage, its variables filled in; undefined where only a build can know. */
function imageOf({ raw }: Word, escape: Escape, globals: () => Scope): string | undefined {
  const { value, missing } = expandWord(raw, name => globals().get(name, Infinity), { escape })
  // BuildKit takes a variable that is not set for an empty one. A build that gets this far was given a value.
  return missing.length > 0 || value === '' ? undefined : value
}

/** The stage that is built when nobody asks for another. */
export function finalStage({ stages }: Dockerfile): Stage | undefined {
  return stages.at(-1)
}

/** This stage and those it is built on in the same file, nearest first. */
export function stageChain(stage: Stage): Stage[] {
  const chain: Stage[] = []
  for (let current: Stage | undefined = stage; current; current = current.parent) chain.push(current)
  return chain
}

/** The last instruction of that keyword that holds in a stage, those of the stages it is built on included. */
export function effective(stage: Stage, keyword: string): Instruction | undefined {
  for (const { instructions } of stageChain(stage)) {
    const found = instructions.findLast(instruction => instruction.keyword === keyword)
    if (found) return found
  }
  return undefined
}

/** The stage that `COPY --from` or a mount names: by number, or by name whatever its case; undefined for an image. */
export function stageNamed({ stages }: Dockerfile, reference: string): Stage | undefined {
  if (/^\d+$/.test(reference)) return stages[Number(reference)]
  const name = reference.toLowerCase()
  return stages.findLast(stage => stage.name === name)
}
