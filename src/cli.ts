import { existsSync, fstatSync, readFileSync, statSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError, didYouMean } from './config.ts'
import { nearest } from './languages/nearest.ts'

/** What the command line reads and writes; the real ones are in `main`, those of a test in memory. */
export interface Streams {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  stdin(): Promise<Uint8Array>
  stdout(text: string): void
  stderr(text: string): void
  /** Whether stdout is a terminal. */
  readonly isTTY: boolean
  readonly stderrIsTTY: boolean
  readonly columns: number
  readonly now: Date
}

const options = {
  format: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  'fix-unsafe': { type: 'boolean' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'changed-since': { type: 'string' },
  from: { type: 'string' },
  pr: { type: 'string' },
  repo: { type: 'string' },
  sha: { type: 'string' },
  category: { type: 'string' },
  rule: { type: 'string', multiple: true },
  preset: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  'fail-on': { type: 'string' },
  'max-warnings': { type: 'string' },
  'kubernetes-version': { type: 'string' },
  'stdin-filename': { type: 'string' },
  'show-files': { type: 'boolean' },
  'no-ignore': { type: 'boolean' },
  'no-color': { type: 'boolean' },
  markdown: { type: 'boolean' },
  shellcheck: { type: 'boolean' },
  'strict-kinds': { type: 'boolean' },
  'no-foreign-ignores': { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

const commandNames = ['explain', 'rules', 'init', 'migrate', 'diff-config', 'report', 'lsp']

export type Flags = ReturnType<typeof parse>['values']

const usage = `k8s-lint [paths…]            lint files and folders (default: the working directory; "-" reads stdin)
k8s-lint explain <rule>      what a rule is about, with examples
k8s-lint rules               all rules (--format json for programs)
k8s-lint init                write a commented k8s-lint.yaml
k8s-lint diff-config <preset> [paths…]  what a preset would report besides
k8s-lint report github-pr --from report.json  comment on a pull request what a run found; gitlab-mr likewise
k8s-lint lsp                 serve an editor (Language Server Protocol on stdin and stdout)
k8s-lint migrate tool        turn a .hadolint.yaml or .kube-linter.yaml into a k8s-lint.yaml (--write writes it)

  --format name[=file]       console, compact, json, sarif, github, gitlab, junit, checkstyle, rdjson,
                             markdown, html or github-pr; repeatable
  --config file, --no-config configuration file instead of the one found, or none
  --preset name              recommended, strict, security, hadolint or buildkit, for what is extended; repeatable
  --rule id=level            off, info, warning or error for one rule; repeatable
  --kubernetes-version 1.34  the cluster that the manifests are for
  --strict-kinds             report objects of kinds without a schema
  --fail-on level            lowest level that fails the run (default: error)
  --max-warnings n           fail on more warnings than that
  --quiet                    show errors only
  --category name            tells several SARIF uploads or summaries of one pull request apart
  --pr, --repo, --sha        the pull request, where GitHub Actions do not tell
  --fix, --fix-dry-run       mend what can be mended, or show how
  --fix-unsafe               mend also what may change how a workload behaves
  --baseline file            report only what the file does not list
  --update-baseline          write what is found now to that file
  --changed-since ref        report only lines changed since the merge base with a branch or commit
  --shellcheck               add what ShellCheck, which has to be installed, finds in RUN
  --no-foreign-ignores       report what comments and annotations for other tools hide
  --markdown                 read yaml and dockerfile blocks of Markdown files too
  --stdin-filename path      what stdin is called, for its kind and for the report
  --show-files               list each file and what it was linted as, and the kinds without a schema
  --no-ignore                read files that .gitignore leaves out
  --no-color, --version, --help

Exit code: 0 nothing at or above --fail-on, 1 findings there, 2 could not run.
`

/** A mistake in the arguments: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Runs the command line on its arguments and gives the exit code. Reports go to stdout, everything else to stderr. */
export async function run(argv: readonly string[], io: Streams): Promise<number> {
  try {
    const { values, positionals } = parse(argv)
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

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(usageProblem(error as Error))
  }
}

function usageProblem(error: Error): string {
  const unknown = /Unknown option '(-{1,2}[^']*)'/.exec(error.message)?.[1]
  if (unknown)
    return `There is no flag "${unknown}".${didYouMean(
      unknown,
      Object.keys(options).map(name => `--${name}`),
    )} See --help.`
  return `${error.message.split(/\. |\n/)[0]!.replace(/\.$/, '')}. See --help.`
}

export function version(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version
}

/** A file of the package, from the sources as from the bundle. */
export function packageFile(path: string): URL {
  return new URL(/\/dist\/bin\/[^/]*$/.test(import.meta.url) ? `../../${path}` : `../${path}`, import.meta.url)
}

/** The process's own streams; sets its exit code. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdin: async () => {
      const parts: Uint8Array[] = []
      for await (const part of process.stdin) parts.push(part as Uint8Array)
      return Buffer.concat(parts)
    },
    stdout: text => writeWhole(1, text),
    stderr: text => writeWhole(2, text),
    isTTY: isTerminal(1),
    stderrIsTTY: isTerminal(2),
    columns: (isTerminal(1) && process.stdout.columns) || 100,
    now: new Date(),
  })
}

/** `node:tty` brings all of `node:net` along, so it is asked only about what may be a terminal. */
function isTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor)
    return stat.isCharacterDevice() && stat.rdev !== nullDevice() && process.getBuiltinModule('node:tty').isatty(descriptor)
  } catch {
    return false // closed
  }
}

/** Output that is thrown away, as `fstat` tells it; undefined where it cannot be looked at (Windows). */
function nullDevice(): number | undefined {
  try {
    return statSync(devNull).rdev
  } catch {
    return undefined
  }
}

/** Writes to a stream without setting up Node's streams, which takes longer than linting a file. */
function writeWhole(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A reader that has seen enough (`| head`) is no trouble of ours.
      if (code === 'EPIPE' || code === 'EOF') return
      // A pipe that is full takes more when its reader has read some.
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

export { ConfigError }
