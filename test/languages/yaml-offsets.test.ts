import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document, Scalar } from 'yaml'
import { parseYaml, type ScalarStyle } from '../../src/languages/yaml/index.ts'

fc.configureGlobal({ seed: 1 })

const strings = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'b c',
        ' ',
        '  ',
        '\n',
        '\n\n',
        '\n  ',
        "'",
        '"',
        '\\',
        '\t',
        ': ',
        ' #',
        'é',
        '😀',
        '\u0007',
        '\u2028',
        '/',
        'x'.repeat(30),
        'y '.repeat(20),
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))

test.each<ScalarStyle>(['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'])(
  'each character of a string is found where it is written: %s',
  style => {
    let exact = 0
    let unknown = 0
    fc.assert(
      fc.property(
        strings,
        fc.constantFrom('map', 'list', 'deep'),
        fc.constantFrom(2, 4),
        fc.constantFrom(0, 30),
        fc.boolean(),
        (string, place, indent, lineWidth, crlf) => {
          const scalar = new Scalar(string)
          scalar.type = style
          const [value, path] = { map: [{ k: scalar }, ['k']], list: [[scalar], [0]], deep: [{ k: [[{ l: scalar }], 'after'] }, ['k', 0, 0, 'l']] }[place] as [
            unknown,
            (string | number)[],
          ]
          const text = new Document(value, { version: '1.1' }).toString({ indent, lineWidth }).replaceAll('\n', crlf ? '\r\n' : '\n')
          const [document] = parseYaml(text)
          const written = document!.scalar(path)
          const read = path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)?.[step], document!.value)
          // Not every string can be written in every style, or read back after its line breaks were changed.
          if (typeof read !== 'string' || document!.problems.length > 0) return
          const offsets = document!.offsetsOf(path)
          if (!offsets) {
            if (read.trim() !== '') unknown++
            return
          }
          exact++
          expect(offsets).toHaveLength(read.length + 1)
          expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
          for (const [index, character] of [...Array(read.length).keys()].map(index => [index, read[index]!] as const)) {
            const range = document!.locatePart(path, index, index + 1)
            expect(range.start).toBeGreaterThanOrEqual(written!.range.start)
            expect(range.end).toBeLessThanOrEqual(written!.range.end)
            const slice = text.slice(range.start, range.end)
            if (/[\s\ud800-\udfff]/.test(character)) continue
            if (written!.style === 'QUOTE_DOUBLE') expect(parseYaml(`"${slice}"`)[0]!.value).toBe(character)
            else expect(written!.style === 'QUOTE_SINGLE' ? slice.replace("''", "'") : slice).toBe(character)
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(unknown).toBeLessThan(exact / 50)
  },
  60_000,
)

test.each<[string, string, number, number, string]>([
  ['an escape', 'a: "x\\ty"\n', 1, 2, '\\t'],
  ['a unicode escape', 'a: "x\\u00e9y"\n', 1, 2, '\\u00e9'],
  ['a doubled quote', "a: 'x''y'\n", 1, 2, "''"],
  ['a backslash in a plain text', 'a: x\\y\n', 1, 2, '\\'],
  ['a line of a literal block', 'a: |\n  x\n  y z\n', 2, 5, 'y z'],
  ['a line of a folded block', 'a: >-\n  x\n  y z\n', 2, 5, 'y z'],
  ['a literal block with an indicator in a list', 'a:\n- - |2\n     x\n  - y\n', 1, 2, 'x'],
  ['a literal block with an indicator in a mapping of a list', '- a: |2\n     x\n', 1, 2, 'x'],
  ['a folded plain text', 'a: x\n  y\n', 2, 3, 'y'],
  ['all of it', 'a: "xy"\n', 0, 2, 'xy'],
  ['nothing', 'a: "xy"\n', 1, 1, ''],
  ['past the end', 'a: "xy"\n', 1, 9, 'y'],
])('%s', (_, text, start, end, expected) => {
  const [document] = parseYaml(text)
  const path = text.startsWith('- a') ? [0, 'a'] : Array.isArray((document!.value as { a: unknown }).a) ? ['a', 0, 0] : ['a']
  const range = document!.locatePart(path, start, end)
  expect(text.slice(range.start, range.end)).toBe(expected)
})
