import type { Finding } from '../finding.ts'
import { bySeverity, groupedByFile, type Reporter, severities, shownFindings } from './reporter.ts'
import { withoutCommands } from './text.ts'
import { escapeXml, openTag, xmlHeader } from './xml.ts'

/**
 * JUnit's XML: a suite for each file that was looked into, a test case for each finding. Only what fails the run is a failure; the rest
 * is told in the output of a case that passes. A clean file has one case that passes, since CI calls a report without any broken.
 */
export const junit: Reporter = (report, context) => {
  const found = groupedByFile(shownFindings(report, context))
  const paths = [...new Set([...report.files.filter(file => file.skipped === undefined).map(file => file.path), ...found.keys()])].toSorted()
  const fails = ({ severity }: Finding): boolean => severities.indexOf(severity) <= severities.indexOf(context.failOn)
  const suites = paths.map(path => suite(path, found.get(path) ?? [], fails))
  const total = (key: 'tests' | 'failures'): number => suites.reduce((sum, { [key]: number }) => sum + number, 0)
  const head = `${openTag('testsuites', { name: 'k8s-lint', tests: total('tests'), failures: total('failures'), errors: 0 })}>`
  return withoutCommands([xmlHeader, head, ...suites.map(({ text }) => text), '</testsuites>', ''].join('\n'))
}

interface Suite {
  readonly text: string
  readonly tests: number
  readonly failures: number
}

function suite(path: string, findings: readonly Finding[], fails: (finding: Finding) => boolean): Suite {
  const failures = findings.filter(fails).length
  const tests = Math.max(1, findings.length)
  const cases =
    findings.length === 0
      ? [`    ${openTag('testcase', { name: 'no findings', classname: path, file: path })}/>`]
      : findings.toSorted(bySeverity).map(finding => testCase(path, finding, fails(finding)))
  const head = `  ${openTag('testsuite', { name: path, tests, failures, errors: 0, skipped: 0 })}>`
  return { text: [head, ...cases, '  </testsuite>'].join('\n'), tests, failures }
}

function testCase(path: string, { rule, severity, message, start, docs }: Finding, failed: boolean): string {
  const place = `${path}:${start.line}:${start.column}`
  const text = escapeXml(`${place}: ${severity}: ${message}\n${docs}`)
  const inner = failed ? `${openTag('failure', { message, type: severity })}>${text}</failure>` : `<system-out>${text}</system-out>`
  // Two findings of one rule in a file are two cases, so the name tells the place.
  const name = `${rule} (${start.line}:${start.column})`
  return `    ${openTag('testcase', { name, classname: path, file: path, line: start.line })}>${inner}</testcase>`
}
