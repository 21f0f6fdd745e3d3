import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { type Script, scriptsOf } from './shell/run.ts'
import type { Project } from '../../project.ts'

/** A CMD that does not do what it says, for the ENTRYPOINT that it stands beside. */
export interface UnreadCommand {
  readonly stage: Stage
  readonly command: Instruction
  readonly entrypoint: Instruction
  /**
   * `dropped`: the shell of ENTRYPOINT reads no arguments, and `script` is what it runs. `emptied`: ENTRYPOINT comes in a later
   * stage, which takes it away. `wrapped`: the shell form hands `/bin/sh -c …` over, which `program` takes for its own arguments.
   */
  readonly fate: { readonly type: 'dropped'; readonly script: string } | { readonly type: 'emptied' } | { readonly type: 'wrapped'; readonly program: string }
}

/** Programs that take all that is behind them for their own: interpreters with a file, servers. */
const ownArguments = new Set(
  (
    'bun caddy celery daphne deno dotnet fastapi flask granian gunicorn haproxy httpd hypercorn java mongod mysqld next nginx node nodejs npm php php-fpm ' +
    'pnpm postgres prometheus redis-server ruby streamlit traefik tsx uvicorn waitress-serve'
  ).split(' '),
)
/** What starts the program that is named behind it, by its name or its sub-command. */
const starter = /entry-?point|wrapper|launcher|^(?:exec|dlx|--)$/i

/** Each CMD of a shipped image that its ENTRYPOINT makes nothing of. */
export function unreadCommands(project: Project): UnreadCommand[] {
  return project.get(finalStages).flatMap(stage => unreadCommand(stage) ?? [])
}

/** The CMD of an image that its ENTRYPOINT makes nothing of; undefined where it does, and where nobody can know. */
export function unreadCommand(stage: Stage): UnreadCommand | undefined {
  const entrypoint = stage.effective('ENTRYPOINT')
  const command = stage.effective('CMD')
  // An empty list gives no arguments, and is there to take away those of the base image.
  if (!entrypoint || !command || stage.windows || (command.node.json && command.node.words.length === 0)) return undefined
  const fate = fateOf(stage, entrypoint, command)
  return fate && { stage, command, entrypoint, fate }
}

function fateOf({ chain }: Stage, entrypoint: Instruction, command: Instruction): UnreadCommand['fate'] | undefined {
  const script = scriptsOf(entrypoint).find(({ form }) => form !== 'exec')
  const text = script?.tree.text.trim() ?? ''
  if (text !== '' && !/\$\{?[@*#\d]/.test(text)) return { type: 'dropped', script: text }
  if (chain.indexOf(entrypoint.stage) < chain.indexOf(command.stage)) return { type: 'emptied' }
  const program = script || command.node.json ? undefined : ownReader(scriptsOf(entrypoint)[0], command)
  return program === undefined ? undefined : { type: 'wrapped', program }
}

/** The program of ENTRYPOINT, where it is one that reads its arguments itself, or where CMD begins with a flag. */
function ownReader(entrypoint: Script | undefined, { node }: Instruction): string | undefined {
  const program = entrypoint?.commands.at(-1)
  if (!program?.name) return undefined
  const starts = [program.name, ...program.words.map(({ value }) => value ?? '')].some(word => starter.test(word))
  const reads =
    ownArguments.has(program.name) || /^(?:python|pypy)[\d.]*$/.test(program.name) || (program.wrappers.length === 0 && node.text.trim().startsWith('-'))
  return reads && !starts ? program.name : undefined
}
