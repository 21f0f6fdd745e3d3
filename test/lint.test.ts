import { describe, expect, test } from 'vitest'
import type { Config } from '../src/config.ts'
import { lint } from '../src/lint.ts'
import { manifests } from '../src/model/kubernetes/manifest.ts'
import { type Rule, rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'

const pod = (name: string, image: string, extra = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  containers:
    - name: ${name}
      image: ${image}
${extra}`

const latest = { extends: [], rules: { 'kubernetes/latest-tag': 'warning' } } satisfies Config

async function findings(files: Record<string, string | Uint8Array>, config: Config = latest): Promise<string[]> {
  const report = await lint({ files, config })
  return report.findings.map(({ rule: id, file, start }) => `${file}:${start.line}:${start.column} ${id}`)
}

describe('a finding', () => {
  test('says where it is, in which object, and how to know it again', async () => {
    const { findings: found } = await lint({ files: { 'web.yaml': pod('web', 'nginx:latest') }, config: latest })
    expect(found).toMatchObject([
      {
        rule: 'kubernetes/latest-tag',
        severity: 'warning',
        file: 'web.yaml',
        start: { line: 9, column: 14 },
        end: { line: 9, column: 26 },
        resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
      },
    ])
    expect(found[0]!.fingerprint).toMatch(/^[0-9a-f]{32}$/)
    expect(JSON.parse(JSON.stringify(found[0]))).toHaveProperty('fingerprint', found[0]!.fingerprint)
  })

  test('keeps its fingerprint when lines move and siblings come', async () => {
    const fingerprint = async (text: string): Promise<string | undefined> =>
      (await lint({ files: { 'web.yaml': text }, config: latest })).findings.find(({ message }) => message.includes('nginx'))?.fingerprint
    const before = await fingerprint(pod('web', 'nginx:latest'))
    const sibling = '    - name: a\n      image: busybox:latest\n'
    const after = await fingerprint(`# moved\n\n${pod('web', 'nginx:latest').replace('    - name: web', `${sibling}    - name: web`)}`)
    expect(after).toBe(before)
    expect(await fingerprint(pod('other', 'nginx:latest'))).not.toBe(before)
  })

  test('counts columns in UTF-16 units, and not the byte order mark', async () => {
    const line = '{apiVersion: v1, kind: Pod, metadata: {name: "🚀"}, spec: {containers: [{name: a, image: "nginx:latest"}]}}'
    expect(await findings({ 'a.yaml': `\uFEFF${line}` })).toEqual([`a.yaml:1:${line.indexOf('"nginx') + 1} kubernetes/latest-tag`])
  })
})

describe('a file', () => {
  test('with a broken document is linted in all others', async () => {
    const text = `${pod('a', 'nginx:latest')}---\nkind: [\n---\n${pod('b', 'nginx:latest')}`
    expect(await findings({ 'a.yaml': text }, { extends: [], rules: { 'kubernetes/latest-tag': 'warning', 'yaml/syntax': 'error' } })).toEqual([
      'a.yaml:9:14 kubernetes/latest-tag',
      'a.yaml:11:7 yaml/syntax',
      'a.yaml:21:14 kubernetes/latest-tag',
    ])
  })

  test.each([
    ['nothing', ''],
    ['a comment', '# only this\n'],
    ['separators', '---\n---\n'],
    ['a foreign mapping', 'services:\n  web: {image: "nginx:latest"}\n'],
  ])('of %s has no findings', async (_, text) => {
    expect(await findings({ 'a.yaml': text }, {})).toEqual([])
  })

  test.each([
    ['binary data', new Uint8Array([0, 1, 2, 255]), /binary/],
    ['invalid UTF-8', new Uint8Array([...Buffer.from('kind: P'), 0xff]), /UTF-8 \(byte 8\)/],
  ])('of %s is reported, and those beside it are linted', async (_, bytes, message) => {
    const report = await lint({ files: { 'a.yaml': bytes, 'b.yaml': pod('b', 'nginx:latest') } })
    expect(report.findings.find(({ file }) => file === 'a.yaml')).toMatchObject({
      rule: 'k8s-lint/unreadable-file',
      severity: 'error',
      message: expect.stringMatching(message),
    })
    expect(report.findings.some(({ file }) => file === 'b.yaml')).toBe(true)
  })

  test('that could not be read is reported with its reason', async () => {
    const report = await lint({ files: {}, unreadable: { 'a.yaml': 'The link leads nowhere.' } })
    expect(report.findings).toMatchObject([
      { rule: 'k8s-lint/unreadable-file', file: 'a.yaml', start: { line: 1, column: 1 }, message: 'The link leads nowhere.' },
    ])
  })

  test('with a List gives each of its items', async () => {
    const item = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'nginx:latest' }] } })
    const lines = [`{"apiVersion": "v1", "kind": "List", "items": [${item},`, `${item}]}`]
    const at = lines.map((line, index) => `a.json:${index + 1}:${line.indexOf('"nginx') + 1} kubernetes/latest-tag`)
    expect(await findings({ 'a.json': lines.join('\n') })).toEqual(at)
  })
})

