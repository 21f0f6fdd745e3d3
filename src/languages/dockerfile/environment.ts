import { once } from '../once.ts'
import { type Expansion, expandWord, type Value } from './expand.ts'
import { Scope } from './scope.ts'
import type { Dockerfile, Instruction, Stage } from './tree.ts'

/** The variables of a Dockerfile; worked out once. */
export const environmentOf: (dockerfile: Dockerfile) => Environment = once(dockerfile => new Environment(dockerfile))

/**
 * What the variables of a Dockerfile hold at each instruction, in a build that sets no ARG. ENV and ARG go on in the stages that are
 * built on one; ARGs before the first FROM are there for FROM, and for the stages that declare them.
 */
export class Environment {
  readonly #dockerfile: Dockerfile
  #scopes: Scopes | undefined

  constructor(dockerfile: Dockerfile) {
    this.#dockerfile = dockerfile
  }

  /** What a word of an instruction says with its variables filled in; undefined where only a build can know. */
  resolve(raw: string, instruction: Instruction): string | undefined {
    const { value, missing } = this.expand(raw, instruction)
    return missing.length > 0 ? undefined : value
  }

  /** As `resolve`, with the variables that are used; those that are not set are empty, as BuildKit has it. */
  expand(raw: string, instruction: Instruction): Expansion {
    return expandWord(raw, name => this.valueAt(name, instruction), this.#dockerfile)
  }

  /** The value of a variable for an instruction; undefined when it is not set, UNKNOWN where only a build can know. */
  valueAt(name: string, instruction: Instruction): Value {
    return this.#scopeOf(instruction).get(name, instruction.range.start)
  }

  /** Whether an ENV or ARG of the file sets or declares a variable before an instruction. */
  declares(name: string, instruction: Instruction): boolean {
    return this.#scopeOf(instruction).declares(name, instruction.range.start)
  }

  #scopeOf(instruction: Instruction): Scope {
    // Most words name no variable.
    const { globals, ofStages } = (this.#scopes ??= scopesOf(this.#dockerfile))
    const stage = instruction.keyword === 'FROM' ? undefined : this.#stageOf(instruction)
    return stage ? ofStages[stage.index]! : globals
  }

  #stageOf({ range }: Instruction): Stage | undefined {
    const { stages } = this.#dockerfile
    let low = 0
    let high = stages.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((stages[middle]!.from?.range.start ?? -1) < range.start) low = middle + 1
      else high = middle
    }
    return stages[low - 1]
  }
}

interface Scopes {
  readonly globals: Scope
  /** By the index of the stage. */
  readonly ofStages: readonly Scope[]
}

function scopesOf({ escape, globalArgs, stages }: Dockerfile): Scopes {
  const globals = Scope.global(globalArgs, escape)
  const ofStages: Scope[] = []
  for (const { parent, baseImage, instructions, windows } of stages)
    ofStages.push(Scope.ofStage({ instructions, escape, windows, globals, base: parent ? ofStages[parent.index] : baseImage }))
  return { globals, ofStages }
}

/** The image that a stage takes from outside, or `scratch`; undefined for an earlier stage and for what only a build can know. */
export function resolveImage(_: Dockerfile, stage: Stage): string | undefined {
  return stage.baseImage
}

/** A text of an instruction with the variables that hold there, ARG by their defaults; undefined where only a build can know. */
export function resolveText(dockerfile: Dockerfile, _: Stage, instruction: Instruction, raw: string): string | undefined {
  return environmentOf(dockerfile).resolve(raw, instruction)
}
