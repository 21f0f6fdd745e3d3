import { flatMap } from '../../flat-map.ts'
import type { Project } from '../../project.ts'
import { type Instruction, instructions } from './dockerfile.ts'

/** An instruction without effect, as a later one of its stage takes its place. */
export interface Overridden {
  readonly instruction: Instruction
  /** The one that counts: the last of the stage. */
  readonly winner: Instruction
}

function overridden(keyword: string): (project: Project) => Overridden[] {
  const written = instructions(keyword)
  return project => {
    let winner: Instruction | undefined
    return flatMap(project.get(written).toReversed(), (instruction): Overridden[] => {
      if (winner?.stage === instruction.stage) return [{ instruction, winner }]
      winner = instruction
      return []
    })
  }
}

export const overriddenCommands = overridden('CMD')
export const overriddenEntrypoints = overridden('ENTRYPOINT')
export const overriddenHealthchecks = overridden('HEALTHCHECK')
