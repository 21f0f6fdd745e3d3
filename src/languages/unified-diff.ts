type Line = readonly [sign: ' ' | '-' | '+', text: string]

/** How many unchanged lines stand around a change. */
const context = 3

/** The difference of two texts in the format of `diff -u`, as `git apply` reads it; empty when they are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const hunks = hunksOf(compare(linesOf(before), linesOf(after)))
  return `--- ${name(`a/${path}`)}\n+++ ${name(`b/${path}`)}\n${hunks.join('')}`
}

/** Lines with their ends, so that a last line without one differs from one with. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** As git writes it: what a line cannot hold in quotes, and a tab to end a name with blanks. */
function name(path: string): string {
  if (/[\p{Cc}"\\]/u.test(path)) return JSON.stringify(path)
  return path.includes(' ') ? `${path}\t` : path
}

/** Fixes change few lines: what is equal at both ends is passed over, and the rest is compared by its longest common subsequence. */
function compare(a: readonly string[], b: readonly string[]): Line[] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const equal = (lines: readonly string[]): Line[] => lines.map(text => [' ', text])
  return [...equal(a.slice(0, head)), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...equal(a.slice(a.length - tail))]
}

function middle(a: readonly string[], b: readonly string[]): Line[] {
  const removed = a.map((text): Line => ['-', text])
  const added = b.map((text): Line => ['+', text])
  // The table grows with the product; a change of that size is as readable as one block.
  if (a.length * b.length > 4_000_000) return [...removed, ...added]
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([' ', a[i++]!])
      j++
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) lines.push(removed[i++]!)
    else lines.push(added[j++]!)
  }
  return lines
}

function hunksOf(lines: readonly Line[]): string[] {
  const changed = lines.flatMap(([sign], index) => (sign === ' ' ? [] : [index]))
  const spans: { start: number; end: number }[] = []
  for (const index of changed) {
    const last = spans.at(-1)
    if (last && index - context <= last.end) last.end = Math.min(index + context + 1, lines.length)
    else spans.push({ start: Math.max(index - context, 0), end: Math.min(index + context + 1, lines.length) })
  }
  return spans.map(({ start, end }) => {
    const part = lines.slice(start, end)
    const count = (signs: string, of: readonly Line[]): number => of.filter(([sign]) => signs.includes(sign)).length
    const before = lines.slice(0, start)
    const range = (signs: string): string => {
      const lines = count(signs, part)
      // A range of no lines is told by the line before it.
      return `${count(signs, before) + (lines > 0 ? 1 : 0)},${lines}`
    }
    const head = `@@ -${range(' -')} +${range(' +')} @@`
    return `${head}\n${part.map(([sign, text]) => sign + (text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`)).join('')}`
  })
}
