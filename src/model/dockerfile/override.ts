import { flatMap } from '../../flat-map.ts'
import type { Project } from '../../project.ts'
import { type Instruction, stages } from './dockerfile.ts'

/** An instruction without effect, as a later one of its stage takes its place. */
export interface Overridden {
  readonly instruction: Instruction
  /** The one that counts: the last of the stage. */
  readonly winner: Instruction
}

function overridden(keyword: string): (project: Project) => Overridden[] {
  return project =>
    flatMap(project.get(stages), stage => {
      const all = stage.instructions.filter(instruction => instruction.keyword === keyword)
      const winner = all.pop()
      return winner ? all.map(instruction => ({ instruction, winner })) : []
    })
}

export const overriddenCommands = overridden('CMD')
export const overriddenEntrypoints = overridden('ENTRYPOINT')
export const overriddenHealthchecks = overridden('HEALTHCHECK')
