import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { didYouMean } from '../config/error.ts'
import type { Report } from '../finding.ts'
import type { ReporterContext } from '../reporters/reporter.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'
import { version } from './package-file.ts'

/** Text from the linted tree, which must not drive the terminal. */
export async function printable(text: string): Promise<string> {
  const { visible } = await import('../reporters/text.ts')
  return text.split('\n').map(visible).join('\n')
}

interface Format {
  readonly name: string
  readonly file: string | undefined
}

export async function formatsOf(flags: Flags): Promise<Format[]> {
  const { reporters } = await import('../reporters/index.ts')
  const known = [...Object.keys(reporters), 'github-pr']
  const formats = (flags.format ?? ['console']).map(text => {
    const equals = text.indexOf('=')
    return { name: equals < 0 ? text : text.slice(0, equals), file: equals < 0 ? undefined : text.slice(equals + 1) }
  })
  for (const { name, file } of formats) {
    if (!known.includes(name)) throw new UsageError(`There is no format "${name}".${didYouMean(name, known)} Formats: ${known.join(', ')}.`)
    if (name === 'github-pr' && file !== undefined) throw new UsageError('github-pr writes to the pull request, not to a file.')
    if (file === '') throw new UsageError(`--format ${name}= names no file. Write --format ${name}=report.txt, or --format ${name} for stdout.`)
  }
  if (formats.filter(({ name, file }) => file === undefined && name !== 'github-pr').length > 1)
    throw new UsageError('Only one format can go to stdout. Give the others a file: --format sarif=k8s-lint.sarif.')
  return formats
}

export async function print(
  report: Report,
  formats: readonly Format[],
  files: Readonly<Record<string, Uint8Array>>,
  config: Config,
  flags: Flags,
  io: Streams,
): Promise<void> {
  const { reporters } = await import('../reporters/index.ts')
  const { rules } = await import('../rules/index.ts')
  const shown = new Set(report.findings.flatMap(finding => [finding.file, ...(finding.related ?? []).map(related => related.file)]))
  const texts = new Map([...shown].flatMap(path => (files[path] ? [[path, new TextDecoder().decode(files[path])] as const] : [])))
  const contextOf = (terminal: boolean): ReporterContext => ({
    color: colorOf(flags, io, terminal),
    width: terminal ? io.columns : 100,
    texts,
    // In a file of the package, which few formats need.
    get version() {
      return version()
    },
    rules,
    failOn: config.failOn ?? 'error',
    quiet: flags.quiet ?? false,
    terminal,
    ...(flags.category !== undefined && { category: flags.category }),
  })
  for (const { name, file } of formats) {
    if (name === 'github-pr') {
      const { commentOnPull } = await import('./report-command.ts')
      await commentOnPull(report, contextOf(false), flags, io)
      continue
    }
    const reporter = await reporters[name]!()
    const text = reporter(report, contextOf(file === undefined && io.isTTY))
    if (file === undefined) io.stdout(text)
    else {
      const { writeFile } = await import('./write-file.ts')
      written(`The report "${file}"`, () => writeFile(resolve(io.cwd, file), text))
    }
  }
}

/** Does what writes files; what the system refuses is no crash of ours. */
export function written(what: string, write: () => void): void {
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
