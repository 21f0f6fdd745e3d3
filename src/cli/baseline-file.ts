import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { applyBaseline, type Baseline, type BaselineEntry, baselineOf, readBaseline } from '../baseline.ts'
import type { Report } from '../finding.ts'
import { count } from '../reporters/summary.ts'
import { writeFile } from './write-file.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'

/** The baseline of a run. */
export interface OpenBaseline {
  /** Leaves out of a report what is listed. */
  readonly apply: (report: Report) => Report
  /** Tells on stderr which entries the last report had no finding for. */
  readonly tellGone: () => void
  /** Lists what a report holds; entries of files that it says nothing about stay, unless the files are gone. */
  readonly update: (report: Report) => void
}

/**
 * Opens the baseline file that the flags name.
 *
 * @throws UsageError when it is not there, and is not to be written
 * @throws ConfigError when it is no baseline
 */
export function openBaseline(file: string, flags: Flags, io: Streams): OpenBaseline {
  const path = resolve(io.cwd, file)
  const there = existsSync(path)
  if (!there && !flags['update-baseline']) throw new UsageError(`There is no baseline "${file}". Write it with --baseline ${file} --update-baseline.`)
  let baseline: Baseline = there ? readBaseline(readFileSync(path, 'utf8'), file) : { version: 1, findings: [] }
  let gone: readonly BaselineEntry[] = []
  // Whether a file was looked at, or would have been if it were still there.
  const judged = (report: Report): ((entry: BaselineEntry) => boolean) => {
    const linted = new Set(report.files.map(({ path: name }) => name))
    return entry => linted.has(entry.file) || !existsSync(resolve(io.cwd, entry.file))
  }
  const apply = (report: Report): Report => {
    const applied = applyBaseline(report, baseline, file)
    gone = applied.gone.filter(judged(report))
    return applied.report
  }
  return {
    apply,
    tellGone: () => {
      if (gone.length === 0) return
      const [one] = gone
      const what =
        gone.length === 1
          ? `${one!.rule} in ${one!.file} no longer occurs`
          : `${gone.length} of its findings no longer occur, the first ${one!.rule} in ${one!.file}`
      io.stderr(`k8s-lint: the baseline ${file} can shrink: ${what}. --update-baseline takes that out.\n`)
    },
    update: report => {
      const isJudged = judged(report)
      const text = baselineOf(
        report.findings,
        baseline.findings.filter(entry => !isJudged(entry)),
      )
      writeFile(path, text)
      baseline = readBaseline(text, file)
      io.stderr(`k8s-lint: wrote ${count(report.findings.length, 'finding')} to the baseline ${file}.\n`)
    },
  }
}
