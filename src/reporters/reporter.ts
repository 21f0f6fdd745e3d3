import type { Finding, Report } from '../finding.ts'
import type { Rule, Severity } from '../rule.ts'

/** Turns a report into the text of one format. Pure: what it needs besides the report is in the context. Ends with a line break, unless empty. */
export type Reporter = (report: Report, context: ReporterContext) => string

export interface ReporterContext {
  readonly color: boolean
  /** Columns of the terminal, or as many as a line should have. */
  readonly width: number
  /** File → its text, for code frames and hashes. */
  readonly texts: ReadonlyMap<string, string>
  readonly version: string
  readonly rules: readonly Rule[]
  readonly failOn: Severity
  /** Errors only, in every format. */
  readonly quiet: boolean
  /** Tells several SARIF uploads of one commit apart. */
  readonly category?: string
  /** Whether a terminal shows the text, so that links can be clicked. */
  readonly terminal: boolean
}

/** Most severe first. */
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** The findings that a format is to show. */
export function shownFindings(report: Report, { quiet }: ReporterContext): readonly Finding[] {
  return quiet ? report.findings.filter(finding => finding.severity === 'error') : report.findings
}

/** Sorts the most severe first; findings of one severity keep their order. */
export function bySeverity(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}
