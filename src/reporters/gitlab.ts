import { hash } from '../finding.ts'
import type { Severity } from '../rule.ts'
import { type Reporter, shownFindings } from './reporter.ts'
import { inline, printableJson } from './text.ts'

const severities = { error: 'major', warning: 'minor', info: 'info' } as const satisfies Record<Severity, string>

/**
 * GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). GitLab compares the
 * reports of two branches by fingerprint, and takes two entries with one fingerprint for one.
 */
export const gitlab: Reporter = (report, context) => {
  const seen = new Map<string, number>()
  const issues = shownFindings(report, context).map(({ rule, severity, message, file, start, end, fingerprint }) => {
    const earlier = seen.get(fingerprint) ?? 0
    seen.set(fingerprint, earlier + 1)
    return {
      // GitLab does not show the name of the check.
      description: `${inline(message)} [${rule}]`,
      check_name: rule,
      fingerprint: earlier === 0 ? fingerprint : hash(`${fingerprint}:${earlier}`),
      severity: severities[severity],
      location: { path: file.replace(/^(?:\.\/)+/, ''), lines: { begin: start.line, end: end.line } },
    }
  })
  return printableJson(issues)
}
