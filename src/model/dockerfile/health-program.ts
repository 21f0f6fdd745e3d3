import { officialName } from '../../facts/base-images.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { isProgramFolder } from './copy.ts'
import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { isDistroless } from './image-content.ts'
import { scriptsOf } from './shell/run.ts'

/** A program that HEALTHCHECK starts, and that the image is known not to have. */
export interface HealthProgram {
  readonly at: Ref<unknown>
  readonly program: string
  readonly stage: Stage
}

/** Official images without curl and wget: those of bare Debian, and slim ones. Their Alpine variants have the wget of BusyBox. Source: their Dockerfiles. */
const bare = new Set(['debian', 'ubuntu'])
const slim = new Set(['node', 'python', 'ruby'])
const onAlpine = new Set(['golang', 'node', 'python'])
const fetchers = new Set(['curl', 'wget'])

export function missingHealthPrograms(project: Project): HealthProgram[] {
  return project.get(finalStages).flatMap(stage => {
    const check = stage.effective('HEALTHCHECK')
    if (!check || stage.windows) return []
    const command = scriptsOf(check)[0]?.commands.find(({ name }) => fetchers.has(name ?? ''))
    const program = command?.name
    if (
      !command ||
      program === undefined ||
      !lacks(stage.root, program) ||
      stage.chain.some(({ instructions }) => instructions.some(each => mayBring(each, program)))
    )
      return []
    return [{ at: command.at(command.nameWord), program, stage }]
  })
}

function lacks({ image, imageName }: Stage, program: string): boolean {
  if (imageName === 'scratch') return true
  if (!image) return false
  if (isDistroless(image.registry, image.repository)) return !/debug/.test(image.tag ?? '')
  const name = officialName(image) ?? ''
  const tag = image.tag ?? ''
  if (name === 'alpine' || (onAlpine.has(name) && tag.includes('alpine'))) return program === 'curl'
  return bare.has(name) || (slim.has(name) && /(?:^|-)slim(?:-|$)/.test(tag))
}

/** Whether a program may be there behind an instruction: it is named, files come into the folders of programs, or a script runs. */
function mayBring(instruction: Instruction, program: string): boolean {
  const { keyword, node } = instruction
  if (keyword === 'COPY' || keyword === 'ADD') return node.text.includes(program) || isProgramFolder(node.words.at(-1)?.value ?? '')
  if (keyword !== 'RUN') return false
  return scriptsOf(instruction).some(
    ({ tree, shell, commands }) =>
      shell === 'other' ||
      tree.text.includes(program) ||
      commands.some(({ name, nameWord }) => name === undefined || nameWord.raw.includes('/') || name.endsWith('.sh')),
  )
}
