import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Scripts for tests: one a line, `⏎` for a line break. */
export function corpus(name: 'valid' | 'valid-but-for-mvdan' | 'broken'): string[] {
  const lines = readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8').split('\n')
  return lines.filter(Boolean).map(line => line.replaceAll('⏎', '\n'))
}
