import type { Finding, Report } from '../finding.ts'
import { grouped } from '../grouped.ts'
import { wrap } from './cells.ts'
import { severities } from './reporter.ts'
import { inline } from './text.ts'

/** `12 problems (3 errors, 8 warnings, 1 info) in 5 files; 2 fixable with --fix` */
export function summaryOf(report: Report, shown: readonly Finding[], fixable: number): string {
  const hidden = report.findings.length - shown.length
  const extras = [
    fixable > 0 && `${fixable} fixable with --fix`,
    hidden > 0 && `${hidden} hidden by --quiet`,
    report.suppressed.length > 0 && `${report.suppressed.length} suppressed`,
  ].filter(extra => extra !== false)
  if (shown.length === 0) return `${[`No ${hidden > 0 ? 'errors' : 'problems'} in ${count(lintedFiles(report), 'file')}`, ...extras].join('; ')}.`

  const files = new Set(shown.map(finding => finding.file)).size
  return [`${count(shown.length, 'problem')} (${countsOf(shown)}) in ${count(files, 'file')}`, ...extras].join('; ')
}

/** `3 errors, 1 info` */
export function countsOf(findings: readonly Pick<Finding, 'severity'>[]): string {
  return severities
    .flatMap(severity => {
      const number = findings.filter(finding => finding.severity === severity).length
      return number > 0 ? [count(number, severity)] : []
    })
    .join(', ')
}

/** From so many findings on nobody reads them all; whoever sees the end of them wants to know where to begin. */
const MANY = 50
const MOST_LISTED = 5

const advice =
  'To begin with less: --quiet shows only errors, --preset security only what an attacker looks for, and --update-baseline accepts what is there, so that --baseline shows only what is new.'

/** Of many findings: the rules and the files that have the most, and how to see less. Lines; none where all can be read. */
export function mostOf(findings: readonly Finding[], width: number): string[] {
  if (findings.length <= MANY) return []
  const files = most(findings.map(({ file }) => file))
  return ['Most are of', ...most(findings.map(({ rule }) => rule)), ...(files.length > 1 ? ['and in', ...files] : []), ...wrap(advice, width)]
}

function most(names: readonly string[]): string[] {
  const counts = [...grouped(names.map(name => [name, name] as const))].map(([name, same]) => [name, same.length] as const)
  const first = counts.toSorted(([, a], [, b]) => b - a).slice(0, MOST_LISTED)
  const digits = String(first[0]![1]).length
  return first.map(([name, number]) => `  ${String(number).padStart(digits)}  ${inline(name)}`)
}

/** How many files were looked into. */
export function lintedFiles(report: Report): number {
  return report.files.filter(file => file.skipped === undefined).length
}

/** `1 error`, `2 errors` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
