import type { Edit, Finding, Position } from '../finding.ts'
import type { Severity } from '../rule.ts'
import { mergedEdit } from './edits.ts'
import { FileLines, type Reporter, shownFindings } from './reporter.ts'
import { type Lines, printableJson } from './text.ts'

const levels = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const satisfies Record<Severity, string>

/** Reviewdog's Diagnostic Format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf), whose columns count bytes of UTF-8. */
export const rdjson: Reporter = (report, context) => {
  const files = new FileLines(context.texts)
  return printableJson({
    source: { name: 'k8s-lint', url: 'https://github.com/k8s-lint/k8s-lint' },
    diagnostics: shownFindings(report, context).map(finding => diagnostic(finding, files)),
  })
}

function diagnostic({ rule, severity, message, file, start, end, docs, related = [], fix }: Finding, files: FileLines): object {
  const lines = files.get(file)
  const edit = fix && lines && mergedEdit(fix.edits, lines)
  return {
    message,
    location: { path: file, range: range({ start, end }, lines) },
    severity: levels[severity],
    code: { value: rule, url: docs },
    ...(edit && { suggestions: [{ range: range(edit, lines), text: edit.text }] }),
    ...(related.length > 0 && {
      relatedLocations: related.map(other => ({ message: other.message, location: { path: other.file, range: range(other, files.get(other.file)) } })),
    }),
  }
}

function range({ start, end }: Pick<Edit, 'start' | 'end'>, lines: Lines | undefined): object {
  return { start: position(start, lines), end: position(end, lines) }
}

/** Without the line's text its bytes cannot be counted, and a line alone is a place too. */
function position({ line, column }: Position, lines: Lines | undefined): object {
  const text = lines?.get(line)
  return text === undefined ? { line } : { line, column: Buffer.byteLength(text.slice(0, column - 1)) + 1 }
}
