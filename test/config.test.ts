import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '../src/cli.ts'
import { loadConfig } from '../src/cli/config-file.ts'
import { findConfig } from '../src/cli/config-find.ts'
import { configSchema } from '../src/config/schema.ts'
import { type Config, resolveConfig } from '../src/config.ts'
import { ConfigError } from '../src/config/error.ts'
import type { ResourceName } from '../src/finding.ts'
import type { Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import { newestMinor, oldestMinor } from '../src/schemas/data/index.ts'
import { captured } from './io.ts'

const root = join(import.meta.dirname, '..')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const load = async (text: string, file = 'k8s-lint.yaml'): Promise<Config> => {
  put({ [file]: text })
  return loadConfig(join(folder, file), folder)
}

/** What is said of a configuration that is refused. */
async function refusal(text: string, file?: string): Promise<string> {
  const error: unknown = await load(text, file).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message
}

const ruleNamed = (id: string): Rule => rules.find(rule => rule.id === id)!
const tag = ruleNamed('kubernetes/latest-tag')
const pod = (name: string, namespace?: string): ResourceName => ({ apiVersion: 'v1', kind: 'Pod', name, ...(namespace !== undefined && { namespace }) })

describe('a file', () => {
  test('may say all that there is to say', async () => {
    const config: Config = {
      $schema: 'https://example.com/schema.json',
      extends: ['strict'],
      kubernetesVersion: '1.34',
      podSecurity: 'restricted',
      closedWorld: false,
      external: ['Service/legacy-db'],
      rules: { 'kubernetes/latest-tag': ['warning', { floating: ['edge'] }], 'kubernetes/host-path': 'off', 'yaml/syntax': ['error'] },
      overrides: [{ files: ['dev/**'], kinds: ['Pod'], namespaces: ['shop'], names: ['a*'], rules: { 'kubernetes/latest-tag': 'off' } }],
      ignore: [{ rule: 'kubernetes/host-path', resource: 'DaemonSet/logging/agent', files: ['a.yaml'], reason: 'known', until: '2027-01-31' }],
      schemas: ['crds/'],
      strictKinds: true,
      prometheus: { features: ['experimental-functions'], relaxed: true },
      hadolint: { trustedRegistries: ['ghcr.io'], labelSchema: { maintainer: 'email' }, strictLabels: true },
      foreignIgnores: false,
      failOn: 'warning',
      markdown: true,
    }
    expect(await load(JSON.stringify(config, null, '\t'), 'k8s-lint.json')).toEqual(config)
    const resolved = resolveConfig(config, rules)
    expect(resolved).toMatchObject({
      settings: {
        kubernetesVersion: 34,
        podSecurity: { level: 'restricted', minor: 34 },
        closedWorld: false,
        external: ['Service/legacy-db'],
        prometheus: { relaxed: true },
      },
      failOn: 'warning',
      markdown: true,
    })
    expect(resolved.notices).toEqual([])
  })

  test('strictKinds turns a rule on, whose level can be set all the same', () => {
    const unknownKind = rules.find(({ id }) => id === 'kubernetes/unknown-kind')!
    const stateOf = (config: Config) => resolveConfig(config, rules).settingsOf(unknownKind, 'a.yaml', undefined)
    expect(stateOf({ extends: [] })).toMatchObject({ level: 'off' })
    expect(stateOf({ extends: [], strictKinds: true })).toMatchObject({ level: 'error', options: { strict: true } })
    expect(stateOf({ strictKinds: true, rules: { 'kubernetes/unknown-kind': 'info' } })).toMatchObject({ level: 'info', options: { strict: true } })
  })

  test.each(['', '# nothing\n', '{}', '---\n'])('%j changes nothing', async text => {
    expect(await load(text)).toEqual({ extends: ['recommended'] })
  })

  test.each([
    // Not a configuration at all.
    ['- rules\n', '1:1: the configuration must be a mapping.'],
    ['rules: [\n', '2:1: '],
    ['rules: {}\nrules: {}\n', '2:1: Map keys must be unique.'],
    ['a: &a [1]\n---\nb: 1\n', '2:1: '],
    // Keys and values.
    ['failOn: error\nrulez: {}\n', '2:1: unknown key "rulez". Did you mean "rules"?'],
    ['xyzzy: {}\n', '1:1: unknown key "xyzzy". Known here: extends, kubernetesVersion, '],
    ['overrides:\n  - filez: [a]\n    rules: {}\n', '2:5: unknown key "filez". Did you mean "files"?'],
    ['overrides:\n  - files: [a]\n    extends: []\n    rules: {}\n', '3:5: unknown key "extends". Known here: files, kinds, namespaces, names, rules.'],
    ['ignore:\n  - { rule: yaml/syntax, resources: Pod/a }\n', '2:26: unknown key "resources". Did you mean "resource"?'],
    ['prometheus: { relaxd: true }\n', '1:15: unknown key "relaxd". Did you mean "relaxed"?'],
    ['base: deploy\n', '1:1: unknown key "base".'],
    ['overrides:\n  - files: [a]\n', '2:5: "rules" is missing here.'],
    ['ignore:\n  - resource: Pod/a\n', '2:5: "rule" is missing here.'],
    ['rules:\n', '1:1: "rules" must be a mapping.'],
    ['extends: recommended\n', '1:1: "extends" must be a list.'],
    ['extends: [1]\n', '1:11: an entry of "extends" must be text. Put it in quotes.'],
    ['closedWorld: yes\n', '1:1: "closedWorld" must be true or false.'],
    ['failOn: waning\n', '1:1: "failOn" takes one of "error", "warning", "info". Did you mean "warning"?'],
    ['podSecurity: privileged\n', '1:1: "podSecurity" takes one of "baseline", "restricted".'],
    ['kubernetesVersion: 1.30\n', '1:1: "kubernetesVersion" must be text. Put it in quotes.'],
    ["failOn: error\nkubernetesVersion: 'two'\n", '2:1: "two" is no Kubernetes version; write one like "1.34".'],
    // Rules.
    ['rules:\n  yaml/sintax: off\n', '2:3: There is no rule "yaml/sintax". Did you mean "yaml/syntax"?'],
    ['rules:\n  constructor: off\n', '2:3: There is no rule "constructor".'],
    ['rules:\n  yaml/syntax: eror\n', '2:3: "yaml/syntax" has the level "eror"; write "off", "info", "warning", "error". Did you mean "error"?'],
    ['rules:\n  yaml/syntax: true\n', '2:3: "yaml/syntax" takes a level ('],
    ['rules:\n  yaml/syntax: []\n', '2:3: "yaml/syntax" has the level '],
    ['rules:\n  yaml/syntax: [off, 1]\n', '2:3: "yaml/syntax" takes a level, or a level and its options'],
    ['rules:\n  yaml/syntax: [off, {}, {}]\n', '2:3: "yaml/syntax" takes a level, or a level and its options'],
    ['rules:\n  kubernetes/latest-tag: [off, { flaoting: [] }]\n', '2:34: "kubernetes/latest-tag" has no option "flaoting". Did you mean "floating"?'],
    ['rules:\n  kubernetes/latest-tag: [off, { toString: [] }]\n', '2:34: "kubernetes/latest-tag" has no option "toString".'],
    ['rules:\n  kubernetes/latest-tag: [off, { floating: edge }]\n', '2:34: The option "floating" of "kubernetes/latest-tag" is "edge", but takes a list.'],
    ['overrides:\n  - rules:\n      yaml/sintax: off\n', '3:7: There is no rule "yaml/sintax".'],
    ['ignore:\n  - rule: yaml/sintax\n', '2:5: There is no rule "yaml/sintax".'],
    // Dates and resources.
    ['ignore:\n  - rule: yaml/syntax\n    until: soon\n', '3:5: "soon" is no date; write one like "2027-01-31".'],
    ['ignore:\n  - rule: yaml/syntax\n    until: 2027-02-31\n', '3:5: "2027-02-31" is no date'],
    ['ignore:\n  - rule: yaml/syntax\n    resource: agent\n', '3:5: "agent" names no resource; write "Kind/name" or "Kind/namespace/name"'],
    // What it extends.
    ['extends: [strict, recomended]\n', '1:19: There is no preset "recomended". Did you mean "recommended"?'],
    ['extends: [constructor]\n', '1:11: There is no preset "constructor".'],
    ['extends:\n  - ./k8s-lint.yml\n', '2:5: it extends "./k8s-lint.yml", which is not there. Did you mean "k8s-lint.yaml"?'],
    ['extends: [./k8s-lint.yaml]\n', '1:11: it extends itself.'],
  ])('%j is refused at its place', async (text, message) => {
    const said = await refusal(text)
    expect(said.slice(0, `k8s-lint.yaml:${message}`.length)).toBe(`k8s-lint.yaml:${message}`)
    expect(said.split('\n')).toHaveLength(1)
  })

  test('with aliases that multiply is refused', async () => {
    const lists = Array.from(
      { length: 9 },
      (_, index) => `  - &a${index} [${index === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}]`,
    )
    expect(await refusal(`extends:\n${lists.join('\n')}\n`)).toMatch(/^k8s-lint.yaml:1:1: Excessive alias count/)
  })

  test('in package.json is told by its place there', async () => {
    expect(await load('{\n\t"name": "shop",\n\t"k8s-lint": {\n\t\t"failOn": "info"\n\t}\n}\n', 'package.json')).toEqual({
      extends: ['recommended'],
      failOn: 'info',
    })
    expect(await refusal('{\n  "rules": 1,\n  "k8s-lint": {\n    "rulez": {}\n  }\n}\n', 'package.json')).toMatch(/^package.json:4:5: unknown key "rulez"/)
    expect(await refusal('{"k8s-lint": []}', 'package.json')).toMatch(/^package.json:1:2: the configuration must be a mapping/)
  })
})

describe('extends', () => {
  test('takes files, the later winning, with their lists joined', async () => {
    put({
      'lint/a.yaml': "extends: [security]\nkubernetesVersion: '1.30'\nexternal: [Service/a]\nrules: { yaml/syntax: off, kubernetes/host-path: info }\n",
      'lint/b.json': '{"extends": [], "kubernetesVersion": "1.31", "external": ["Service/b"], "rules": {"yaml/syntax": "warning"}}',
    })
    expect(await load('extends: [./lint/a.yaml, strict, lint/b.json]\nexternal: [Service/c]\nrules: { kubernetes/latest-tag: error }\n')).toEqual({
      extends: ['security', 'strict'],
      kubernetesVersion: '1.31',
      external: ['Service/a', 'Service/b', 'Service/c'],
      rules: { 'yaml/syntax': 'warning', 'kubernetes/host-path': 'info', 'kubernetes/latest-tag': 'error' },
    })
  })

  test('finds files from the one that names them, and names that one in errors', async () => {
    put({ 'lint/a.yaml': 'extends: [./deep/b.yaml]\n', 'lint/deep/b.yaml': 'extends: []\nrulez: {}\n' })
    expect(await refusal('extends: [./lint/a.yaml]\n')).toMatch(/^lint\/deep\/b.yaml:2:1: unknown key/)
  })

  test('refuses circles, also through links', async () => {
    put({ 'a.yaml': 'extends: [./b.yaml]\n', 'b.yaml': 'extends: [./k8s-lint.yaml]\n' })
    expect(await refusal('extends: [./a.yaml]\n')).toBe('b.yaml:1:11: it extends itself through k8s-lint.yaml, a.yaml.')
    symlinkSync(folder, join(folder, 'loop'), 'junction')
    expect(await refusal('extends: [./loop/k8s-lint.yaml]\n')).toBe('k8s-lint.yaml:1:11: it extends itself.')
  })

  test('takes a file once that several extend', async () => {
    put({ 'base.yaml': 'extends: []\nexternal: [Service/a]\nrules: { yaml/syntax: info }\n' })
    put({ 'a.yaml': 'extends: [./base.yaml]\nrules: { yaml/syntax: off }\n', 'b.yaml': 'extends: [./base.yaml]\n' })
    expect(await load('extends: [./a.yaml, ./b.yaml]\n')).toEqual({ extends: [], external: ['Service/a'], rules: { 'yaml/syntax': 'off' } })
  })

  test('is the default preset where a file says nothing, and none where it says so', async () => {
    const levelOf = (config: Config): string => resolveConfig(config, rules).settingsOf(tag, 'a.yaml', undefined).level
    expect(levelOf({})).toBe('warning')
    expect(levelOf({ extends: [] })).toBe('off')
    expect(() => resolveConfig({ extends: ['toString'] }, rules)).toThrow('There is no preset "toString".')
  })
})

describe('the file for a folder', () => {
  test('is the nearest up to the repository', () => {
    put({ 'k8s-lint.yaml': '', 'repo/.git/HEAD': '', 'repo/.k8s-lint.json': '{}', 'repo/a/b/x': '', 'repo/c/k8s-lint.yml': '', 'repo/c/d/x': '' })
    expect(findConfig(join(folder, 'repo/a/b'))).toBe(join(folder, 'repo/.k8s-lint.json'))
    expect(findConfig(join(folder, 'repo/c/d'))).toBe(join(folder, 'repo/c/k8s-lint.yml'))
    rmSync(join(folder, 'repo/.k8s-lint.json'))
    expect(findConfig(join(folder, 'repo/a/b'))).toBeUndefined()
  })

  test('is a package.json only where that has the key itself', () => {
    put({ '.git/HEAD': '', 'k8s-lint.yaml/x': '' })
    const withPackage = (text: string): string | undefined => {
      put({ 'package.json': text })
      return findConfig(folder)
    }
    expect(withPackage('{"devDependencies": {"k8s-lint": {"version": "1"}}}')).toBeUndefined()
    expect(withPackage('{"k8s-lint": {')).toBeUndefined()
    expect(withPackage('null "k8s-lint"')).toBeUndefined()
    expect(withPackage('{"k8s-lint": {}}')).toBe(join(folder, 'package.json'))
    rmSync(join(folder, 'k8s-lint.yaml'), { recursive: true })
    put({ 'k8s-lint.yaml': '' })
    expect(findConfig(folder)).toBe(join(folder, 'k8s-lint.yaml'))
  })

  test('has patterns that start in its own folder', async () => {
    const latest = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: "nginx:latest" }] }\n'
    put({ '.git/HEAD': '', 'deploy/dev/a.yaml': latest, 'deploy/prod/a.yaml': latest, 'other/a.yaml': latest })
    const overrides = 'overrides:\n  - { files: [deploy/dev/**, other], rules: { kubernetes/latest-tag: off } }\n'
    put({ 'k8s-lint.yaml': `extends: []\nrules: { kubernetes/latest-tag: error }\n${overrides}` })
    const lint = async (cwd: string, ...argv: string[]): Promise<string[]> => {
      const io = captured(join(folder, cwd))
      await run([...argv, '--format', 'compact'], io)
      return [...io.out.matchAll(/^(.*?):\d/gm)].map(match => match[1]!)
    }
    expect(await lint('.')).toEqual(['deploy/prod/a.yaml'])
    expect(await lint('deploy')).toEqual(['prod/a.yaml'])
    expect(await lint('deploy/dev', '.', '../../other', '../prod')).toEqual(['../prod/a.yaml'])
    expect(await lint('deploy', '.', '--config', '../k8s-lint.yaml')).toEqual(['dev/a.yaml', 'prod/a.yaml'])
  })
})

