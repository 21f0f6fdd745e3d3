import { applyTextEdits, type TextEdit } from '../languages/yaml/index.ts'

/**
 * Applies fixes to a text, each wholly or not at all. One that touches another waits for the next pass: what it says was
 * computed for a text that is no more.
 */
export function applyEdits(text: string, groups: readonly (readonly TextEdit[])[]): { text: string; applied: TextEdit[] } {
  const taken: TextEdit[] = []
  const startOf = (edits: readonly TextEdit[]): number => Math.min(...edits.map(edit => edit.start))
  for (const edits of groups.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (!edits.some(edit => touches(taken, edit)) && !overlaps(edits)) for (const edit of edits) taken.splice(placeOf(taken, edit.start), 0, edit)
  }
  return { text: applyTextEdits(text, taken), applied: taken }
}

/** Whether some of the edits are to change the same text. */
export function overlaps(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return sorted.some((edit, index) => index > 0 && edit.start < sorted[index - 1]!.end)
}

function touches(taken: readonly TextEdit[], { start, end }: TextEdit): boolean {
  const next = placeOf(taken, start)
  const before = taken[next - 1]
  const after = taken[next]
  return (before !== undefined && before.end >= start) || (after !== undefined && after.start <= end)
}

/** How many of the sorted edits start at or before `offset`. */
function placeOf(sorted: readonly TextEdit[], offset: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  return low
}
