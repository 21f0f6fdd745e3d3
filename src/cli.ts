import { existsSync, fstatSync, readFileSync, statSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'
import { dirname, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, ConfigError, didYouMean, type Level } from './config.ts'
import type { Report } from './finding.ts'
import { nearest } from './languages/nearest.ts'
import type { LintInput } from './lint.ts'
import type { Severity } from './rule.ts'
import type { Language } from './source/source.ts'

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

/** Promised in the design, and still to come: said plainly instead of passed over. */
const later = ['fix-unsafe', 'baseline', 'update-baseline', 'changed-since']
const commandNames = ['explain', 'rules', 'init', 'migrate']
const laterCommands = ['report', 'diff-config', 'lsp']

export type Flags = ReturnType<typeof parse>['values']

const usage = `k8s-lint [paths…]            lint files and folders (default: the working directory; "-" reads stdin)
k8s-lint explain <rule>      what a rule is about, with examples
k8s-lint rules               all rules (--format json for programs)
k8s-lint init                write a commented k8s-lint.yaml
k8s-lint migrate hadolint    turn a .hadolint.yaml into a k8s-lint.yaml (--write writes it)

  --format name[=file]       console, compact, json, sarif, github; repeatable
  --config file, --no-config configuration file instead of the one found, or none
  --preset name              recommended, strict, security, hadolint or buildkit, for what is extended; repeatable
  --rule id=level            off, info, warning or error for one rule; repeatable
  --kubernetes-version 1.34  the cluster that the manifests are for
  --strict-kinds             report objects of kinds without a schema
  --fail-on level            lowest level that fails the run (default: error)
  --max-warnings n           fail on more warnings than that
  --quiet                    show errors only
  --fix, --fix-dry-run       mend what can be mended, or show how
  --shellcheck               add what ShellCheck, which has to be installed, finds in RUN
  --no-foreign-ignores       report what comments and annotations for other tools hide
  --markdown                 read yaml and dockerfile blocks of Markdown files too
  --stdin-filename path      what stdin is called, for its kind and for the report
  --show-files               list each file and what it was linted as, and the kinds without a schema
  --no-ignore                read files that .gitignore leaves out
  --no-color, --version, --help

Exit code: 0 nothing at or above --fail-on, 1 findings there, 2 could not run.
`

/** Least severe first. */
const levels: readonly Severity[] = ['info', 'warning', 'error']

/** A mistake in the arguments: one sentence, exit code 2. */
class UsageError extends Error {
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
    if (['UsageError', 'ConfigError', 'MissingPathError', 'ShellCheckError'].includes(error.name)) io.stderr(`k8s-lint: ${error.message}\n`)
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
    const { commands } = await import('./commands.ts')
    return commands[name](rest, flags, io)
  }
  if (name !== undefined && /^[a-z-]+$/.test(name) && !existsSync(resolve(io.cwd, name))) {
    if (laterCommands.includes(name)) throw new UsageError(`"${name}" is not there yet in this version.`)
    const near = nearest(name, commandNames)
    if (near !== undefined) throw new UsageError(`There is no command, file or folder "${name}". Did you mean "k8s-lint ${near}"?`)
  }
  return lintPaths(positionals, flags, io)
}

