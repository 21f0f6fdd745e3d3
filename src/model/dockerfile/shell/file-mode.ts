import { flatMap } from '../../../flat-map.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { copies } from '../dockerfile.ts'
import { argumentsOf, type Command, commandsNamed } from './run.ts'

/** Rights that a command or COPY gives files. */
export interface FileMode {
  /** `777`, `u+s` … */
  readonly mode: string
  /** What gets it, as written; undefined of COPY. */
  readonly target: string | undefined
  readonly at: Ref<unknown>
}

/** Every mode that chmod, install, mkdir and COPY set. */
export function fileModes(project: Project): FileMode[] {
  const ofCopies = flatMap(project.get(copies), copy =>
    flatMap(copy.node.flags, ({ name, value }, index) =>
      name === 'chmod' && value !== undefined ? [{ mode: value, target: undefined, at: copy.at('flags').at(index).at('value') }] : [],
    ),
  )
  return [...ofCopies, ...flatMap(project.get(setters), modesIn)]
}

const setters = commandsNamed('chmod', 'install', 'mkdir')

function modesIn(command: Command): FileMode[] {
  if (command.name === 'chmod') {
    // `-x` and its like are modes too.
    const [mode, target] = command.words.filter(({ raw }) => !/^-(?:[RvcfHLP]+$|-)/.test(raw))
    return mode?.value === undefined ? [] : [{ mode: mode.value, target: target?.raw, at: command.at(mode) }]
  }
  const { flags, operands } = argumentsOf(command, { values: ['m', 'mode', 'o', 'owner', 'g', 'group', 't', 'target-directory'] })
  const given = flags.findLast(({ name }) => name === 'm' || name === 'mode')
  return given?.value === undefined ? [] : [{ mode: given.value, target: operands.at(-1)?.raw, at: command.at(given.valueWord ?? given.word) }]
}
