import { environmentOf } from '../../../languages/dockerfile/index.ts'
import type { Project, ShellRemark } from '../../../project.ts'
import type { Range } from '../../../source/source.ts'
import { runScripts, type Script } from './run.ts'
import type { Shell } from './shells.ts'

/** A script as ShellCheck is given it. */
export interface CheckedScript {
  readonly text: string
  readonly dialect: 'sh' | 'bash' | 'dash' | 'ksh'
  /** What ENV and ARG set above it; undefined where only a build knows the value. */
  readonly variables: ReadonlyMap<string, string | undefined>
}

/** What ShellCheck says of a part of the script's text. */
export interface ScriptRemark extends Omit<ShellRemark, 'at'> {
  readonly range: Range
}

/** Runs ShellCheck, or something that stands for it, on a script. */
export type ShellCheck = (script: CheckedScript) => Promise<readonly ScriptRemark[]>

/** ShellCheck reads no other; BusyBox's ash is a dash to it. */
const dialects: Partial<Record<Shell, CheckedScript['dialect']>> = { sh: 'sh', bash: 'bash', dash: 'dash', ash: 'dash', ksh: 'ksh' }

/** What ShellCheck finds in the scripts of RUN, with the places in their files. */
export async function remarksOn(project: Project, shellcheck: ShellCheck): Promise<ShellRemark[]> {
  const found = await Promise.all(
    project.get(runScripts).map(async script => {
      const dialect = dialects[script.shell]
      // No shell reads the words of an exec form.
      if (!dialect || script.form === 'exec') return []
      const remarks = await shellcheck({ text: script.tree.text, dialect, variables: variablesOf(script) })
      return remarks.map(({ range, ...remark }) => ({ ...remark, at: script.at({ range }) }))
    }),
  )
  return found.flat()
}

function variablesOf({ instruction, stage }: Script): Map<string, string | undefined> {
  const environment = environmentOf(stage.dockerfile.value!)
  const above = stage.chain.flatMap(each => each.instructions).filter(({ node }) => node.range.start < instruction.node.range.start)
  const names = above.filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG').flatMap(({ node }) => node.pairs.map(({ key }) => key))
  return new Map(
    [...new Set(names)].map(name => {
      const value = environment.valueAt(name, instruction.node)
      return [name, typeof value === 'string' ? value : undefined]
    }),
  )
}
