import type { Finding } from '../finding.ts'
import type { Severity } from '../rule.ts'
import { compactLine } from './compact.ts'
import { bySeverity, type Reporter, severities, shownFindings } from './reporter.ts'
import { count } from './summary.ts'
import { visible, withoutCommands } from './text.ts'

// So many annotations of each level does GitHub show for one step; the rest would vanish.
const MOST_ANNOTATIONS = 10

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>

/** Workflow commands: annotations on the files of a pull request; what is beyond GitHub's limit goes to the log. */
export const github: Reporter = (report, context) => {
  const findings = shownFindings(report, context).toSorted(bySeverity)
  const annotated = new Set(severities.flatMap(severity => findings.filter(finding => finding.severity === severity).slice(0, MOST_ANNOTATIONS)))
  const rest = findings.filter(finding => !annotated.has(finding))
  const note = `GitHub annotates at most ${MOST_ANNOTATIONS} errors, warnings and notices each; ${count(rest.length, 'more problem')}:`
  const plain = rest.length > 0 ? [note, ...rest.map(compactLine)].map(withoutCommands) : []
  return [...[...annotated].map(command), ...plain].map(line => `${line}\n`).join('')
}

function command(finding: Finding): string {
  const { severity, file, start, rule } = finding
  const end = lastPosition(finding)
  // Columns of a range of several lines make GitHub reject the annotation.
  const columns = end.line === start.line ? { col: start.column, endColumn: end.column } : {}
  const properties = Object.entries({ file, line: start.line, endLine: end.line, ...columns, title: rule })
  return `::${commands[severity]} ${properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')}::${escapeData(body(finding))}`
}

/** A range that ends before the first character of a line ends with the line above, at a column that only its text could tell. */
function lastPosition({ start, end }: Finding): Finding['end'] {
  if (end.column > 1 || end.line <= start.line) return end
  return { line: end.line - 1, column: start.column }
}

function body({ message, related = [] }: Finding): string {
  return [message, ...related.map(other => `${other.file}:${other.start.line}:${other.start.column}: ${other.message}`)].join('\n')
}

function escapeData(text: string): string {
  const lines = text.split(/\r?\n/).map(visible).join('\n')
  return lines.replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C')
}