describe('overrides', () => {
  const levelAt = (override: object, file: string, resource?: ResourceName): string =>
    resolveConfig({ overrides: [{ ...override, rules: { 'kubernetes/latest-tag': 'off' } }] }, rules).settingsOf(tag, file, resource).level === 'off'
      ? 'off'
      : 'on'

  test.each([
    ['dev/**', 'dev/a.yaml dev/x/y.yaml', 'a.yaml prod/dev/a.yaml development/a.yaml'],
    ['dev', 'dev/a.yaml dev/x/y.yaml dev', 'devs/a.yaml prod/dev/a.yaml'],
    ['./dev/', 'dev/a.yaml', 'a.yaml'],
    ['*.yaml', 'a.yaml .a.yaml', 'dev/a.yaml a.yml'],
    ['**/*.yaml', 'a.yaml dev/a.yaml .x/a.yaml', 'a.yml'],
    ['**/{dev,test}/?.yaml', 'dev/a.yaml x/test/b.yaml', 'prod/a.yaml dev/ab.yaml'],
    ['a.yaml', 'a.yaml', 'axyaml dev/a.yaml'],
    ['[ab].yaml', 'a.yaml', 'c.yaml'],
    ['(', '(', 'a.yaml'],
  ])('of files %s', (pattern, fitting, others) => {
    for (const file of fitting.split(' ')) expect(levelAt({ files: [pattern] }, file), file).toBe('off')
    for (const file of others.split(' ')) expect(levelAt({ files: [pattern] }, file), file).toBe('on')
  })

  test('of files leave out what begins with "!"', () => {
    expect(levelAt({ files: ['dev/**', '!dev/keep'] }, 'dev/a.yaml')).toBe('off')
    expect(levelAt({ files: ['dev/**', '!dev/keep'] }, 'dev/keep/a.yaml')).toBe('on')
  })

  test('of kinds, namespaces and names need them all', () => {
    const override = { kinds: ['Pod', 'Cron*'], namespaces: ['shop-*'], names: ['web'] }
    expect(levelAt(override, 'a.yaml', pod('web', 'shop-eu'))).toBe('off')
    expect(levelAt(override, 'a.yaml', pod('web', 'bank'))).toBe('on')
    expect(levelAt(override, 'a.yaml', pod('web'))).toBe('on')
    expect(levelAt(override, 'a.yaml', pod('db', 'shop-eu'))).toBe('on')
    expect(levelAt(override, 'a.yaml')).toBe('on')
    expect(levelAt({ namespaces: ['*'] }, 'a.yaml', pod('web'))).toBe('off')
  })

  test('win over rules, the last over all, and keep options that they do not name', () => {
    const resolved = resolveConfig(
      {
        rules: { 'kubernetes/latest-tag': ['info', { floating: ['edge'] }] },
        overrides: [
          { files: ['dev/**'], rules: { 'kubernetes/latest-tag': 'off' } },
          { names: ['web'], rules: { 'kubernetes/latest-tag': 'error' } },
        ],
      },
      rules,
    )
    expect(resolved.settingsOf(tag, 'a.yaml', pod('db'))).toEqual({ level: 'info', configured: true, options: { floating: ['edge'] } })
    expect(resolved.settingsOf(tag, 'dev/a.yaml', pod('db')).level).toBe('off')
    expect(resolved.settingsOf(tag, 'dev/a.yaml', pod('web'))).toEqual({ level: 'error', configured: true, options: { floating: ['edge'] } })
    expect(resolved.variants(tag)).toHaveLength(1)
  })
})

