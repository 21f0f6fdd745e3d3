import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type FaultKind, manifestsBelow, mutate, type Outcome } from '../../scripts/mutate.ts'

const fixtures = manifestsBelow(join(import.meta.dirname, '../../fixtures'))

describe('five hundred faults in our own fixtures', () => {
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await mutate(fixtures, 500, 20_261_121)
  }, 300_000)

  test('are made, some of each kind', () => {
    expect(outcome.mutations).toHaveLength(500)
    const kinds: readonly FaultKind[] = ['misspelled key', 'wrong type', 'missing required', 'bad enum', 'bad quantity', 'indentation slip']
    for (const kind of kinds) expect(outcome.mutations.filter(one => one.kind === kind).length, kind).toBeGreaterThan(50)
  })

  test('are found on their lines, but for one in a hundred', () => {
    const missed = outcome.missed.map(({ file, kind, path, lines, found }) => `${file}:${lines.join('/')} ${kind} at ${path.join('.')}: ${found.join('; ')}`)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(5)
  })

  test('are not found before they are made', () => {
    // Files with findings of their own are not mutated: these have them on purpose, or nothing to mutate.
    const inShops = outcome.left.filter(file => file.startsWith('shop'))
    expect(inShops).toEqual([])
  })

  test('the same seed makes the same ones', async () => {
    const again = await mutate({ 'shop/a.yaml': fixtures['shop-hardened/storefront/deployment.yaml']! }, 20, 7)
    const more = await mutate({ 'shop/a.yaml': fixtures['shop-hardened/storefront/deployment.yaml']! }, 20, 7)
    expect(more.mutations).toEqual(again.mutations)
  })
})

test('a folder without manifests has nothing to mutate', async () => {
  expect(await mutate({ 'notes.yaml': 'title: Shopping\nitems: [bread]\n' }, 10, 1)).toEqual({ taken: [], left: ['notes.yaml'], mutations: [], missed: [] })
})
