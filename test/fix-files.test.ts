import { describe, expect, test } from 'vitest'
import type { Finding, Report } from '../src/finding.ts'
import { diffOf, fixAll } from '../src/cli/fix-files.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const textOf = (content: Uint8Array): string => Buffer.from(content).toString()

/** A finding that would put a text in the place of some columns of the first line. */
function fixing(file: string, from: number, to: number, text: string): Finding {
  const start = { line: 1, column: from }
  const end = { line: 1, column: to }
  return { rule: 'yaml/x', severity: 'warning', message: '', file, start, end, fix: { edits: [{ start, end, text }] }, fingerprint: '', docs: '' }
}

const report = (...findings: Finding[]): Report => ({ findings, suppressed: [], files: [], notices: [] })

describe('fixAll', () => {
  test('lints again until nothing is left to mend', async () => {
    const lint = async (files: Readonly<Record<string, Uint8Array>>): Promise<Report> => {
      const text = textOf(files['a.yaml']!)
      return text.length < 4 ? report(fixing('a.yaml', 1, 1, 'x')) : report()
    }
    const start = { 'a.yaml': bytes('a'), 'b.yaml': bytes('b') }
    const { files, report: last } = await fixAll(start, await lint(start), lint, false)
    expect(textOf(files['a.yaml']!)).toBe('xxxa')
    expect(files['b.yaml']).toBe(start['b.yaml'])
    expect(last.findings).toEqual([])
  })

  test('ends when two fixes undo each other', async () => {
    let runs = 0
    const lint = async (files: Readonly<Record<string, Uint8Array>>): Promise<Report> => {
      runs++
      return report(fixing('a.yaml', 1, 2, textOf(files['a.yaml']!) === 'a' ? 'b' : 'a'))
    }
    const start = { 'a.yaml': bytes('a') }
    await fixAll(start, await lint(start), lint, false)
    expect(runs).toBe(11)
  })

  test('counts columns without the byte order mark, and keeps it', async () => {
    const start = { 'a.yaml': bytes('\uFEFFa: 1\r\n') }
    const { files } = await fixAll(start, report(fixing('a.yaml', 4, 5, '2')), async () => report(), false)
    expect(textOf(files['a.yaml']!)).toBe('\uFEFFa: 2\r\n')
    expect(diffOf(start, files)).toContain('-\uFEFFa: 1\r\n+\uFEFFa: 2\r\n')
    expect(diffOf(start, start)).toBe('')
  })
})