describe('ignore', () => {
  const ignores = (entry: object, resource: ResourceName | undefined, file = 'a.yaml', day = '2026-11-21'): boolean =>
    resolveConfig({ ignore: [{ rule: tag.id, ...entry }] }, rules).isIgnored(tag.id, file, resource, new Date(`${day}T12:00:00Z`)) !== undefined

  test('goes by kind, namespace and name, with *', () => {
    expect(ignores({ resource: 'Pod/web' }, pod('web'))).toBe(true)
    expect(ignores({ resource: 'Pod/web' }, pod('web', 'shop'))).toBe(true)
    expect(ignores({ resource: 'Pod/shop/web' }, pod('web', 'shop'))).toBe(true)
    expect(ignores({ resource: 'Pod/shop/web' }, pod('web'))).toBe(false)
    expect(ignores({ resource: 'Pod/*/web' }, pod('web'))).toBe(true)
    expect(ignores({ resource: '*/we*' }, pod('web', 'shop'))).toBe(true)
    expect(ignores({ resource: 'Service/web' }, pod('web'))).toBe(false)
    expect(ignores({ resource: 'Pod/web' }, undefined)).toBe(false)
    expect(ignores({ resource: 'Pod/web', files: ['b.yaml'] }, pod('web'))).toBe(false)
    expect(ignores({}, undefined)).toBe(true)
    expect(resolveConfig({ ignore: [{ rule: tag.id }] }, rules).isIgnored('yaml/syntax', 'a.yaml', undefined, undefined)).toBeUndefined()
  })

  test('ends after its last day, which is told once where it would be needed', () => {
    expect(ignores({ until: '2026-11-21' }, pod('web'))).toBe(true)
    expect(ignores({ until: '2026-11-20' }, pod('web'))).toBe(false)
    const now = new Date('2026-11-21T12:00:00Z')
    const entry = { rule: tag.id, resource: 'Pod/web', files: ['a.yaml'], until: '2026-11-20' }
    const resolved = resolveConfig({ ignore: [entry, { ...entry, resource: 'Pod/db' }] }, rules)
    for (const resource of [pod('web'), pod('web'), pod('other')]) resolved.isIgnored(tag.id, 'a.yaml', resource, now)
    expect(resolved.notices).toEqual([
      'The configuration ignored kubernetes/latest-tag for Pod/web in a.yaml until 2026-11-20, and what it ignored is still there.',
    ])
    const renewed = resolveConfig({ ignore: [entry, { ...entry, until: '2027-01-31' }] }, rules)
    expect(renewed.isIgnored(tag.id, 'a.yaml', pod('web'), now)).toBeDefined()
    expect(renewed.notices).toEqual([])
  })
})

