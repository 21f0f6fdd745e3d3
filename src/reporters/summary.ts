import type { Finding, Report } from '../finding.ts'
import { severities } from './reporter.ts'

/** `12 problems (3 errors, 8 warnings, 1 info) in 5 files; 2 fixable with --fix` */
export function summaryOf(report: Report, shown: readonly Finding[], fixable: number): string {
  const hidden = report.findings.length - shown.length
  const extras = [
    fixable > 0 && `${fixable} fixable with --fix`,
    hidden > 0 && `${hidden} hidden by --quiet`,
    report.suppressed.length > 0 && `${report.suppressed.length} suppressed`,
  ].filter(extra => extra !== false)
  if (shown.length === 0) return `${[`No ${hidden > 0 ? 'errors' : 'problems'} in ${count(lintedFiles(report), 'file')}`, ...extras].join('; ')}.`

  const levels = severities.flatMap(severity => {
    const number = shown.filter(finding => finding.severity === severity).length
    return number > 0 ? [count(number, severity)] : []
  })
  const files = new Set(shown.map(finding => finding.file)).size
  return [`${count(shown.length, 'problem')} (${levels.join(', ')}) in ${count(files, 'file')}`, ...extras].join('; ')
}

/** How many files were looked into. */
export function lintedFiles(report: Report): number {
  return report.files.filter(file => file.skipped === undefined).length
}

/** `1 error`, `2 errors` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
