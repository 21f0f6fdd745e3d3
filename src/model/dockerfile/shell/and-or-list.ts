import { flatMap } from '../../../flat-map.ts'
import { type Statement, visitCommands } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import type { Script } from './run.ts'
import { shellScripts } from './shell-text.ts'

/** Pipelines that are joined by `&&` and `||`. */
export interface List {
  readonly script: Script
  readonly statement: Statement
  /** Its status is what `if`, `while` or `until` ask for. */
  readonly asked: boolean
}

/** Every list of more than one pipeline in scripts of RUN. */
export function lists(project: Project): List[] {
  return flatMap(project.get(shellScripts), script => {
    if (!/&&|\|\|/.test(script.tree.text)) return []
    const found = new Map<Statement, List>()
    visitCommands(script.tree, (_, { statement, inside }) => {
      if (statement.items.length > 1 && !found.has(statement)) found.set(statement, { script, statement, asked: inside.at(-1) === 'condition' })
    })
    return [...found.values()]
  })
}
