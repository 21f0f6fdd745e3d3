import type { Edit, FileSummary, Finding, Position, Report } from '../finding.ts'
import { lintedFiles } from './summary.ts'
import { type Reporter, shownFindings } from './reporter.ts'
import { printableJson } from './text.ts'

/** The json format; `schema/report.schema.json` says the same. The version grows when a reader has to change. */
export interface JsonReport {
  readonly version: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly summary: {
    readonly errors: number
    readonly warnings: number
    readonly infos: number
    /** Files that were looked into. */
    readonly files: number
    readonly fixable: number
    readonly suppressed: number
  }
  readonly findings: readonly Finding[]
  readonly files: readonly FileSummary[]
}

/** For programs. */
export const json: Reporter = (report, context) => {
  const findings = shownFindings(report, context).map(plain)
  const result: JsonReport = {
    version: 1,
    tool: { name: 'k8s-lint', version: context.version },
    summary: summarize(report, findings),
    findings,
    files: report.files.map(({ path, kinds, skipped }) => ({ path, kinds, ...(skipped !== undefined && { skipped }) })),
  }
  return printableJson(result)
}

function summarize(report: Report, findings: readonly Finding[]): JsonReport['summary'] {
  const number = (severity: string): number => findings.filter(finding => finding.severity === severity).length
  return {
    errors: number('error'),
    warnings: number('warning'),
    infos: number('info'),
    files: lintedFiles(report),
    fixable: findings.filter(finding => finding.fix).length,
    suppressed: report.suppressed.length,
  }
}

/** The finding with its keys in the order of the interface, however it came about: same findings, same bytes. */
function plain({ rule, severity, message, file, start, end, resource, related, fix, unsafeFix, fingerprint, docs }: Finding): Finding {
  return {
    rule,
    severity,
    message,
    file,
    start: position(start),
    end: position(end),
    ...(resource && { resource: plainResource(resource) }),
    ...(related && { related: related.map(other => ({ message: other.message, file: other.file, start: position(other.start), end: position(other.end) })) }),
    ...(fix && { fix: { edits: fix.edits.map(plainEdit) } }),
    ...(unsafeFix && { unsafeFix: { edits: unsafeFix.edits.map(plainEdit) } }),
    fingerprint,
    docs,
  }
}

function plainResource({ apiVersion, kind, namespace, name }: NonNullable<Finding['resource']>): NonNullable<Finding['resource']> {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) }
}

function plainEdit({ start, end, text }: Edit): Edit {
  return { start: position(start), end: position(end), text }
}

function position({ line, column }: Position): Position {
  return { line, column }
}
