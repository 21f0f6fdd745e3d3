import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; dependencies: Record<string, string> }

/** The package as a user has it, so that what it writes beside itself does not reach the other tests. */
const installed = mkdtempSync(join(tmpdir(), 'k8s-lint-package-'))
for (const part of ['bin', 'dist', 'docs', 'schema', 'package.json'])
  cpSync(join(root, part), join(installed, part), { recursive: true, filter: path => !path.endsWith('.cache') })
symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'junction')
afterAll(() => rmSync(installed, { recursive: true, force: true }))

function node(args: readonly string[], env: Record<string, string> = {}, cwd = root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', ...env } })
  return { status, stdout, stderr }
}
const command = (...args: string[]) => node([join(installed, 'bin/k8s-lint.js'), ...args])
const caches = (): string[] => readdirSync(join(installed, 'dist/bin')).filter(name => name.includes('.cache'))

test('the built command line starts, and says the same from compiled code as without', () => {
  expect(command('--version')).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' })
  expect(caches(), 'what --version needs is not worth keeping').toEqual([])
  const shop = join('fixtures', 'shop')
  const first = command(shop)
  expect(first.status).toBe(1)
  expect(caches()).toHaveLength(1)
  expect(command(shop)).toEqual(first)
  expect(node([join(installed, 'bin/k8s-lint.js'), shop], { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(first)
  expect(caches()).toHaveLength(1)
})

test('what the guide says it prints is printed', () => {
  const guide = readFileSync(join(root, 'docs/getting-started.md'), 'utf8')
  const sample = /<!-- generated -->\n```text\n([^]*?)```/.exec(guide)![1]!
  expect(node([join(installed, 'bin/k8s-lint.js'), '--no-config'], {}, join(root, 'fixtures/parcel')).stdout).toBe(sample)
})

test('a rule is explained from the page that ships', () => {
  expect(command('explain', 'kubernetes/latest-tag').stdout).toBe(readFileSync(join(root, 'docs/rules/kubernetes/latest-tag.md'), 'utf8'))
})

test('the command line carries no examples', () => {
  const bundle = readdirSync(join(root, 'dist/bin')).find(name => name.endsWith('.cjs'))!
  expect(readFileSync(join(root, 'dist/bin', bundle), 'utf8')).not.toContain('«')
})

test('the library is what the README imports', () => {
  const program = `
    import { lint, presets, rules } from 'k8s-lint'
    const report = await lint({ files: { Dockerfile: 'FROM node:latest' }, config: { extends: [], rules: { 'dockerfile/latest-tag': 'error' } } })
    console.log(JSON.stringify([report.findings.map(({ rule }) => rule), rules.length > 0, 'recommended' in presets]))
  `
  expect(node(['--input-type=module', '-e', program])).toEqual({ status: 0, stdout: '[["dockerfile/latest-tag"],true,true]\n', stderr: '' })
})

test('the lockfile names no place that packages come from', () => {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { resolved?: string }> }
  expect(Object.entries(lockfile.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})
