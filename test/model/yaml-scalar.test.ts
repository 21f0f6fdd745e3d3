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
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  volumes: [${volume}]\n  containers:\n    - name: web\n      env: [{ name: A, value: ${env} }]\n`

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

test('of two keys that are read as one it is told that they are equal', async () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  on: "1"\n  yes: "2"\n'
  expect(await told(text)).toEqual(['yaml/ambiguous-boolean yes', 'yaml/duplicate-key yes'])
})

test('a value behind an alias is told of where it stands first', async () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: &x 1.10\n  b: *x\n'
  expect(await told(text)).toEqual(['yaml/number-like-string 1.10', 'kubernetes/schema *x'])
})

test('what is no Kubernetes object is left alone', async () => {
  expect(await told('on:\n  push: yes\nnull: .inf\n1.10: 0755\n')).toEqual([])
  expect(await told('groups:\n  - name: a\n    rules: [{ alert: A, expr: up == 0, labels: { on: yes, v: 1.10 } }]\n')).toEqual([])
  expect(await told('%YAML 1.2\n---\na: 1\n--- b\n')).toEqual([])
})
