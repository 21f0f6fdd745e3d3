import { join } from 'node:path'
import { type Finding, LineIndex, type Report } from '../finding.ts'
import { applyEdits } from '../fix/apply.ts'
import { unifiedDiff } from '../languages/unified-diff.ts'
import { writeFile } from './write-file.ts'

type Files = Readonly<Record<string, Uint8Array>>

/** A fix may make room for the next; more rounds than this are two fixes that undo each other. */
const mostPasses = 10

/** Applies the fixes of a report, lints again, and so on until nothing more can be mended. `unsafe` takes those too that may change behaviour. */
export async function fixAll(
  files: Files,
  report: Report,
  lint: (files: Files) => Promise<Report>,
  unsafe: boolean,
): Promise<{ files: Files; report: Report }> {
  let current = files
  let latest = report
  for (let pass = 0; pass < mostPasses; pass++) {
    const changed = fixOnce(current, latest.findings, unsafe)
    if (Object.keys(changed).length === 0) break
    current = Object.assign({}, current, changed)
    latest = await lint(current)
  }
  return { files: current, report: latest }
}

function fixOnce(files: Files, findings: readonly Finding[], unsafe: boolean): Record<string, Uint8Array> {
  const fixOf = ({ fix, unsafeFix }: Finding): Finding['fix'] => fix ?? (unsafe ? unsafeFix : undefined)
  const changed: Record<string, Uint8Array> = {}
  for (const path of new Set(findings.flatMap(finding => (fixOf(finding) ? [finding.file] : [])))) {
    const text = textOf(files[path]!)
    const lines = new LineIndex(text)
    const groups = findings.flatMap(finding => {
      const fix = finding.file === path ? fixOf(finding) : undefined
      if (!fix) return []
      return [
        fix.edits.map(({ start, end, text: replacement }) => ({
          start: lines.offset(start.line) + start.column - 1,
          end: lines.offset(end.line) + end.column - 1,
          text: replacement,
        })),
      ]
    })
    const fixed = applyEdits(text, groups)
    if (fixed.applied.length > 0) changed[path] = Buffer.from(`${bomOf(files[path]!)}${fixed.text}`)
  }
  return changed
}

/** Positions do not count the byte order mark; it is put back when the file is written. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes)
}

/** With the byte order mark, for whoever applies a difference. */
function wholeOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function bomOf(bytes: Uint8Array): string {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : ''
}

/** What the fixes would change, as a unified diff of all files. */
export function diffOf(before: Files, after: Files): string {
  return Object.keys(after)
    .filter(path => before[path] !== after[path])
    .map(path => unifiedDiff(path, wholeOf(before[path]!), wholeOf(after[path]!)))
    .join('')
}

export function writeFixed(folder: string, before: Files, after: Files): void {
  for (const [path, bytes] of Object.entries(after)) if (before[path] !== bytes) writeFile(join(folder, path), bytes)
}
