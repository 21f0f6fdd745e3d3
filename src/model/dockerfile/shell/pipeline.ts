import { flatMap } from '../../../flat-map.ts'
import type { Pipeline } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { type Command, runScripts, type Script } from './run.ts'

/** Commands of a RUN that are joined by `|`. */
export interface Pipe {
  readonly script: Script
  readonly node: Pipeline
  /** Those that stand side by side in it, and those that they start: of one node, the last is what runs. Compound commands are left out. */
  readonly commands: readonly Command[]
  /** A shell that is told `pipefail` before runs it. */
  readonly pipefail: boolean
  /** Its status is what is asked for: it stands in the condition of `if` or `while`. */
  readonly asked: boolean
}

/** Every pipeline of RUN instructions that some shell joins. */
export function pipes(project: Project): Pipe[] {
  return flatMap(project.get(runScripts), pipesIn)
}

function pipesIn(script: Script): Pipe[] {
  if (!script.tree.text.includes('|')) return []
  const found = new Map<Pipeline, { commands: Command[]; pipefail: boolean; asked: boolean }>()
  let pipefail = false
  for (const command of script.commands) {
    if (command.name === 'set') pipefail = setsPipefail(command) ?? pipefail
    const { pipeline, inside } = command
    // The string behind `sh -c` has a shell of its own.
    if (pipeline.pipes.length === 0 || inside.includes('shell')) continue
    if (!found.has(pipeline)) found.set(pipeline, { commands: [], pipefail, asked: inside.includes('condition') })
    found.get(pipeline)!.commands.push(command)
  }
  return Array.from(found, ([node, pipe]) => ({ script, node, ...pipe }))
}

/** Whether `set` turns pipefail on or off; undefined where it says nothing of it. */
function setsPipefail({ words }: Command): boolean | undefined {
  const index = words.findIndex(({ value }) => value === 'pipefail')
  return index < 0 ? undefined : words[index - 1]?.value?.startsWith('-')
}
