import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseGoDuration } from '../../src/languages/duration.ts'

fc.configureGlobal({ seed: 1 })

test.each([
  ['1h30m', 5400],
  ['500ms', 0.5],
  ['1.5s', 1.5],
  ['.5s', 0.5],
  ['1.s', 1],
  ['-1m', -60],
  ['+1m', 60],
  ['0', 0],
  ['-0', 0],
  ['30m1h', 5400],
  ['1m1m', 120],
  ['100us', 0.0001],
  ['100\u00b5s', 0.0001],
  ['100\u03bcs', 0.0001],
  ['1ns', 1e-9],
  ['1d', undefined],
  ['30', undefined],
  ['', undefined],
  ['.s', undefined],
  ['1h ', undefined],
  ['1H', undefined],
  ['1h-30m', undefined],
  ['9999999h', undefined],
])('Go reads %j', (text, seconds) => {
  expect(parseGoDuration(text)).toBe(seconds)
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      parseGoDuration(text)
    }),
  )
})
