import type { Project } from '../../project.ts'
import { defaultUserOf } from '../../facts/base-images.ts'
import { type Instruction, type Stage, stages } from './dockerfile.ts'

/** Whom the commands of a build run as. */
export interface User {
  /** Name or number, without the group; undefined where only a build, or the base image, knows. */
  readonly name: string | undefined
  /** The USER that says so; undefined for that of the base image. */
  readonly instruction: Instruction | undefined
}

const unknown: User = { name: undefined, instruction: undefined }

/** The user that holds at each instruction. */
export function users(project: Project): ReadonlyMap<Instruction, User> {
  return project.get(followed).at
}

/** Whom the image of a stage runs as. */
export function userOf(project: Project, stage: Stage): User {
  return project.get(followed).last.get(stage) ?? unknown
}

function followed(project: Project): { readonly at: ReadonlyMap<Instruction, User>; readonly last: ReadonlyMap<Stage, User> } {
  const at = new Map<Instruction, User>()
  const last = new Map<Stage, User>()
  for (const stage of project.get(stages)) {
    let user = (stage.parent && last.get(stage.parent)) ?? userOfBase(stage)
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'USER') user = { name: stage.resolve(instruction)?.trim().split(':')[0] || undefined, instruction }
      at.set(instruction, user)
    }
    last.set(stage, user)
  }
  return { at, last }
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
