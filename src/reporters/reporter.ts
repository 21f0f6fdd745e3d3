import type { Finding, Report } from '../finding.ts'
import { grouped } from '../grouped.ts'
import type { Rule, Severity } from '../rule.ts'
import { Lines } from './text.ts'

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
export function bySeverity(a: Pick<Finding, 'severity'>, b: Pick<Finding, 'severity'>): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

/** File → its findings, in the order of the report. */
export function groupedByFile(findings: readonly Finding[]): Map<string, Finding[]> {
  return grouped(findings.map(finding => [finding.file, finding] as const))
}

/** The lines of files, each split when first needed. */
export class FileLines {
  readonly #texts: ReadonlyMap<string, string>
  readonly #lines = new Map<string, Lines>()

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
  }

  /** Undefined for a file whose text nobody has. */
  get(file: string): Lines | undefined {
    const text = this.#texts.get(file)
    if (text === undefined) return undefined
    const lines = this.#lines.get(file) ?? new Lines(text)
    this.#lines.set(file, lines)
    return lines
  }
}
