import { expand, type Lookup } from './expand.ts'
import type { Dockerfile, Instruction, Stage } from './tree.ts'

/** This stage and those it is built on in the same file, nearest first. */
export function stageChain(stage: Stage): Stage[] {
  return stage.parent ? [stage, ...stageChain(stage.parent)] : [stage]
}

/** The image that a stage takes from outside, or `scratch`; undefined for an earlier stage and for what only a build can know. */
export function resolveImage(dockerfile: Dockerfile, stage: Stage): string | undefined {
  if (stage.parent) return undefined
  return expand(stage.image.raw, globalVariables(dockerfile), dockerfile.escape)
}

/** A text of an instruction with the variables that hold there, ARG by their defaults; undefined where only a build can know. */
export function resolveText(dockerfile: Dockerfile, stage: Stage, instruction: Instruction, raw: string): string | undefined {
  return expand(raw, variablesAt(dockerfile, stage, instruction), dockerfile.escape)
}

/** What a FROM sees: the ARGs before the first FROM. */
function globalVariables(dockerfile: Dockerfile): Lookup {
  const values = new Map<string, string | undefined>()
  for (const { pairs } of dockerfile.globalArgs)
    for (const { key, rawValue } of pairs) values.set(key, rawValue === undefined ? undefined : expand(rawValue, name => values.get(name), dockerfile.escape))
  return name => values.get(name)
}

/** What an instruction sees: ENV and ARG of its stage above it, and the ENV of the stages below. */
function variablesAt(dockerfile: Dockerfile, stage: Stage, until: Instruction): Lookup {
  const globals = globalVariables(dockerfile)
  const values = new Map<string, string | undefined>()
  const environment = new Set<string>()
  for (const current of stageChain(stage).toReversed()) {
    // ARGs end with their stage; ENV lasts.
    for (const key of values.keys()) if (!environment.has(key)) values.delete(key)
    for (const instruction of current.instructions) {
      if (instruction === until) break
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue
      for (const { key, rawValue } of instruction.pairs) {
        if (instruction.keyword === 'ARG' && environment.has(key)) continue
        values.set(key, rawValue === undefined ? globals(key) : expand(rawValue, name => values.get(name), dockerfile.escape))
        if (instruction.keyword === 'ENV') environment.add(key)
      }
    }
  }
  return name => values.get(name)
}
