import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unifiedDiff } from '../../src/languages/unified-diff.ts'

const numbers = (count: number): string => Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('')

test('shows three lines around a change, and joins what is near', () => {
  const before = numbers(20)
  expect(unifiedDiff('a.yaml', before, before.replace('\n5\n', '\nfive\n').replace('\n18\n', '\n'))).toBe(
    '--- a/a.yaml\n+++ b/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -15,6 +15,5 @@\n 15\n 16\n 17\n-18\n 19\n 20\n',
  )
  expect(unifiedDiff('a.yaml', before, before.replace('\n5\n', '\nfive\n').replace('\n11\n', '\n')).match(/^@@/gm)).toHaveLength(1)
})

test('is empty where nothing changes', () => {
  expect(unifiedDiff('a.yaml', 'a\n', 'a\n')).toBe('')
})

test('tells a last line that does not end', () => {
  expect(unifiedDiff('a', 'a\nb', 'a\nc\n')).toBe('--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n')
})

test('ends a name with blanks, and quotes what a line cannot hold', () => {
  expect(unifiedDiff('my web.yaml', 'a\n', 'b\n')).toMatch(/^--- a\/my web.yaml\t\n\+\+\+ b\/my web.yaml\t\n/)
  expect(unifiedDiff('a\nb', 'a\n', 'b\n')).toMatch(/^--- "a\/a\\nb"\n/)
})

test('of a change too large to compare is one block', () => {
  const diff = unifiedDiff('a', numbers(2100), numbers(2100).replaceAll('\n', ' \n'))
  expect(diff.match(/^@@.*/gm)).toEqual(['@@ -1,2100 +1,2100 @@'])
})

test.for([
  ['a change', numbers(30), numbers(30).replace('\n7\n', '\nx\ny\n').replace('\n25\n', '\n')],
  ['line ends of Windows', 'a\r\nb\r\n', 'a\r\nc\r\n'],
  ['a byte order mark', '\uFEFFa\nb\n', '\uFEFFx\nb\n'],
  ['no line end before', 'a\nb', 'a\nb\n'],
  ['no line end after', 'a\nb\n', 'a\nb'],
  ['no line end at all', 'a\nb', 'x\nb'],
  ['nothing before', '', 'a\n'],
  ['nothing after', 'a\n', ''],
  ['repeated lines', 'a\n\na\n\na\n', 'a\n\na\n\nb\n\na\n'],
] as const)('git applies it: %s', ([, before, after]) => {
  const folder = mkdtempSync(join(tmpdir(), 'k8s-lint-diff-'))
  for (const name of ['a.yaml', 'my web.yaml']) {
    writeFileSync(join(folder, name), before)
    const { status, stderr, error } = spawnSync('git', ['apply', '--unsafe-paths', '--whitespace=nowarn', '-'], {
      cwd: folder,
      input: unifiedDiff(name, before, after),
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    })
    if (error) return
    expect([status, stderr]).toEqual([0, ''])
    expect(readFileSync(join(folder, name), 'utf8')).toBe(after)
  }
  rmSync(folder, { recursive: true, force: true })
})
