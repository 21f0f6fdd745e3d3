import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { pairingOf } from './built-image.ts'
import { type Container, longRunningContainers } from './container.ts'
import { servicesInFront } from '../network/service.ts'

/** A container in which a shell is process 1, and keeps the signal to stop from the program. */
export interface DeafContainer {
  readonly container: Container
  /** The script, or where it would stand. */
  readonly at: Ref<unknown>
  /** Where the shell comes from, for messages. */
  readonly cause: string
  /** It is the image that starts the shell. */
  readonly image: boolean
  readonly related: readonly { readonly at: Ref<unknown>; readonly message: string }[]
}

const shell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z)?sh$/

/** The containers that serve, or say how they are to be stopped, and whose program is never told. */
export function deafContainers(project: Project): DeafContainer[] {
  const inFront = project.get(servicesInFront)
  const waits = ({ pod, value }: Container): boolean =>
    inFront(pod).length > 0 || value?.lifecycle?.preStop !== undefined || pod.at('terminationGracePeriodSeconds').exists
  return project.get(longRunningContainers).flatMap(container => {
    if (container.pod.workload.partial || container.pod.at('shareProcessNamespace').value === true || !waits(container)) return []
    return deafByManifest(container) ?? deafByImage(project, container) ?? []
  })
}

/** `sh -c` with several commands, the last of which is not taken over by `exec`. */
function deafByManifest(container: Container): DeafContainer | undefined {
  const words = [...container.at('command').each(), ...container.at('args').each()] as Ref<string>[]
  if (!shell.test(words[0]?.value ?? '') || !/^-[a-z]*c$/.test(words[1]?.value ?? '')) return undefined
  const at = words[2]
  if (!at?.value || !keepsProcess(at.value)) return undefined
  return { container, at, cause: 'The script is run by a shell', image: false, related: [] }
}

/** A shell replaces itself by a single command, and by what `exec` starts; one with `trap` or `wait` cares for signals itself. */
function keepsProcess(script: string): boolean {
  const commands = script
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\n|;|&&|\|\|/)
    .map(command => command.trim())
    .filter(command => command !== '' && !command.startsWith('#'))
  const last = commands.at(-1) ?? ''
  // What ends with a bracket or a keyword is a loop or a block, whose end is not seen this way.
  return commands.length > 1 && !/\b(?:exec|trap|wait)\b/.test(script) && !/^(?:done|fi|esac|\}|\))/.test(last)
}

function deafByImage(project: Project, container: Container): DeafContainer | undefined {
  const built = project.get(pairingOf)(container)
  if (!built || container.at('command').exists || container.at('args').exists) return undefined
  const { command } = built.stage
  if (!command || command.node.json || /^exec\s/.test(command.node.text) || built.stage.windows) return undefined
  return {
    container,
    at: container.at('image'),
    cause: `The image "${built.name}" (${built.how}) starts its program in the shell form`,
    image: true,
    related: [{ at: command, message: 'the shell form' }],
  }
}
