import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseImage } from '../src/languages/image-reference.ts'
import { credentialIn, isPlaceholder, secretUnder, weaknessOf } from '../src/languages/secret.ts'
import { parseYaml } from '../src/languages/yaml/index.ts'
import { lint } from '../src/lint.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const manifests = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('broken'))
  .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
const documents = manifests.flatMap(text => parseYaml(text).map(({ value }) => value)).filter(value => typeof value === 'object' && value !== null)
const dockerfiles = ['shop/storefront/Dockerfile', 'shop/orders/Dockerfile', 'shop-hardened/catalog/Dockerfile'].map(name =>
  readFileSync(join(fixtures, name), 'utf8'),
)

/** Every place in a value, as the way to it. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, Array.isArray(value) ? Number(key) : key]))]
}

function put(value: unknown, [step, ...rest]: readonly (string | number)[], replacement: unknown): unknown {
  if (step === undefined) return replacement
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  copy[step] = put(copy[step], rest, replacement)
  return copy
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'x',
    '::',
    [],
    {},
    [null],
    [[]],
    ['a', 1],
    { a: null },
    { matchLabels: [] },
    '{{ x }}',
    '%',
    'a'.repeat(300),
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

const everything = { extends: ['strict'] }

async function crashes(files: Record<string, string>): Promise<string[]> {
  const { findings } = await lint({ files, config: everything, now: new Date('2026-11-21T12:00:00Z') })
  // Reading a fix works it out.
  for (const finding of findings) void finding.fix
  return findings.filter(({ rule }) => rule === 'k8s-lint/rule-crashed').map(({ message }) => message)
}

test('no rule crashes over values of the wrong type, wherever they stand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(), odd), { minLength: 1, maxLength: 4 }), async changes => {
      const changed: unknown[] = [...documents]
      for (const [which, where, replacement] of changes) {
        const index = which % documents.length
        const paths = places(changed[index])
        changed[index] = put(changed[index], paths[where % paths.length]!, replacement)
      }
      // Objects that refer to each other are kept together.
      const text = changed.map(value => JSON.stringify(value)).join('\n---\n')
      expect(await crashes({ 'all.yaml': text })).toEqual([])
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('no rule crashes over a Dockerfile with parts cut out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...dockerfiles), fc.nat(), fc.nat({ max: 60 }), fc.string({ maxLength: 8 }), async (text, at, length, put) => {
      const start = at % text.length
      expect(await crashes({ Dockerfile: text.slice(0, start) + put + text.slice(start + length) })).toEqual([])
    }),
    { numRuns: 300, seed: 7 },
  )
})

const fill = (unit: string): string => unit.repeat(Math.ceil((8 << 20) / unit.length))

/** Units of lines on which a pattern that tries each ending, or each beginning, would take hours or run out of stack. */
const units = ['a', '1', 'A', '-', '.', '/', '$', '{', '$(', '${', 'a:', 'a-', 'a.b/', 'A_', 'p@ss0', 'eyJhbGciOiJub25l-', 'c2hvcC1wYXNzd29yZA']

test.each(units)('secrets and images are looked for in 8 MB of %s', { timeout: 30_000 }, unit => {
  for (const text of [fill(unit), `https://${fill(unit)}é`]) {
    credentialIn(text)
    isPlaceholder(text)
    weaknessOf(text)
    secretUnder('PASSWORD', text)
    parseImage(text)
  }
})

test.each(['a', 'a:', 'c2hvcC1wYXNzd29yZA'])('no rule crashes or lingers over a line of 8 MB of %s', { timeout: 60_000 }, async unit => {
  const quoted = JSON.stringify(`${fill(unit)}é`)
  const container = `{name: c, image: ${quoted}, args: [--token, ${quoted}], env: [{name: DB_PASSWORD, value: ${quoted}}]}`
  const files = {
    'pod.yaml': `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [${container}]}}`,
    'secret.yaml': `{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {password: ${quoted}}}`,
    'configmap.yaml': `{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {token: ${quoted}}}`,
  }
  expect(await crashes(files)).toEqual([])
})
