import { describe, expect, test } from 'vitest'
import { matchesLabels, matchesSelector, missingLabels } from '../../src/languages/label-selector.ts'

const labels = { app: 'shop', tier: 'web' }

describe('matchesSelector', () => {
  test('an empty selector selects everything, an absent one nothing', () => {
    expect(matchesSelector({}, labels)).toBe(true)
    expect(matchesSelector({}, undefined)).toBe(true)
    expect(matchesSelector(undefined, labels)).toBe(false)
  })

  test('all labels and expressions have to hold', () => {
    expect(matchesSelector({ matchLabels: { app: 'shop' } }, labels)).toBe(true)
    expect(matchesSelector({ matchLabels: { app: 'shop', tier: 'db' } }, labels)).toBe(false)
    expect(matchesSelector({ matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, labels)).toBe(false)
  })

  test.each([
    ['tier', 'In', ['web', 'api'], true],
    ['tier', 'In', ['db'], false],
    ['zone', 'In', ['a'], false],
    ['tier', 'NotIn', ['db'], true],
    ['tier', 'NotIn', ['web'], false],
    ['zone', 'NotIn', ['a'], true],
    ['tier', 'Exists', [], true],
    ['zone', 'Exists', [], false],
    ['zone', 'DoesNotExist', [], true],
    ['tier', 'DoesNotExist', [], false],
    ['tier', 'Gt', ['1'], false],
    ['tier', 'constructor', ['web'], false],
    ['constructor', 'Exists', [], false],
  ])('%s %s %j', (key, operator, values, matches) => {
    expect(matchesSelector({ matchExpressions: [{ key, operator, values }] }, labels)).toBe(matches)
  })

  test('In without values selects nothing', () => {
    expect(matchesSelector({ matchExpressions: [{ key: 'app', operator: 'In' }] }, labels)).toBe(false)
  })
})

test('a map matches labels that hold all of it', () => {
  expect(matchesLabels({ app: 'shop' }, labels)).toBe(true)
  expect(matchesLabels({ app: 'shop', zone: 'a' }, labels)).toBe(false)
  expect(matchesLabels({}, labels)).toBe(true)
  expect(matchesLabels(undefined, undefined)).toBe(true)
  expect(matchesLabels({ app: 'shop' }, undefined)).toBe(false)
})

test('a near miss can be told', () => {
  expect(missingLabels({ app: 'shop', tier: 'api', zone: 'a' }, labels)).toEqual([
    { key: 'tier', wanted: 'api', actual: 'web' },
    { key: 'zone', wanted: 'a', actual: undefined },
  ])
})
