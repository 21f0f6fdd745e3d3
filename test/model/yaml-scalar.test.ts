import { expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'
import { rules } from '../../src/rules/index.ts'

const watched = Object.fromEntries(
  rules.filter(({ id }) => /^yaml\/(?!alias)|^kubernetes\/(?:schema|unknown-field)$/.test(id)).map(({ id }) => [id, 'error' as const]),
)

async function told(text: string): Promise<string[]> {
  const { findings } = await lint({ files: { 'a.yaml': text }, config: { extends: [], rules: watched } })
  const lines = text.split('\n')
  return findings.map(({ rule, start, end }) => `${rule} ${lines[start.line - 1]!.slice(start.column - 1, end.column - 1)}`)
}

const pod = (env: string, volume = '{ name: v, emptyDir: {} }'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  volumes: [${volume}]\n  containers:\n    - name: web\n      image: shop/web:1\n      env: [{ name: A, value: ${env} }]\n`

const configMap = (...entries: string[]): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n${entries.map(entry => `  ${entry}\n`).join('')}`

test.each([
  ['yes', 'yaml/ambiguous-boolean yes'],
  ['true', 'kubernetes/schema true'],
  ['8080', 'kubernetes/schema 8080'],
  ['1.10', 'yaml/number-like-string 1.10'],
  ['0644', 'yaml/number-like-string 0644'],
  ['.inf', 'yaml/unsupported-value .inf'],
  ['[a]', 'kubernetes/schema value'],
])('one fault, one finding: %s', async (env, expected) => {
  expect(await told(pod(env))).toEqual([expected])
})

test.each([
  ['configMap: { name: v, defaultMode: 0644 }', []],
  ['configMap: { name: v, defaultMode: 420 }', []],
  ['configMap: { name: v, defaultMode: 644 }', ['yaml/octal-mode 644']],
  ['configMap: { name: v, defaultMode: "0644" }', ['yaml/octal-mode "0644"']],
  ['configMap: { name: v, defaultMode: "rw" }', ['kubernetes/schema "rw"']],
  ['secret: { secretName: v, items: [{ key: k, path: p, mode: 600 }] }', ['yaml/octal-mode 600']],
  ['projected: { defaultMode: 400, sources: [] }', ['yaml/octal-mode 400']],
])('file modes: %s', async (volume, expected) => {
  expect(await told(pod('a', `{ name: v, ${volume} }`))).toEqual(expected)
})

test('of two keys that are read as one it is told that they are equal, and no more', async () => {
  expect(await told(configMap('on: "1"', 'yes: "2"'))).toEqual(['yaml/duplicate-key yes'])
  expect(await told(configMap('1.1: a', '1.10: b'))).toEqual(['yaml/duplicate-key 1.10'])
})

test('a key that is written twice and is read as a boolean has two faults', async () => {
  expect(await told(configMap('on: "1"', 'on: "2"'))).toEqual(['yaml/ambiguous-boolean on', 'yaml/duplicate-key on'])
})

test('a mapping or a list as a key is one fault', async () => {
  expect(await told(configMap('{ a: b }: c', '? [d]', ': e'))).toEqual(['yaml/syntax { a: b }', 'yaml/syntax [d]'])
  expect(await told(pod('&x 1').replace('metadata:', '? { a: 1 }\n: { b: [2] }\nmetadata:'))).toEqual(['yaml/syntax { a: 1 }', 'kubernetes/schema 1'])
})

test('a value behind an alias is told of where it is written, if it is wrong there', async () => {
  expect(await told(configMap('a: &x 1.10', 'b: *x', 'c: *x'))).toEqual(['yaml/number-like-string 1.10'])
  expect(await told(configMap('a: &x 8080', 'b: *x'))).toEqual(['kubernetes/schema 8080'])
})

test('a value behind an alias is told of at the alias, if it is right where it is written', async () => {
  const text = pod('*x').replace('spec:\n', 'spec:\n  terminationGracePeriodSeconds: &x 30\n')
  expect(await told(text)).toEqual(['kubernetes/schema *x'])
  const { findings } = await lint({ files: { 'a.yaml': text }, config: { extends: [], rules: watched } })
  expect(findings[0]).toMatchObject({ message: expect.stringContaining('a number, 30,'), fix: { edits: [{ text: '"30"' }] } })
})

test('what is no Kubernetes object is left alone', async () => {
  expect(await told('on:\n  push: yes\nnull: .inf\n1.10: 0755\n')).toEqual([])
  expect(await told('groups:\n  - name: a\n    rules: [{ alert: A, expr: up == 0, labels: { on: yes, v: 1.10 } }]\n')).toEqual([])
  expect(await told('%YAML 1.2\n---\na: 1\n--- b\n')).toEqual([])
})
