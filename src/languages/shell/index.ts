import { CommandReader } from './commands.ts'
import { Cursor } from './cursor.ts'
import type { ShellText } from './tree.ts'

export type * from './tree.ts'
export { type Enclosure, type Place, visitCommands } from './walk.ts'

/** All are read by the grammar of bash, which is the widest; that of zsh is so much wider that nothing is called wrong in it. */
export interface ShellOptions {
  /** The name of the shell; bash where it is left out. */
  readonly dialect?: string
  /** `@(a|b)` and its like are patterns everywhere, as in ksh, and in bash after `shopt -s extglob`. */
  readonly patterns?: boolean
}

/** Parses a shell script, in linear time. Never throws: of what a shell would refuse, everything around is read all the same. */
export function parseShell(text: string, { dialect = 'bash', patterns = dialect === 'ksh' }: ShellOptions = {}): ShellText {
  const cursor = Cursor.of(text, patterns)
  const { statements, range } = new CommandReader(cursor).script()
  return { statements, range, text, comments: cursor.comments, problems: dialect === 'zsh' ? [] : cursor.problems }
}