describe('the version of the cluster', () => {
  const resolved = (kubernetesVersion: string): { minor: number; notices: readonly string[] } => {
    const { settings, notices } = resolveConfig({ kubernetesVersion }, rules)
    return { minor: settings.kubernetesVersion, notices }
  }

  test.each(['1.34', 'v1.34', '1.34.2', 'v1.34.2-gke.1000', '1.34+'])('%s', text => {
    expect(resolved(text)).toEqual({ minor: 34, notices: [] })
  })

  test('the newest one that is known by default, and those around the known ones with a notice', () => {
    expect(resolveConfig({}, rules).settings.kubernetesVersion).toBe(newestMinor)
    expect(resolved('1.99')).toEqual({
      minor: newestMinor,
      notices: [`Kubernetes 1.99 is newer than what this version of k8s-lint knows; it judges by 1.${newestMinor}.`],
    })
    // What an API had lost by then, the table of ends still knows.
    expect(resolved('1.21')).toEqual({
      minor: 21,
      notices: [`Kubernetes 1.21 is older than what this version of k8s-lint knows; it judges fields by 1.${oldestMinor}.`],
    })
  })

  test.each(['latest', '1', '2.0', '1.x', '', 'one'])('"%s" is none', text => {
    expect(() => resolved(text)).toThrow(`"${text}" is no Kubernetes version; write one like "1.34". Known are 1.${oldestMinor} to 1.${newestMinor}.`)
  })
})

