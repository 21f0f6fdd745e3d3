import type { CodeAction, Diagnostic, Hover, Range, TextEdit } from 'vscode-languageserver'
import type { Edit, Finding, Position } from '../finding.ts'
import { markdownText } from '../reporters/markdown-text.ts'
import type { Rule } from '../rule.ts'

/** What the protocol counts from 0 counts from 1 here. */
const severities = { error: 1, warning: 2, info: 3 } as const

/** A finding as an editor shows it. */
export function diagnosticOf(finding: Finding, uriOf: (path: string) => string): Diagnostic {
  const { rule, severity, message, docs, related = [] } = finding
  return {
    range: rangeOf(finding),
    severity: severities[severity],
    code: rule,
    codeDescription: { href: docs },
    source: 'k8s-lint',
    message,
    ...(related.length > 0 && {
      relatedInformation: related.map(other => ({ location: { uri: uriOf(other.file), range: rangeOf(other) }, message: other.message })),
    }),
  }
}

function rangeOf({ start, end }: { readonly start: Position; readonly end: Position }): Range {
  return { start: positionOf(start), end: positionOf(end) }
}

function positionOf({ line, column }: Position): Range['start'] {
  return { line: line - 1, character: column - 1 }
}

/** Whether a finding is within a range of the editor, or under its cursor. */
export function isWithin(finding: Finding, { start, end }: Range): boolean {
  const { start: first, end: last } = rangeOf(finding)
  return isBefore(first, end) && isBefore(start, last)
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character)
}

/** What can be done about a finding: its fix, and a comment that hides it. */
export function actionsFor(finding: Finding, uri: string, text: string, diagnostic: Diagnostic): CodeAction[] {
  const { rule, fix, unsafeFix } = finding
  const edit = (edits: readonly TextEdit[]): CodeAction['edit'] => ({ changes: { [uri]: [...edits] } })
  const quickFix = (title: string, edits: readonly TextEdit[], isPreferred: boolean): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    edit: edit(edits)!,
    ...(isPreferred && { isPreferred }),
  })
  const disabling = disableEdit(finding, text)
  return [
    ...(fix ? [quickFix(`Fix ${rule}`, fix.edits.map(textEdit), true)] : []),
    ...(unsafeFix ? [quickFix(`Fix ${rule} (may change how the workload behaves)`, unsafeFix.edits.map(textEdit), false)] : []),
    ...(disabling ? [quickFix(`Disable ${rule} for this line`, [disabling], false)] : []),
  ]
}

/** All fixes that do not touch one another. */
export function fixAllEdits(findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = []
  for (const { fix } of findings) {
    const edits = (fix?.edits ?? []).map(textEdit)
    const free = edits.every(({ range }) => taken.every(other => !isBefore(range.start, other.range.end) || !isBefore(other.range.start, range.end)))
    if (free) taken.push(...edits)
  }
  return taken
}

function textEdit({ start, end, text }: Edit): TextEdit {
  return { range: rangeOf({ start, end }), newText: text }
}

/** The comment goes above the line; in a Dockerfile above the instruction, whose lines a comment would break up. JSON knows no comments. */
function disableEdit({ rule, file, start }: Finding, text: string): TextEdit | undefined {
  if (/\.json$/i.test(file)) return undefined
  const lines = text.split('\n')
  let line = start.line - 1
  if (/dockerfile|containerfile/i.test(file.split('/').at(-1)!)) while (line > 0 && /\\\s*$/.test(lines[line - 1]!)) line--
  const at = { line, character: 0 }
  const indent = /^\s*/.exec(lines[line] ?? '')![0].replace(/\r$/, '')
  return { range: { start: at, end: at }, newText: `${indent}# k8s-lint-disable-next-line ${rule}${lines[line]?.endsWith('\r') ? '\r' : ''}\n` }
}

/** What the rules behind some findings are about. */
export function hoverFor(findings: readonly Finding[], rules: readonly Rule[]): Hover | undefined {
  const [first] = findings
  if (!first) return undefined
  const parts = [...new Set(findings.map(({ rule }) => rule))].flatMap(id => {
    const rule = rules.find(other => other.id === id)
    const docs = findings.find(finding => finding.rule === id)!.docs
    return rule ? [`**${id}**: ${markdownText(rule.summary)}\n\n${markdownText(rule.why)}\n\n[More](${docs})`] : []
  })
  return parts.length > 0 ? { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: rangeOf(first) } : undefined
}
