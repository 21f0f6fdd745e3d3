import { expandWord } from './expand.ts'
import { isKeyword } from './grammar.ts'
import { Scope } from './scope.ts'
import type { Dockerfile, Escape, Instruction, Stage } from './tree.ts'
import { runsOnWindows } from './windows.ts'

/** Sorts instructions into stages. */
export function stagesOf(instructions: readonly Instruction[], globalArgs: readonly Instruction[], escape: Escape): Stage[] {
  const starts: number[] = []
  for (let index = 0; index < instructions.length; index++) if (instructions[index]!.keyword === 'FROM') starts.push(index)
  if (starts.length === 0) return fragment(instructions, escape)
  const stages: Stage[] = []
  const named = new Map<string, Stage>()
  let globals: Scope | undefined
  // BuildKit takes a variable that is not set for an empty one. A build that gets this far was given a value.
  const resolve = (raw: string): string | undefined => {
    if (!/["'$\\`]/.test(raw)) return raw === '' ? undefined : raw
    const { value, missing } = expandWord(raw, name => (globals ??= Scope.global(globalArgs, escape)).get(name, Infinity), { escape })
    return missing.length > 0 || value === '' ? undefined : value
  }
  for (const [index, start] of starts.entries()) {
    const from = instructions[start]!
    const inside = instructions.slice(start + 1, starts[index + 1])
    const { words, flags } = from
    const image = words[0] ?? { raw: '', value: '', range: from.textRange }
    const nameWord = words[1]?.raw.toLowerCase() === 'as' ? words[2] : undefined
    const name = nameWord?.raw.toLowerCase()
    const baseImage = resolve(image.raw)
    const parent = baseImage === undefined ? undefined : named.get(baseImage.toLowerCase())
    const platform = flags.find(flag => flag.name === 'platform')
    const stage: Stage = {
      index,
      name,
      nameWord,
      from,
      image,
      platform,
      parent,
      baseImage: parent ? undefined : baseImage,
      windows: parent
        ? parent.windows
        : runsOnWindows({ image: baseImage, platform: platform?.value === undefined ? undefined : resolve(platform.value), escape, instructions: inside }),
      instructions: inside,
    }
    stages.push(stage)
    if (name !== undefined) named.set(name, stage)
  }
  return stages
}

/** The one stage of a file without FROM, for there is something to say of its instructions all the same. */
function fragment(instructions: readonly Instruction[], escape: Escape): Stage[] {
  if (!instructions.some(({ keyword }) => isKeyword(keyword))) return []
  return [
    {
      index: 0,
      name: undefined,
      nameWord: undefined,
      from: undefined,
      image: undefined,
      platform: undefined,
      parent: undefined,
      baseImage: undefined,
      windows: runsOnWindows({ image: undefined, platform: undefined, escape, instructions }),
      instructions,
    },
  ]
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