describe('the schema for editors', () => {
  const ajv = new Ajv({ allErrors: true, strictTuples: false })
  const validate = ajv.compile(configSchema(rules))

  test('is the one that ships', () => {
    expect(JSON.parse(readFileSync(join(root, 'schema/k8s-lint.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(configSchema(rules))))
  })

  test('takes what the README and init write, as the command line does', async () => {
    const readme = /^extends: \[recommended\][\s\S]*?(?=```)/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))![0]
    await run(['init'], captured(folder))
    const written = readFileSync(join(folder, 'k8s-lint.yaml'), 'utf8')
    // What init leaves commented out has to be right as well.
    const uncommented = written.replace('rules: {}\n# ', 'rules:\n ').replaceAll(/^# ?(?=[a-z]\w+:|  )/gm, '')
    for (const text of [readme, written, uncommented]) {
      expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true)
      await expect(load(text)).resolves.toHaveProperty('extends', ['recommended'])
    }
    expect(Object.keys(parse(uncommented) as object)).toEqual(
      expect.arrayContaining(['kubernetesVersion', 'podSecurity', 'external', 'overrides', 'ignore', 'failOn']),
    )
  })

  test.each([
    { rulez: {} },
    { rules: { 'yaml/sintax': 'off' } },
    { rules: { 'yaml/syntax': 'of' } },
    { rules: { 'kubernetes/latest-tag': ['off', { flaoting: [] }] } },
    { rules: { 'kubernetes/latest-tag': ['off', { floating: 'x' }] } },
    { overrides: [{ files: ['a'], rulez: {} }] },
    { ignore: [{ rule: 'yaml/syntax', rason: 'x' }] },
    { kubernetesVersion: 1.3 },
    { prometheus: { relaxd: true } },
  ])('refuses %j', config => {
    expect(validate(config)).toBe(false)
  })
})
