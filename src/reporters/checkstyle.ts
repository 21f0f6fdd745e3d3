import { groupedByFile, type Reporter, shownFindings } from './reporter.ts'
import { withoutCommands } from './text.ts'
import { openTag, xmlHeader } from './xml.ts'

/** Checkstyle's XML, which Jenkins, SonarQube and many plugins read. */
export const checkstyle: Reporter = (report, context) => {
  const files = [...groupedByFile(shownFindings(report, context))].flatMap(([file, findings]) => [
    `  ${openTag('file', { name: file })}>`,
    ...findings.map(
      ({ start, severity, message, rule }) =>
        `    ${openTag('error', { line: start.line, column: start.column, severity, message, source: `k8s-lint.${rule}` })}/>`,
    ),
    '  </file>',
  ])
  return withoutCommands([xmlHeader, '<checkstyle version="4.3">', ...files, '</checkstyle>', ''].join('\n'))
}
