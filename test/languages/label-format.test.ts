import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCommit, isEmail, isSemanticVersion, isTimestamp, isUrl } from '../../src/languages/label-format.ts'

fc.configureGlobal({ seed: 1 })

const formats: readonly (readonly [(text: string) => boolean, readonly string[], readonly string[]])[] = [
  [
    isUrl,
    ['https://shop.example.com', 'http://a.example/p?q=1#f', 'mailto:team@example.com', 'git+ssh://git@example.com/a.git', 'https://[::1]:8080/'],
    ['', 'shop.example.com', '//shop.example.com', 'https:', 'https://', 'https://a b', 'see https://shop.example.com', 'https://<host>/', '1https://a'],
  ],
  [
    isTimestamp,
    ['2026-11-21T09:30:00Z', '2026-11-21t09:30:00z', '2026-11-21 09:30:00.123456+01:00', '2024-02-29T23:59:60-00:00'],
    [
      '',
      '2026-11-21',
      '2026-11-21T09:30Z',
      '2026-11-21T09:30:00',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-11-21T24:00:00Z',
      '2026-11-21T09:30:00+1:00',
    ],
  ],
  [isCommit, ['0123abc', 'F00DF00D', 'a'.repeat(40), 'b'.repeat(64)], ['', 'abc123', 'main', 'c'.repeat(41), 'v1.0.0', '0123abg']],
  [
    isSemanticVersion,
    ['0.0.0', '1.4.0', '1.4.0-rc.1', '1.4.0-0a.0', '1.4.0+build.7', '1.4.0--', '10.20.30-alpha-a.b+c.007'],
    ['', '1', '1.4', 'v1.4.0', '01.4.0', '1.4.0-', '1.4.0-01', '1.4.0+', '1.4.0-a..b', '1.4.0 '],
  ],
  [
    isEmail,
    ['team@example.com', 'first.last+tag@mail.example.co.uk', "o'neil@example.com"],
    ['', 'team', 'team@example', '@example.com', 'Jane <jane@example.com>', 'a@b@example.com', 'team@example..com', 'team @example.com'],
  ],
]

test.each(formats.flatMap(([accepts, good]) => good.map(text => [accepts.name, text, accepts] as const)))('%s: %j', (_, text, accepts) => {
  expect(accepts(text)).toBe(true)
})

test.each(formats.flatMap(([accepts, , bad]) => bad.map(text => [accepts.name, text, accepts] as const)))('not %s: %j', (_, text, accepts) => {
  expect(accepts(text)).toBe(false)
})

test('judges any text, and long ones soon', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      for (const [accepts] of formats) expect(typeof accepts(text)).toBe('boolean')
    }),
  )
  for (const piece of ['0', 'a', '.', '-', '1.', 'a.', '@', 'a@', '0-']) {
    const long = `1.0.0-${piece.repeat(100_000)}!`
    const start = performance.now()
    for (const [accepts] of formats) accepts(long)
    expect(performance.now() - start).toBeLessThan(500)
  }
})
