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
  return usersIn(instruction.stage).get(instruction) ?? unknown
}

/** Whom the image of a stage runs as. */
export function userOf(stage: Stage): User {
  const last = stage.effective('USER')
  return last ? userBy(last) : userOfBase(stage.root)
}

/** The user that holds at each instruction of a stage. */
const usersIn = once((stage: Stage): ReadonlyMap<Instruction, User> => {
  const at = new Map<Instruction, User>()
  let user = stage.parent ? userOf(stage.parent) : userOfBase(stage)
  for (const instruction of stage.instructions) {
    if (instruction.keyword === 'USER') user = userBy(instruction)
    at.set(instruction, user)
  }
  return at
})

function userBy(instruction: Instruction): User {
  return { name: instruction.stage.resolve(instruction)?.trim().split(':')[0] || undefined, instruction }
}

function userOfBase({ image, imageName }: Stage): User {
  if (imageName === 'scratch') return { name: 'root', instruction: undefined }
  const known = image && defaultUserOf(image)?.user
  if (known === undefined) return unknown
  return { name: known === 'nonroot' ? 'nonroot' : 'root', instruction: undefined }
}

/** Whether a name or number stands for root. */
export function isRoot(name: string): boolean {
  return /^(?:root|0+)$/.test(name)
}
