import { defaultUserOf } from '../../facts/base-images.ts'
import type { Instruction, Stage } from './dockerfile.ts'
import { once } from '../../languages/once.ts'

/** Whom the commands of a build run as. */
export interface User {
  /** Name or number, without the group; undefined where only a build, or the base image, knows. */
  readonly name: string | undefined
  /** The USER that says so; undefined for that of the base image. */
  readonly instruction: Instruction | undefined
}

const unknown: User = { name: undefined, instruction: undefined }

/** Whom an instruction runs as. */
export function userAt(instruction: Instruction): User {
  const { stage } = instruction
  return userBy(stage.before(instruction, 'USER')) ?? userOfBase(stage.root)
}

/** Whom the image of a stage runs as. */
export function userOf(stage: Stage): User {
  return userBy(stage.effective('USER')) ?? userOfBase(stage.root)
}

function userBy(instruction: Instruction | undefined): User | undefined {
  return instruction && { name: instruction.stage.resolve(instruction)?.trim().split(':')[0] || undefined, instruction }
}

const userOfBase = once(({ image, imageName }: Stage): User => {
  if (imageName === 'scratch') return { name: 'root', instruction: undefined }
  const known = image && defaultUserOf(image)?.user
  if (known === undefined) return unknown
  return { name: known === 'nonroot' ? 'nonroot' : 'root', instruction: undefined }
})

/** Whether a name or number stands for root. */
export function isRoot(name: string): boolean {
  return /^(?:root|0+)$/.test(name)
}
