import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lint } from '../src/lint.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const dockerfile = read('Dockerfile')
const files = Object.fromEntries(['Dockerfile', '.dockerignore', 'package.json', 'package-lock.json'].map(path => [path, read(path)]))

test.each(['recommended', 'security', 'hadolint', 'buildkit', 'strict'])('the image of k8s-lint is built as the preset %s asks', async preset => {
  // One rule of strict wants every exception in the configuration; here each has its reason beside it.
  const { findings } = await lint({
    files,
    config: { extends: [preset], rules: { 'dockerfile/no-ignore-pragma': 'off' } },
    now: new Date('2026-11-21T12:00:00Z'),
  })
  expect(findings.map(({ rule, start }) => `${start.line} ${rule}`)).toEqual([])
})

test('runs as a number, and starts what ships', () => {
  expect(dockerfile).toMatch(/^USER [1-9]\d*$/m)
  const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> }
  expect(dockerfile).toContain(`/opt/k8s-lint/${bin['k8s-lint']}`)
  expect(dockerfile).toMatch(/^ENTRYPOINT \["k8s-lint"\]$/m)
})
