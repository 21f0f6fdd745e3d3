import type { Edit } from '../finding.ts'
import type { Lines } from './text.ts'

/**
 * Several changes of one file as a single one, from the start of the first to the end of the last, for formats that know of no
 * other. Undefined where a line cannot be read.
 */
export function mergedEdit(edits: readonly Edit[], lines: Lines): Edit | undefined {
  const sorted = edits.toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column)
  const first = sorted[0]
  const last = sorted.at(-1)
  if (!first || !last) return undefined
  let text = first.text
  for (const [index, edit] of sorted.slice(1).entries()) {
    const between = lines.between(sorted[index]!.end, edit.start)
    if (between === undefined) return undefined
    text += between + edit.text
  }
  return { start: first.start, end: last.end, text }
}
