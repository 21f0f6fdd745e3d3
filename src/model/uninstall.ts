import type { Word } from '../languages/shell/index.ts'
import type { Project } from '../project.ts'
import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { written } from './download.ts'
import { argumentsOf, type Command, scriptsOf } from './run.ts'

/** A package that a RUN takes out, and an earlier one put in: the layer of that one keeps it. */
export interface Uninstall {
  readonly command: Command
  readonly word: Word
  /** The RUN that installed it, in the same stage or one below. */
  readonly origin: Instruction
}

interface Manager {
  /** Those of one family share a database. */
  readonly family: string
  readonly installs: RegExp
  readonly removes: RegExp
  /** Flags whose value is a word of its own. */
  readonly values: readonly string[]
}

const apt: Manager = {
  family: 'apt',
  installs: /^(?:install|build-dep)$/,
  removes: /^(?:remove|purge|autoremove|autopurge)$/,
  values: ['t', 'target-release', 'o', 'option', 'c', 'config-file'],
}
const rpm: Manager = { family: 'rpm', installs: /^(?:install|in)$/, removes: /^(?:remove|rm|erase|autoremove)$/, values: ['c', 'config'] }

const managers: Readonly<Record<string, Manager>> = {
  apk: { family: 'apk', installs: /^add$/, removes: /^del$/, values: ['t', 'virtual', 'X', 'repository', 'p', 'root', 'repositories-file'] },
  apt,
  'apt-get': apt,
  dnf: rpm,
  microdnf: rpm,
  tdnf: rpm,
  yum: rpm,
  zypper: rpm,
}

/** The packages that images that ship take out in vain. */
export function uninstalls(project: Project): Uninstall[] {
  return project.get(finalStages).flatMap(stage => (stage.fragment || stage.windows ? [] : uninstallsIn(stage)))
}

function uninstallsIn(stage: Stage): Uninstall[] {
  const installed = new Map<string, Instruction>()
  const runs = stage.chain.toReversed().flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN'))
  return runs.flatMap(instruction =>
    scriptsOf(instruction)
      .flatMap(({ commands }) => commands)
      .flatMap(command => {
        const manager = command.name !== undefined && Object.hasOwn(managers, command.name) ? managers[command.name] : undefined
        if (!manager) return []
        const { operands, flags } = argumentsOf(command, manager)
        const [action, ...packages] = operands
        if (manager.installs.test(action?.value ?? '')) {
          const groups = flags.flatMap(({ name, value }) => (value && (name === 't' || name === 'virtual') ? [value] : []))
          for (const name of [...packages.map(nameOf), ...groups]) installed.set(`${manager.family} ${name}`, instruction)
        }
        if (!manager.removes.test(action?.value ?? '')) return []
        return packages.flatMap(word => {
          const origin = installed.get(`${manager.family} ${nameOf(word)}`)
          return origin && origin !== instruction ? [{ command, word, origin }] : []
        })
      }),
  )
}

/** A package without its version. */
function nameOf(word: Word): string {
  return written(word).replace(/[=<>~@/].*$/, '')
}
