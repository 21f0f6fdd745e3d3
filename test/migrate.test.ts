import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '../src/cli.ts'
import { loadConfig } from '../src/cli/config-file.ts'
import type { Config } from '../src/config.ts'
import { migrateHadolint } from '../src/migrate/hadolint.ts'
import { migrateKubeLinter } from '../src/migrate/kube-linter.ts'
import { rules } from '../src/rules/index.ts'
import { captured } from './io.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = captured(folder)
  const code = await run(argv, io)
  return { code, out: io.out, err: io.err }
}

const migrated = (text: string): string => migrateHadolint(text, '.hadolint.yaml', rules)
const config = (text: string): Config => parse(migrated(text)) as Config
const notes = (text: string): string[] => migrated(text).split('# Without a counterpart here:\n')[1]?.trimEnd().split('\n') ?? []
const ruleOf = (code: string): string => rules.find(({ peers }) => peers?.includes(`hadolint:${code}`))!.id

describe('what hadolint is configured with', () => {
  test('becomes a configuration of ours, all of it', async () => {
    const text = `failure-threshold: warning
ignored: [DL3025, DL3006, SC1090]
override:
  error: [DL3007, DL3057]
  style: [DL3002]
trustedRegistries: [docker.io, "*.gcr.io"]
label-schema: { author: text, contact: email }
strict-labels: true
disable-ignore-pragma: true
`
    expect(config(text)).toEqual({
      extends: ['hadolint'],
      hadolint: { trustedRegistries: ['docker.io', '*.gcr.io'], labelSchema: { author: 'text', contact: 'email' }, strictLabels: true },
      rules: {
        [ruleOf('DL3002')]: 'info',
        [ruleOf('DL3006')]: 'off',
        [ruleOf('DL3007')]: 'error',
        [ruleOf('DL3025')]: 'off',
        [ruleOf('DL3057')]: 'error',
        'dockerfile/shellcheck': { ignore: ['SC1090'] },
      },
      foreignIgnores: false,
      failOn: 'warning',
    })
    put({ 'k8s-lint.yaml': migrated(text) })
    await expect(loadConfig(join(folder, 'k8s-lint.yaml'), folder)).resolves.toHaveProperty('failOn', 'warning')
    expect(notes(text)).toEqual([])
  })

  test.each(['', '# nothing\n', '{}', 'ignored: []\noverride:\n'])('%j is what hadolint does by default', text => {
    expect(config(text)).toEqual({ extends: ['hadolint'], failOn: 'info' })
  })

  test.each([
    ['error', 'error'],
    ['Warning', 'warning'],
    ['info', 'info'],
    ['style', 'info'],
    ['ignore', 'info'],
    ['none', 'error'],
  ])('fails from "%s" on', (threshold, level) => {
    expect(config(`failure-threshold: ${threshold}\n`).failOn).toBe(level)
  })

  test('may be a registry without a list, and labels in the form of the flag', () => {
    expect(config('trustedRegistries: ghcr.io\nrequire-labels: ["a:b:semver"]\n').hadolint).toEqual({
      trustedRegistries: ['ghcr.io'],
      labelSchema: { 'a:b': 'semver' },
    })
  })

  test('says which levels are as they were', () => {
    expect(config('override: { warning: [DL3007], error: [DL3020] }\n').rules).toBeUndefined()
    expect(config('ignored: [DL3057, DL1001]\n').rules).toBeUndefined()
  })
})

