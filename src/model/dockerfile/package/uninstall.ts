import { flatMap } from '../../../flat-map.ts'
import { groupedBy } from '../../../grouped.ts'
import type { Word } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { finalStages, type Instruction } from '../dockerfile.ts'
import { written } from './download.ts'
import { installs, type PackageCommand, packageCommands } from './package-install.ts'
import { databaseOf } from '../../../facts/package-managers.ts'
import type { Command } from '../shell/run.ts'

/** A package that a RUN takes out, and an earlier one put in: the layer of that one keeps it. */
export interface Uninstall {
  readonly command: Command
  readonly word: Word
  /** The RUN that installed it, in the same stage or one below. */
  readonly origin: Instruction
}

/** The packages that images that ship take out in vain. */
export function uninstalls(project: Project): Uninstall[] {
  // What is behind ONBUILD runs in builds that are not here.
  const calls = project.get(packageCommands).filter(({ command: { script } }) => script.instruction.keyword === 'RUN')
  const byStage = groupedBy(calls, call => call.command.script.stage)
  return flatMap(project.get(finalStages), stage =>
    stage.fragment || stage.windows ? [] : uninstallsIn(flatMap(stage.chain.toReversed(), each => byStage.get(each) ?? [])),
  )
}

/** @param calls those of an image, in their order */
function uninstallsIn(calls: readonly PackageCommand[]): Uninstall[] {
  const installed = new Map<string, Instruction>()
  return flatMap(calls, call => {
    const { command, manager, action, operands } = call
    const { instruction } = command.script
    const database = databaseOf(manager.family)
    if (database === undefined) return []
    if (installs(call)) for (const name of [...operands.map(nameOf), ...groupsOf(call)]) installed.set(`${database} ${name}`, instruction)
    if (!manager.removes.has(action)) return []
    return flatMap(operands, word => {
      const origin = installed.get(`${database} ${nameOf(word)}`)
      return origin && origin !== instruction ? [{ command, word, origin }] : []
    })
  })
}

/** `apk add --virtual name` gives what it installs a name, to take it out by. */
function groupsOf({ manager, given }: PackageCommand): string[] {
  if (manager.family !== 'apk') return []
  return flatMap(given.flags, ({ name, value }) => (value && (name === 't' || name === 'virtual') ? [value] : []))
}

/** A package without its version. */
function nameOf(word: Word): string {
  return written(word).replace(/[=<>~@/].*$/, '')
}
