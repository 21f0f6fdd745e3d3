import { type Entry, findingsOf, folded } from './fold.ts'
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
  const entries = folded(findings, context.rules).toSorted(bySeverity)
  const { rows, left } = fitting(entries.map(markdownRow), MOST_BYTES - title.length)
  const rest = left > 0 ? `\nThere is no room here for ${count(findingsOf(entries.slice(rows.length)), 'more problem')}.\n` : ''
  return withoutCommands(`${title}\n${markdownTableHead}\n${rows.join('\n')}\n${rest}`)
}

export const markdownTableHead = '| | Where | What | Rule |\n| --- | --- | --- | --- |'

/** An entry as a row of that table. */
export function markdownRow({ severity, file, start, message, rules, tally }: Entry): string {
  const what = tally === undefined ? markdownText(message) : `${markdownText(message)} (${tally})`
  return `| ${severity} | ${markdownCode(`${file}:${start.line}`)} | ${what} | ${rules.map(({ rule, docs }) => `[${rule}](${docs})`).join(', ')} |`
}

/** The first rows that fit into so many bytes, and how many do not. */
export function fitting(rows: readonly string[], bytes: number): { rows: readonly string[]; left: number } {
  let room = bytes
  const end = rows.findIndex(row => (room -= Buffer.byteLength(row) + 1) < 0)
  return end < 0 ? { rows, left: 0 } : { rows: rows.slice(0, end), left: rows.length - end }
}