describe('what has no counterpart', () => {
  test.each([
    ['no-fail: true', '# - no-fail: findings fail the run; "k8s-lint || true" passes.'],
    ['no-color: true', '# - no-color: give --no-color, or set NO_COLOR=1.'],
    ['verbose: true', '# - verbose: --show-files says what became of each file.'],
    ['format: sarif', '# - format sarif: give --format sarif.'],
    ['format: tty', '# - format tty: give --format console.'],
    ['format: codacy', '# - format codacy: "k8s-lint --help" lists the formats.'],
    ['failure-threshold: none', '# - failure-threshold "none": findings always fail the run; "k8s-lint || true" passes.'],
    ['ignorde: [DL3006]', '# - ignorde: not a key of hadolint 2.15. Did you mean "ignored"?'],
    ['label-schema: { a: emal }', '# - label-schema: the label "a" has the unknown format "emal" and is taken for text. Did you mean "email"?'],
    ['strict-labels: true', '# - strict-labels without a label-schema: no label is asked for, so none is superfluous.'],
    ['ignored: [DL9876]', expect.stringMatching(/^# - DL9876: no rule covers it\./)],
  ])('%s is said in a comment', (text, note) => {
    expect(notes(`${text}\n`)).toEqual([note])
  })

  test('a rule that covers more than what is ignored stays on', () => {
    const id = ruleOf('DL3052')
    expect(config('ignored: [DL3052]\n').rules?.[id]).toBeUndefined()
    expect(notes('ignored: [DL3052]\n')).toEqual([
      expect.stringMatching(new RegExp(`^# - DL3052 is ignored there; ${id} covers DL3051, .* too, so it stays on\\.$`)),
    ])
    expect(config('ignored: [DL3051, DL3052, DL3053, DL3054, DL3055, DL3056, DL3058]\n').rules?.[id]).toBe('off')
  })
})

describe('k8s-lint migrate', () => {
  test('prints what it would write, and writes it with --write, once', async () => {
    put({ '.hadolint.yml': 'ignored: [DL3006]\n' })
    const { code, out } = await cli('migrate', 'hadolint')
    expect(code).toBe(0)
    expect(out).toMatch(/^# yaml-language-server: .*\n\n# From \.hadolint\.yml\./)
    expect(await cli('migrate', 'hadolint', '--write')).toMatchObject({ code: 0, out: '', err: 'Wrote k8s-lint.yaml.\n' })
    expect(readFileSync(join(folder, 'k8s-lint.yaml'), 'utf8')).toBe(out)
    expect(await cli('migrate', 'hadolint', '--write')).toMatchObject({ code: 2, err: 'k8s-lint: There is a k8s-lint.yaml already; it stays as it is.\n' })
    put({ Dockerfile: 'FROM debian\nUSER 10001\n' })
    expect((await cli('--format', 'compact')).out).not.toContain(ruleOf('DL3006'))
  })

  test('takes the path of a file or of its folder', async () => {
    put({ 'lint/.hadolint.yaml': 'ignored: [DL3006]\n', 'other.yaml': 'ignored: [DL3007]\n' })
    expect((await cli('migrate', 'hadolint', 'lint')).out).toContain('From lint/.hadolint.yaml')
    expect((await cli('migrate', 'hadolint', 'other.yaml')).out).toContain('# DL3007')
  })

  test.each([
    [['migrate'], 'migrate takes "hadolint" or "kube-linter" and the path of its configuration.'],
    [['migrate', 'dockle'], 'migrate takes "hadolint" or "kube-linter" and the path of its configuration, not "dockle".'],
    [['migrate', 'hadolint'], 'There is no .hadolint.yaml in ".". Name the file: k8s-lint migrate hadolint <path>.'],
    [['migrate', 'hadolint', 'nowhere'], 'There is no file "nowhere".'],
    [['migrate', 'hadolint', 'list.yaml'], 'list.yaml: the configuration must be a mapping.'],
    [['migrate', 'hadolint', 'broken.yaml'], expect.stringMatching(/^broken\.yaml: /)],
    [['migrate', 'hadolint', 'shape.yaml'], 'shape.yaml: "ignored" must be a list.'],
    [['migrate', 'hadolint', 'override.yaml'], 'override.yaml: "override" must be a mapping.'],
    [['--write'], '--write belongs to "k8s-lint migrate"; --fix mends files.'],
  ])('%j ends with 2 and a sentence', async (argv, message) => {
    put({ 'list.yaml': '- a\n', 'broken.yaml': 'a: [\n', 'shape.yaml': 'ignored: { DL3006: true }\n', 'override.yaml': 'override: [DL3006]\n' })
    const { code, out, err } = await cli(...argv)
    expect([code, out]).toEqual([2, ''])
    expect(err.replace(/^k8s-lint: /, '').trimEnd()).toEqual(message)
  })
})

describe('what kube-linter is configured with', () => {
  const fromKubeLinter = (text: string): string => migrateKubeLinter(text, '.kube-linter.yaml', rules)
  const configOf = (text: string): Config => parse(fromKubeLinter(text)) as Config
  const notesOf = (text: string): string[] => fromKubeLinter(text).split('# Without a counterpart here:\n')[1]?.trimEnd().split('\n') ?? []

  test('becomes a configuration of ours that needs nothing but the preset for the defaults', () => {
    expect(configOf('')).toEqual({ extends: ['kube-linter'], failOn: 'info' })
  })

  test('turns checks on and off', () => {
    const { rules: found } = configOf(
      'checks: { include: [use-namespace, minimum-three-replicas], exclude: [host-network, pdb-unhealthy-pod-eviction-policy] }',
    )
    expect(found).toMatchObject({
      'kubernetes/default-namespace': 'warning',
      'kubernetes/single-replica': 'warning',
      'kubernetes/host-network': 'off',
      'kubernetes/pdb-unhealthy-eviction-policy': 'off',
    })
  })

  test('can start from nothing, or from all', () => {
    const none = configOf('checks: { doNotAutoAddDefaults: true, include: [ssh-port] }').rules ?? {}
    expect(none['kubernetes/ssh-port']).toBeUndefined()
    expect(none['kubernetes/host-network']).toBe('off')
    const all = configOf('checks: { addAllBuiltIn: true, exclude: [sorted-keys] }').rules ?? {}
    expect(all['kubernetes/privileged-port']).toBe('warning')
    expect(all['kubernetes/sorted-keys']).toBeUndefined()
  })

  test('makes options of custom checks, two of one template together', () => {
    const { rules: found } = configOf(`customChecks:
  - { name: needs-team, template: required-label, params: { key: team } }
  - { name: needs-tier, template: required-label, params: { key: tier, value: web|api } }
  - { name: two-replicas, template: minimum-replicas, params: { minReplicas: 2 } }
`)
    expect(found).toEqual({
      'kubernetes/required-labels': ['warning', { labels: { team: '', tier: 'web|api' } }],
      'kubernetes/single-replica': ['warning', { min: 2, served: false }],
    })
  })

  test('leaves out files', () => {
    const { overrides } = configOf('checks: { ignorePaths: ["**/testdata/**"] }')
    expect(overrides?.[0]?.files).toEqual(['**/testdata/**'])
    expect(overrides?.[0]?.rules['kubernetes/ssh-port']).toBe('off')
  })

  test('says what it cannot take over', () => {
    expect(notesOf('checks: { include: [ssh-prt] }\ncustomChecks: [{ name: mine, template: cel-expression }]')).toEqual([
      '# - ssh-prt: no rule covers it. Did you mean "ssh-port"?',
      '# - the custom check mine: no rule covers the template "cel-expression".',
    ])
  })

  test('loads as written', async () => {
    put({ '.kube-linter.yaml': 'checks: { include: [use-namespace], ignorePaths: ["vendor/**"] }' })
    expect((await cli('migrate', 'kube-linter', '--write')).code).toBe(0)
    put({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: default }\nspec: { containers: [{ name: web, image: nginx:1.29 }] }\n' })
    expect((await cli('.')).out).toContain('kubernetes/default-namespace')
  })

  test.each([
    ['- a', 'the configuration must be a mapping'],
    ['checks: { include: x }', '"checks.include" must be a list'],
    ['checks: []', '"checks" must be a mapping'],
  ])('is refused when it is none: %s', (text, message) => {
    expect(() => fromKubeLinter(text)).toThrow(message)
  })
})
