import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseGoDuration, parsePrometheusDuration } from '../../src/languages/duration.ts'

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

test.each([
  ['5m', 300],
  ['1h30m', 5400],
  ['1d', 86_400],
  ['1w', 604_800],
  ['1y', 31_536_000],
  ['1y2w3d4h5m6s7ms', 31_536_000 + 1_209_600 + 259_200 + 14_400 + 300 + 6.007],
  ['0', 0],
  ['0s', 0],
  ['30m1h', undefined],
  ['1m1m', undefined],
  ['1.5h', undefined],
  ['-5m', undefined],
  ['30', undefined],
  ['', undefined],
  ['1us', undefined],
  ['300y', undefined],
])('Prometheus reads %j', (text, seconds) => {
  expect(parsePrometheusDuration(text)).toBe(seconds)
})

test('both agree on hours, minutes, seconds and milliseconds in order', () => {
  const amount = fc.integer({ min: 0, max: 1000 })
  fc.assert(
    fc.property(amount, amount, amount, amount, (hours, minutes, seconds, milliseconds) => {
      const text = `${hours}h${minutes}m${seconds}s${milliseconds}ms`
      expect(parseGoDuration(text)).toBe(parsePrometheusDuration(text))
    }),
  )
})

test('no text makes them throw', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      parseGoDuration(text)
      parsePrometheusDuration(text)
    }),
  )
})