describe('the engine', () => {
  const crashing: Rule = {
    id: 'kubernetes/crashing',
    ...rule({
      severity: 'warning',
      summary: 'Crash on one object.',
      why: 'A test.',
      on: manifests,
      *check(manifest) {
        if (manifest.name === 'bad') throw new TypeError('no such thing')
        yield { at: manifest.at('kind'), message: 'Seen.' }
      },
      examples: [],
    }),
  }
  const reviewing = rules.filter(({ id }) => id === 'k8s-lint/rule-crashed')

  test('turns a rule that throws into a finding that names rule and object, and goes on', async () => {
    const report = await lint({
      files: { 'a.yaml': pod('bad', 'nginx:1'), 'b.yaml': pod('good', 'nginx:1') },
      config: { extends: [], rules: { 'kubernetes/crashing': 'warning' } },
      rules: [crashing, ...reviewing],
    })
    expect(report.findings).toMatchObject([
      {
        rule: 'k8s-lint/rule-crashed',
        file: 'a.yaml',
        message: expect.stringMatching(/kubernetes\/crashing crashed on Pod "bad" \(TypeError: no such thing\)/),
      },
      { rule: 'kubernetes/crashing', file: 'b.yaml' },
    ])
  })

  test('gives the same findings whatever the order of the files', async () => {
    const files = { 'b.yaml': pod('b', 'nginx:latest'), 'a.yaml': pod('a', 'nginx:latest') }
    const reversed = Object.fromEntries(Object.entries(files).toReversed())
    expect(await findings(files)).toEqual(await findings(reversed))
  })

  test('looks at Dockerfiles a few at a time, and at the files beside them all the same', async () => {
    const folders = Array.from({ length: 50 }, (_, index) => `service-${index}`)
    const files = folders.flatMap(folder => [
      [`${folder}/Dockerfile`, 'FROM node:24-slim\nCOPY dist/main.js /srv/\n'],
      [`${folder}/.dockerignore`, 'dist\n'],
    ])
    const found = await findings(Object.fromEntries(files), { extends: [], rules: { 'dockerfile/copy-ignored-file': 'error' } })
    expect(found).toEqual(folders.map(folder => `${folder}/Dockerfile:2:6 dockerfile/copy-ignored-file`).toSorted())
  })

  test('reports a query that throws once for each few files, and goes on', async () => {
    const broken: Rule = {
      ...rule({
        severity: 'error',
        summary: '',
        why: '',
        on: () => {
          throw new Error('no')
        },
        *check() {},
        examples: [],
      }),
      id: 'dockerfile/broken',
    }
    const files = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`${index}/Dockerfile`, 'FROM node\n']))
    const { findings: found } = await lint({ files, config: { rules: { 'dockerfile/broken': 'error' } }, rules: [...rules, broken] })
    expect(found.filter(({ rule: id }) => id === 'k8s-lint/rule-crashed')).toHaveLength(1)
    expect(found.filter(({ rule: id }) => id === 'dockerfile/untagged-image')).toHaveLength(3)
  })

  test('applies overrides by file, kind, namespace and name, the last that matches', async () => {
    const files = { 'dev/a.yaml': pod('a', 'nginx:latest'), 'prod/b.yaml': pod('b', 'nginx:latest') }
    const off = { 'kubernetes/latest-tag': 'off' } as const
    const on = { 'kubernetes/latest-tag': 'error' } as const
    expect(await findings(files, { ...latest, overrides: [{ files: ['dev/**'], rules: off }] })).toEqual(['prod/b.yaml:9:14 kubernetes/latest-tag'])
    expect(
      await findings(files, {
        ...latest,
        overrides: [
          { kinds: ['Pod'], rules: off },
          { names: ['b'], rules: on },
        ],
      }),
    ).toEqual(['prod/b.yaml:9:14 kubernetes/latest-tag'])
    expect(await findings(files, { ...latest, overrides: [{ namespaces: ['shop'], rules: off }] })).toEqual([])
  })

  test('runs a rule with the options that hold for each place', async () => {
    const files = { 'dev/a.yaml': pod('a', 'nginx:edge'), 'prod/b.yaml': pod('b', 'nginx:edge') }
    const config: Config = { ...latest, overrides: [{ files: ['prod/**'], rules: { 'kubernetes/latest-tag': ['error', { floating: ['edge'] }] } }] }
    expect(await findings(files, config)).toEqual(['prod/b.yaml:9:14 kubernetes/latest-tag'])
  })

  test('leaves out what the configuration ignores, until its date', async () => {
    const files = { 'a.yaml': pod('a', 'nginx:latest') }
    const config: Config = { ...latest, ignore: [{ rule: 'kubernetes/latest-tag', resource: 'Pod/shop/a', reason: 'known', until: '2027-01-31' }] }
    const on = async (day: string) => lint({ files, config, now: new Date(`${day}T12:00:00Z`) })
    expect((await on('2027-01-31')).findings).toEqual([])
    expect((await on('2027-01-31')).suppressed).toMatchObject([{ rule: 'kubernetes/latest-tag', reason: 'known' }])
    expect((await on('2027-02-01')).findings).toHaveLength(1)
  })

  test('does not take for missing what a kustomize patch leaves out', async () => {
    const files = {
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n- path: patch.yaml\n',
      'patch.yaml': pod('a', 'nginx:latest'),
    }
    const config: Config = { extends: [], rules: { 'kubernetes/latest-tag': 'warning', 'kubernetes/missing-memory-limit': 'warning' } }
    expect(await findings(files, config)).toEqual(['patch.yaml:9:14 kubernetes/latest-tag'])
  })
})
