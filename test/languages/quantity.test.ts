import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBytes, parseQuantity } from '../../src/languages/quantity.ts'

fc.configureGlobal({ seed: 1 })

describe('parseQuantity', () => {
  test.each([
    ['0', 0],
    ['1', 1],
    ['100m', 0.1],
    ['0.1', 0.1],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-1500m', -1.5],
    ['1500u', 0.0015],
    ['3n', 3e-9],
    ['2k', 2000],
    ['128M', 128e6],
    ['1E', 1e18],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1.5e-1', 0.15],
    ['512Mi', 512 * 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1Ki', 1024],
    ['1Ei', 2 ** 60],
    ['512m', 0.512],
  ])('%s', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount)
  })

  test('YAML numbers count as they are', () => {
    expect(parseQuantity(0.5)).toBe(0.5)
    expect(parseQuantity(Number.NaN)).toBeUndefined()
    expect(parseQuantity(Infinity)).toBeUndefined()
  })

  test.each(['', ' 1', '1 ', '1 Gi', '1K', '1KB', '1MB', '1mi', '1gi', '1Mib', 'Gi', '.', '1.2.3', '1e', '1e3Mi', '--1', '0x10', '1,5', '1e999'])(
    '%j is no quantity',
    text => {
      expect(parseQuantity(text)).toBeUndefined()
    },
  )
})

describe('formatBytes', () => {
  test.each([
    [512 * 2 ** 20, '512Mi'],
    [2 ** 30, '1Gi'],
    [1.5 * 2 ** 30, '1.5Gi'],
    [1700 * 2 ** 20, '1700Mi'],
    [1e9, '953.7Mi'],
    [1024, '1Ki'],
    [100, '100 bytes'],
    [1, '1 byte'],
    [0.512, '0.512 bytes'],
    [0, '0 bytes'],
    [-512 * 2 ** 20, '-512Mi'],
  ])('%d', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  test('whole mebibytes survive the way there and back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), mebibytes => parseQuantity(formatBytes(mebibytes * 2 ** 20)) === mebibytes * 2 ** 20))
  })
})
