import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Flags, parseArguments, usage, UsageError } from './cli/arguments.ts'
import { version } from './cli/package-file.ts'
import { processStreams, type Streams } from './cli/streams.ts'
import { nearest } from './languages/nearest.ts'

const commandNames = ['explain', 'rules', 'init', 'migrate', 'diff-config', 'report', 'lsp']

/** Runs the command line on its arguments and gives the exit code. Reports go to stdout, everything else to stderr. */
export async function run(argv: readonly string[], io: Streams): Promise<number> {
  try {
    const { values, positionals } = parseArguments(argv)
    if (values.help) return say(io, usage)
    if (values.version) return say(io, `${version()}\n`)
    return await command(positionals, values, io)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (['UsageError', 'ConfigError', 'MissingPathError', 'ShellCheckError', 'GitError'].includes(error.name)) io.stderr(`k8s-lint: ${error.message}\n`)
    else io.stderr(`k8s-lint crashed: ${error.message.split('\n')[0]}. Please report this.${io.env['DEBUG'] ? `\n${error.stack}` : ' DEBUG=1 shows where.'}\n`)
    return 2
  }
}

function say(io: Streams, text: string): number {
  io.stdout(text)
  return 0
}

async function command(positionals: readonly string[], flags: Flags, io: Streams): Promise<number> {
  const [name, ...rest] = positionals
  if (name === 'explain' || name === 'rules' || name === 'init' || name === 'migrate') {
    const { commands } = await import('./cli/commands.ts')
    return commands[name](rest, flags, io)
  }
  if (name === 'lsp') return (await import('./lsp/server.ts')).serve(process.stdin, process.stdout, io.cwd, version())
  if (name === 'report') return (await import('./cli/report-command.ts')).report(rest, flags, io)
  if (name === 'diff-config') return (await import('./cli/diff-config.ts')).diffConfig(rest, flags, io)
  if (name !== undefined && /^[a-z-]+$/.test(name) && !existsSync(resolve(io.cwd, name))) {
    const near = nearest(name, commandNames)
    if (near !== undefined) throw new UsageError(`There is no command, file or folder "${name}". Did you mean "k8s-lint ${near}"?`)
  }
  const { lintPaths } = await import('./cli/lint-command.ts')
  return lintPaths(positionals, flags, io)
}

/** Runs it on the process's own arguments and streams; sets its exit code. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processStreams())
}
