import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, decodeBase64Bytes } from '../../src/languages/base64.ts'

fc.configureGlobal({ seed: 1 })

test.each([
  ['', ''],
  ['aGVsbG8=', 'hello'],
  ['aGVs\nbG8=\n', 'hello'],
  ['aGVs\r\nbG8=', 'hello'],
  ['4pyT', '✓'],
  ['aGVsbG8', undefined],
  ['aGVsbG8==', undefined],
  ['aGVs bG8=', undefined],
  ['aGVs\tbG8=', undefined],
  ['aGVsbG8=aGVsbG8=', undefined],
  ['_-8=', undefined],
  ['hello!!!', undefined],
  ['=', undefined],
  ['====', undefined],
])('%j is %j', (encoded, text) => {
  expect(decodeBase64(encoded)).toBe(text)
})

test('bytes that are no text have no text', () => {
  const encoded = Buffer.from([0xff, 0xfe, 0x00]).toString('base64')
  expect(decodeBase64(encoded)).toBeUndefined()
  expect(decodeBase64Bytes(encoded)).toEqual(Uint8Array.of(0xff, 0xfe, 0x00))
  expect(decodeBase64(Buffer.from('a\0b').toString('base64'))).toBeUndefined()
})

test('text survives the way there and back, a byte order mark included', () => {
  expect(decodeBase64(Buffer.from('\uFEFFa').toString('base64'))).toBe('\uFEFFa')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(decodeBase64(Buffer.from(text).toString('base64'))).toBe(text.includes('\0') ? undefined : text)
    }),
  )
})

test('a large value is decoded too', () => {
  const text = 'x'.repeat(1_500_000)
  expect(decodeBase64(Buffer.from(text).toString('base64'))?.length).toBe(text.length)
})
