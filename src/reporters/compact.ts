import type { Finding } from '../finding.ts'
import { type Reporter, shownFindings } from './reporter.ts'
import { inline, visible, withoutCommands } from './text.ts'

/** For editors and problem matchers: `file:line:column: level: message [rule]`, one line each. */
export const compact: Reporter = (report, context) => {
  const lines = shownFindings(report, context).map(finding => `${compactLine(finding)}\n`)
  return withoutCommands(lines.join(''))
}

/** A finding on one line. */
export function compactLine({ file, start, severity, message, rule }: Finding): string {
  return `${visible(file)}:${start.line}:${start.column}: ${severity}: ${inline(message)} [${inline(rule)}]`
}
