import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
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
