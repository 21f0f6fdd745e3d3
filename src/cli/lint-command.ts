import { relative, resolve } from 'node:path'
import { ConfigError, didYouMean } from '../config/error.ts'
import type { Config } from '../config.ts'
import type { Report } from '../finding.ts'
import type { LintInput } from '../lint.ts'
import { formatsOf, print, printable, written } from './output.ts'
import type { Severity } from '../rule.ts'
import { configOf } from './run-config.ts'
import { slashed } from './slashed.ts'
import type { Language } from '../source/source.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'

/** Least severe first. */
const levels: readonly Severity[] = ['info', 'warning', 'error']

/** `k8s-lint [paths…]`: reads, lints, mends if asked, reports; gives the exit code. */
export async function lintPaths(paths: readonly string[], flags: Flags, io: Streams): Promise<number> {
  const formats = await formatsOf(flags)
  checkFlags(flags, paths)
  const config = await configOf(flags, io)
  const found = await inputOf(paths, config, flags, io)
  const { narrow, finish } = await scopeOf(found, flags, io)
  const progress = progressOn(io, Object.keys(found.files).length)
  let linted: Linted
  try {
    linted = await lintAndFix(found.files, { ...found.input, now: io.now }, narrow, flags)
  } finally {
    progress()
  }
  const { files, diff } = linted
  const report = finish(linted.report)
  if (fixes(flags) && diff === undefined) {
    const { writeFixed } = await import('./fix-files.ts')
    written('The fixes', () => writeFixed(io.cwd, found.files, files))
  }
  for (const notice of report.notices) io.stderr(`k8s-lint: ${notice}\n`)
  if (flags['show-files']) io.stderr(await printable(fileList(report.files)))
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

/** What a run reads. */
interface Found {
  readonly files: Files
  /** The paths to report on, where files were named and the rest of their project is only there to tell what they refer to. */
  readonly asked: ReadonlySet<string> | undefined
  readonly input: Omit<LintInput, 'files'>
}

/** Reads what the arguments name, and around named files their project. */
export async function inputOf(paths: readonly string[], config: Config, flags: Flags, io: Streams): Promise<Found> {
  const { discover } = await import('./files.ts')
  const named = paths.filter(path => path !== '-')
  const roots = paths.length === 0 ? ['.'] : named
  const markdown = config.markdown === true || named.some(path => /\.(?:md|markdown)$/i.test(path))
  const ignore = !flags['no-ignore']
  const found = await discover(roots, { cwd: io.cwd, ignore, markdown })
  const stdin = paths.includes('-') ? stdinName(flags, io) : undefined
  const wanted = stdin === undefined ? found.files : { ...found.files, [stdin]: await io.stdin() }
  if (Object.keys(wanted).length + Object.keys(found.unreadable).length === 0)
    throw new UsageError(
      `No file to lint in ${roots.map(path => `"${path}"`).join(', ')}. Name a folder with Dockerfiles, manifests or Prometheus files${found.ignored > 0 ? ', or read what .gitignore leaves out with --no-ignore' : ''}.`,
    )

  const single = [...found.named, ...(flags['stdin-filename'] === undefined || stdin === undefined ? [] : [stdin])]
  const { projectFolder } = await import('./config-find.ts')
  const folders = [...new Set(single.flatMap(path => projectFolder(resolve(io.cwd, path)) ?? []))]
  const around = folders.length > 0 ? await discover(folders, { cwd: io.cwd, ignore, markdown: false }) : undefined
  const files = around ? { ...around.files, ...wanted } : wanted
  const schemas = config.schemas && config.schemas.length > 0 ? await schemasNamed(config.schemas, io) : undefined
  return {
    files,
    asked: around && new Set([...Object.keys(wanted), ...Object.keys(found.unreadable)]),
    input: {
      unreadable: found.unreadable,
      ...(schemas && { schemas }),
      ...(flags.shellcheck && { shellcheck: (await import('./shellcheck.ts')).installedShellCheck(io.env) }),
      config: markdown ? { ...config, markdown } : config,
      languages: await languagesOf(wanted, [...found.named, ...(stdin === undefined ? [] : [stdin])]),
    },
  }
}

/** What of a report is shown and mended, and what is left to do with the last one. */
interface Scope {
  readonly narrow: (report: Report) => Report
  readonly finish: (report: Report) => Report
}

async function scopeOf({ asked }: Found, flags: Flags, io: Streams): Promise<Scope> {
  const ofAsked = (report: Report): Report => (asked ? reportOn(report, file => asked.has(file)) : report)
  const scopes = [ofAsked]
  const file = flags.baseline ?? (flags['update-baseline'] ? 'k8s-lint-baseline.json' : undefined)
  const baseline = file === undefined ? undefined : (await import('./baseline-file.ts')).openBaseline(file, flags, io)
  if (baseline && !flags['update-baseline']) scopes.push(baseline.apply)
  if (flags['changed-since'] !== undefined) {
    const { changedSince, touches } = await import('./changed-lines.ts')
    const changed = changedSince(flags['changed-since'], io.cwd)
    scopes.push(report => ({ ...report, findings: report.findings.filter(finding => touches(changed, finding)) }))
  }
  return {
    narrow: report => scopes.reduce((narrowed, scope) => scope(narrowed), report),
    finish: report => {
      if (!baseline) return report
      if (!flags['update-baseline']) {
        baseline.tellGone()
        return report
      }
      written(`The baseline "${file!}"`, () => baseline.update(report))
      return baseline.apply(report)
    },
  }
}

/** The part of a report that is about some files. */
function reportOn(report: Report, keeps: (file: string) => boolean): Report {
  return {
    ...report,
    findings: report.findings.filter(({ file }) => keeps(file)),
    suppressed: report.suppressed.filter(({ file }) => keeps(file)),
    files: report.files.filter(({ path }) => keeps(path)),
  }
}

function fixes(flags: Flags): boolean {
  return Boolean(flags.fix || flags['fix-unsafe'])
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
  if (flags['update-baseline'] && flags['changed-since'] !== undefined)
    throw new UsageError('--update-baseline lists all findings, so it does not go with --changed-since; one of them has to go.')
  if (fixes(flags) && !flags['fix-dry-run'] && paths.includes('-'))
    throw new UsageError('--fix has no file to write the fixes of stdin to; --fix-dry-run shows them.')
}

type Files = Readonly<Record<string, Uint8Array>>

/** A run: with fixes, what is left after them; for a dry run, what they would change. */
interface Linted {
  readonly report: Report
  readonly files: Files
  readonly diff?: string
}

async function lintAndFix(input: Files, lintInput: Omit<LintInput, 'files'>, narrow: Scope['narrow'], flags: Flags): Promise<Linted> {
  const { lint } = await import('../lint.ts')
  const lintFiles = async (files: Files): Promise<Report> => narrow(await lint({ ...lintInput, files }))
  const report = await lintFiles(input)
  if (!fixes(flags) && !flags['fix-dry-run']) return { report, files: input }
  const { fixAll, diffOf } = await import('./fix-files.ts')
  const fixed = await fixAll(input, report, lintFiles, flags['fix-unsafe'] ?? false)
  return flags['fix-dry-run'] ? { ...fixed, diff: diffOf(input, fixed.files) } : fixed
}

/** The path of stdin for the report and for overrides, as those of files are: relative to the working directory, with `/`. */
function stdinName(flags: Flags, io: Streams): string {
  const name = flags['stdin-filename']
  return name === undefined ? 'stdin' : slashed(relative(io.cwd, resolve(io.cwd, name)))
}

/** Each file with what it was linted as, and the kinds whose fields nobody could check. */
function fileList(files: Report['files']): string {
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

/** The language of stdin and of named files whose name does not tell it, by what they hold. */
async function languagesOf(files: Files, named: readonly string[]): Promise<Record<string, Language>> {
  const { languageOf, languageOfText } = await import('../source/read.ts')
  const unclear = named.filter(path => languageOf(path) === undefined && files[path])
  return Object.fromEntries(unclear.map(path => [path, languageOfText(new TextDecoder().decode(files[path]!.subarray(0, 4096)))]))
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