function parse(argv: readonly string[]) {
  const ends = argv.indexOf('--')
  const early = (ends < 0 ? argv : argv.slice(0, ends))
    .map(argument => /^--([a-z-]+)/.exec(argument)?.[1])
    .find(name => name !== undefined && later.includes(name))
  if (early) throw new UsageError(`--${early} is not there yet in this version.`)
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
      [...Object.keys(options), ...later].map(name => `--${name}`),
    )} See --help.`
  return `${error.message.split(/\. |\n/)[0]!.replace(/\.$/, '')}. See --help.`
}

async function lintPaths(paths: readonly string[], flags: Flags, io: Streams): Promise<number> {
  const formats = await formatsOf(flags)
  checkFlags(flags, paths)
  const config = await configOf(flags, io)
  const { discover } = await import('./files.ts')
  const named = paths.filter(path => path !== '-')
  const roots = paths.length === 0 ? ['.'] : named
  const markdown = config.markdown === true || named.some(path => /\.(?:md|markdown)$/i.test(path))
  const found = await discover(roots, { cwd: io.cwd, ignore: !flags['no-ignore'], markdown })
  const stdin = paths.includes('-') ? stdinName(flags, io) : undefined
  const input = stdin === undefined ? found.files : { ...found.files, [stdin]: await io.stdin() }
  if (Object.keys(input).length + Object.keys(found.unreadable).length === 0)
    throw new UsageError(
      `No file to lint in ${roots.map(path => `"${path}"`).join(', ')}. Name a folder with Dockerfiles, manifests or Prometheus files${found.ignored > 0 ? ', or read what .gitignore leaves out with --no-ignore' : ''}.`,
    )

  const schemas = config.schemas && config.schemas.length > 0 ? await schemasNamed(config.schemas, io) : undefined
  const lintInput = {
    unreadable: found.unreadable,
    ...(schemas && { schemas }),
    ...(flags.shellcheck && { shellcheck: (await import('./shellcheck.ts')).installedShellCheck(io.env) }),
    config: markdown ? { ...config, markdown } : config,
    now: io.now,
    languages: await languagesOf(input, [...found.named, ...(stdin === undefined ? [] : [stdin])]),
  }
  const progress = progressOn(io, Object.keys(input).length)
  let linted: Linted
  try {
    linted = await lintAndFix(input, lintInput, flags)
  } finally {
    progress()
  }
  const { report, files, diff } = linted
  if (flags.fix && diff === undefined) {
    const { writeFixed } = await import('./fix-files.ts')
    written('The fixes', () => writeFixed(io.cwd, input, files))
  }
  for (const notice of report.notices) io.stderr(`k8s-lint: ${notice}\n`)
  if (flags['show-files']) io.stderr(await printable(listOf(report.files)))
  if (diff === undefined) await print(report, formats, files, config, flags, io)
  else io.stdout(io.isTTY ? await printable(diff) : diff)
  if (report.files.every(file => file.skipped !== undefined) && report.findings.length === 0)
    io.stderr(
      report.files.length === 1
        ? `k8s-lint: the only file found is no Dockerfile, Kubernetes manifest or Prometheus file; --show-files names it.\n`
        : `k8s-lint: none of the ${report.files.length} files found is a Dockerfile, a Kubernetes manifest or a Prometheus file; --show-files lists them.\n`,
    )
  return exitCode(report, config, flags)
}

/** What can be wrong with the flags alone is said before anything is read. */
function checkFlags(flags: Flags, paths: readonly string[]): void {
  maxWarnings(flags)
  const level = flags['fail-on']
  if (level !== undefined && !levels.includes(level as Severity))
    throw new UsageError(`--fail-on takes ${levels.map(word => `"${word}"`).join(', ')}, not "${level}".${didYouMean(level, levels)}`)
  if (flags['no-config'] && flags.config !== undefined) throw new UsageError('--config and --no-config are both given; one of them has to go.')
  if (flags.write) throw new UsageError('--write belongs to "k8s-lint migrate"; --fix mends files.')
  if (paths.includes('')) throw new UsageError('One of the paths is empty, perhaps a variable that is not set. The working directory is ".".')
  if (flags.fix && !flags['fix-dry-run'] && paths.includes('-'))
    throw new UsageError('--fix has no file to write the fixes of stdin to; --fix-dry-run shows them.')
}

type Files = Readonly<Record<string, Uint8Array>>

/** A run: with fixes, what is left after them; for a dry run, what they would change. */
interface Linted {
  readonly report: Report
  readonly files: Files
  readonly diff?: string
}

async function lintAndFix(input: Files, lintInput: Omit<LintInput, 'files'>, flags: Flags): Promise<Linted> {
  const { lint } = await import('./lint.ts')
  const report = await lint({ ...lintInput, files: input })
  if (!flags.fix && !flags['fix-dry-run']) return { report, files: input }
  const { fixAll, diffOf } = await import('./fix-files.ts')
  const fixed = await fixAll(input, report, files => lint({ ...lintInput, files }))
  return flags['fix-dry-run'] ? { ...fixed, diff: diffOf(input, fixed.files) } : fixed
}

/** The path of stdin for the report and for overrides, as those of files are: relative to the working directory, with `/`. */
function stdinName(flags: Flags, io: Streams): string {
  const name = flags['stdin-filename']
  return name === undefined ? 'stdin' : slashed(relative(io.cwd, resolve(io.cwd, name)))
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}

/** Each file with what it was linted as, and the kinds whose fields nobody could check. */
function listOf(files: Report['files']): string {
  const unknown = new Map<string, number>()
  for (const { unknownKinds } of files) for (const [kind, count] of Object.entries(unknownKinds ?? {})) unknown.set(kind, (unknown.get(kind) ?? 0) + count)
  const lines = files.map(file => `${file.path}: ${whatBecameOf(file)}\n`)
  if (unknown.size === 0) return lines.join('')
  const total = [...unknown.values()].reduce((sum, count) => sum + count, 0)
  const kinds = [...unknown].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `  ${kind}: ${count}\n`)
  return `${lines.join('')}Without a schema, so that their fields are not checked: ${total} ${total === 1 ? 'object' : 'objects'}\n${kinds.join('')}`
}

function whatBecameOf({ skipped, kinds }: Report['files'][number]): string {
  return skipped === undefined ? kinds.join(', ') || 'could not be read' : `skipped, ${skipped}`
}

/** The files with schemas that the configuration names. */
async function schemasNamed(paths: readonly string[], io: Streams): Promise<Record<string, Uint8Array>> {
  const { discover, MissingPathError } = await import('./files.ts')
  try {
    const { files, unreadable } = await discover(paths, { cwd: io.cwd, ignore: false, markdown: false })
    const [broken] = Object.entries(unreadable)
    if (broken) throw new ConfigError(`"schemas" names "${broken[0]}", which cannot be read: ${broken[1]}`, ['schemas'])
    return Object.fromEntries(Object.entries(files).filter(([path]) => /\.(?:ya?ml|json)$/i.test(path)))
  } catch (error) {
    if (error instanceof MissingPathError) throw new ConfigError(`"schemas" in the configuration: ${error.message}`, ['schemas'])
    throw error
  }
}

/** Text from the linted tree, which must not drive the terminal. */
async function printable(text: string): Promise<string> {
  const { visible } = await import('./reporters/text.ts')
  return text.split('\n').map(visible).join('\n')
}

interface Format {
  readonly name: string
  readonly file: string | undefined
}

async function formatsOf(flags: Flags): Promise<Format[]> {
  const { reporters } = await import('./reporters/index.ts')
  const formats = (flags.format ?? ['console']).map(text => {
    const equals = text.indexOf('=')
    return { name: equals < 0 ? text : text.slice(0, equals), file: equals < 0 ? undefined : text.slice(equals + 1) }
  })
  for (const { name, file } of formats) {
    if (!Object.hasOwn(reporters, name))
      throw new UsageError(`There is no format "${name}".${didYouMean(name, Object.keys(reporters))} Formats: ${Object.keys(reporters).join(', ')}.`)
    if (file === '') throw new UsageError(`--format ${name}= names no file. Write --format ${name}=report.txt, or --format ${name} for stdout.`)
  }
  if (formats.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError('Only one format can go to stdout. Give the others a file: --format sarif=k8s-lint.sarif.')
  return formats
}

async function configOf(flags: Flags, io: Streams): Promise<Config> {
  let config: Config = {}
  if (!flags['no-config']) {
    // Looking for the file costs little; what reads it is loaded only when there is one.
    const { findConfig } = await import('./config-find.ts')
    const file = flags.config === undefined ? findConfig(io.cwd) : configNamed(flags.config, io)
    if (file) config = await (await import('./config-file.ts')).loadConfig(file, io.cwd)
    // Patterns in a file of a parent folder start there; one that is named may lie anywhere.
    if (file && flags.config === undefined) config = { ...config, base: slashed(relative(dirname(file), io.cwd)) }
  }
  return {
    ...config,
    ...(flags.preset && { extends: flags.preset }),
    ...(flags['kubernetes-version'] !== undefined && { kubernetesVersion: flags['kubernetes-version'] }),
    ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] as Severity }),
    ...(flags.markdown && { markdown: true }),
    ...(flags['strict-kinds'] && { strictKinds: true }),
    ...(flags['no-foreign-ignores'] && { foreignIgnores: false }),
    ...(flags.rule && { rules: { ...config.rules, ...(await ruleFlags(flags.rule)) } }),
  }
}

function configNamed(path: string, io: Streams): string {
  const file = resolve(io.cwd, path)
  if (!existsSync(file)) throw new UsageError(`There is no configuration file "${path}".`)
  return file
}

/** Levels by rule. A name that other tools have for a check (`DL3008`) stands for all rules that cover it. */
async function ruleFlags(texts: readonly string[]): Promise<Record<string, Level>> {
  const { PeerNames } = await import('./peers.ts')
  const { rules } = await import('./rules/index.ts')
  const names = new PeerNames(rules)
  const known = new Set(rules.map(({ id }) => id))
  return Object.fromEntries(
    texts.flatMap(text => {
      const [name = '', level] = text.split('=')
      if (!level) throw new UsageError(`--rule takes id=level, for instance --rule kubernetes/latest-tag=off; "${text}" has no level.`)
      const ids = known.has(name) ? [] : names.rulesNamed(name)
      return (ids.length > 0 ? ids : [name]).map(id => [id, level as Level] as const)
    }),
  )
}

/** The language of stdin and of named files whose name does not tell it, by what they hold. */
async function languagesOf(files: Files, named: readonly string[]): Promise<Record<string, Language>> {
  const { languageOf, languageOfText } = await import('./source/read.ts')
  const unclear = named.filter(path => languageOf(path) === undefined && files[path])
  return Object.fromEntries(unclear.map(path => [path, languageOfText(new TextDecoder().decode(files[path]!.subarray(0, 4096)))]))
}

async function print(report: Report, formats: readonly Format[], files: Files, config: Config, flags: Flags, io: Streams): Promise<void> {
  const { reporters } = await import('./reporters/index.ts')
  const { rules } = await import('./rules/index.ts')
  const shown = new Set(report.findings.flatMap(finding => [finding.file, ...(finding.related ?? []).map(related => related.file)]))
  const texts = new Map([...shown].flatMap(path => (files[path] ? [[path, new TextDecoder().decode(files[path])] as const] : [])))
  for (const { name, file } of formats) {
    const reporter = await reporters[name]!()
    const terminal = file === undefined && io.isTTY
    const context = {
      color: colorOf(flags, io, terminal),
      width: terminal ? io.columns : 100,
      texts,
      version: version(),
      rules,
      failOn: config.failOn ?? 'error',
      quiet: flags.quiet ?? false,
      terminal,
    }
    const text = reporter(report, context)
    if (file === undefined) io.stdout(text)
    else {
      const { writeFile } = await import('./write-file.ts')
      written(`The report "${file}"`, () => writeFile(resolve(io.cwd, file), text))
    }
  }
}

/** Does what writes files; what the system refuses is no crash of ours. */
function written(what: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new UsageError(`${what} cannot be written: ${(error as Error).message}.`)
  }
}

/** https://no-color.org and https://force-color.org */
function colorOf(flags: Flags, io: Streams, terminal: boolean): boolean {
  if (flags['no-color'] || io.env['NO_COLOR']) return false
  const force = io.env['FORCE_COLOR']
  return force ? force !== '0' && force !== 'false' : terminal && io.env['TERM'] !== 'dumb'
}

function exitCode(report: Report, config: Config, flags: Flags): number {
  if (report.findings.some(finding => finding.rule === 'k8s-lint/rule-crashed')) return 2
  const least = levels.indexOf(config.failOn ?? 'error')
  if (report.findings.some(({ severity }) => levels.indexOf(severity) >= least)) return 1
  const most = maxWarnings(flags)
  return most !== undefined && report.findings.filter(({ severity }) => severity === 'warning').length > most ? 1 : 0
}

function maxWarnings(flags: Flags): number | undefined {
  const text = flags['max-warnings']
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings takes a number; "${text}" is none.`)
  return Number(text)
}

/** On a terminal, and only when the run takes long, says that it goes on. */
function progressOn(io: Streams, count: number): () => void {
  if (!io.stderrIsTTY || count < 500) return () => {}
  io.stderr(`Linting ${count} files…`)
  return () => io.stderr('\r\u001B[K')
}

function version(): string {
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

export { ConfigError, UsageError }
