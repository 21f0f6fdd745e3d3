import type { Finding } from '../finding.ts'
import { markdownCode, markdownText } from './markdown-text.ts'
import { bySeverity, type Reporter, shownFindings } from './reporter.ts'
import { count, summaryOf } from './summary.ts'
import { withoutCommands } from './text.ts'

/** GitHub takes 1 MiB for the summary of a step. */
const MOST_BYTES = 1_000_000

/** For a step's summary (`--format markdown >> "$GITHUB_STEP_SUMMARY"`): the most severe first, as a table. */
export const markdown: Reporter = (report, context) => {
  const findings = shownFindings(report, context)
  const title = `## k8s-lint\n\n${markdownText(summaryOf(report, findings, findings.filter(finding => 'fix' in finding).length))}\n`
  if (findings.length === 0) return title
  const { rows, left } = fitting(findings.toSorted(bySeverity).map(markdownRow), MOST_BYTES - title.length)
  const rest = left > 0 ? `\nThere is no room here for ${count(left, 'more problem')}.\n` : ''
  return withoutCommands(`${title}\n${markdownTableHead}\n${rows.join('\n')}\n${rest}`)
}

export const markdownTableHead = '| | Where | What | Rule |\n| --- | --- | --- | --- |'

/** A finding as a row of that table. */
export function markdownRow({ severity, file, start, message, rule, docs }: Finding): string {
  return `| ${severity} | ${markdownCode(`${file}:${start.line}`)} | ${markdownText(message)} | [${rule}](${docs}) |`
}

/** The first rows that fit into so many bytes, and how many do not. */
export function fitting(rows: readonly string[], bytes: number): { rows: readonly string[]; left: number } {
  let room = bytes
  const end = rows.findIndex(row => (room -= Buffer.byteLength(row) + 1) < 0)
  return end < 0 ? { rows, left: 0 } : { rows: rows.slice(0, end), left: rows.length - end }
}
