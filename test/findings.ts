import { LineIndex } from '../src/finding.ts'
import { lint } from '../src/lint.ts'

/** What the findings of one rule cover in a Dockerfile, in the order of a report. */
export async function covered(rule: string, text: string, file = 'Dockerfile'): Promise<string[]> {
  const { findings } = await lint({ files: { [file]: text }, config: { extends: [], rules: { [rule]: 'warning' } } })
  const lines = new LineIndex(text)
  return findings.map(({ start, end }) => text.slice(lines.offset(start.line) + start.column - 1, lines.offset(end.line) + end.column - 1))
}
