import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitDocuments } from '../../src/languages/yaml/index.ts'
import { parseWhole } from '../../src/languages/yaml/library.ts'
import { readPlainDocument } from '../../src/languages/yaml/reader.ts'

/** Texts in all the ways that the reader knows. */
const written = [
  'a: "x\n  y\\\n  z"\nb: \'q\n\n  r\'\nc: >\n  a\n  b\n\n   c\n\n  d\nd: |-\n  x\n\n  y\ne: |+\n  z\n\nf: [a, {b: c}, "d", \'e\']\n',
  'k:\n- a\n-\n  - b\n- - c\n  - d: e\n    f: g\n-   h:\n      i\n',
  '{"a": [1, 2, {"b": null}], "c": {}, "d":"e"}\n',
  'a: b c\n  d\n\n  e\nf: {a: b,\n  c: d,}\ng: []\n',
  "--- # x\na:   b   # c\n'q': 'it''s' # s\n\"k\" : v\n? no\n",
  'a: [\n  b, # c\n  "d"\n ]\nd: "\\u00e9\\n\\"\\\\"\ne: {a: , b:  }\n',
  'a:\n  # comment\n  b: -1\n  c: ?x\n  d: :y\n\n# end\n',
  'text: >-\n  folded\n    more\n\n    more\n  less\n\n\n  last\n\nnext: |\n\n  first\n  # no comment\n\n',
  '- "a": b\n  c:\n  - d\n- e # f\n-\n- \'g\'\n',
  'plain\n  text\n',
  '"quoted" # comment',
  '<<: {a: b}\nnull: ~\n1: 2\nurl: http://example.com:80/#x\n',
]

const folder = join(import.meta.dirname, '../../fixtures')
const fixtures = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .flatMap(entry => {
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
    return splitDocuments(text).map(({ start, end }) => text.slice(start, end))
  })
const pieces = [...written, ...fixtures]

/** What the two make of a text, in one form: places and all. Undefined where the reader gives up. */
function both(piece: string): { read: unknown; oracle: unknown } | undefined {
  const read = readPlainDocument(piece)
  if (!read) return undefined
  const oracle = parseWhole(piece)
  // The package refuses "a:\n# comment\n  text\nb: c", which is YAML.
  if (oracle?.errors.length === 1 && oracle.errors[0]!.code === 'MULTILINE_IMPLICIT_KEY' && /^#/m.test(piece)) return undefined
  return { read, oracle: oracle?.errors.length === 0 ? oracle.contents : { errors: oracle?.errors.map(error => error.code) } }
}

test.each(pieces.map(piece => [piece]))('%j', piece => {
  const result = both(piece)
  if (result) expect(result.read).toEqual(result.oracle)
})

test('nearly all documents of the fixtures are for the fast reader', () => {
  expect(fixtures.filter(piece => !readPlainDocument(piece)).length).toBeLessThan(fixtures.length / 10)
})

// oxfmt-ignore
const bits = [
  ' ', '  ', '\n', '\n\n', ':', ': ', '-', '- ', '\n- ', '#', ' #', '"', "'", "''", '""', '|', '>', '|\n', '>-\n', '|+\n', '|2', '[', ']', '{', '}', '[]', '{}',
  ',', '&a ', '*a', '!x ', '%', '@', '`', '?', '? ', '\\', '\\\n', '...', '---', '~', 'x', '=', '<<: ', '\u00e9', '\u2028', '\u{1f600}', '\t', '\r\n',
]

const change = fc.record({ kind: fc.nat(5), at: fc.nat(4000), to: fc.nat(4000), bit: fc.constantFrom(...bits) })

function changed(text: string, { kind, at: where, to, bit }: { kind: number; at: number; to: number; bit: string }): string {
  const at = where % (text.length + 1)
  const lines = text.split('\n')
  const line = where % lines.length
  switch (kind) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return lines.toSpliced(line, 1).join('\n')
    case 2:
      return lines.with(line, to % 2 ? ` ${lines[line]}` : lines[line]!.replace(/^ /, '')).join('\n')
    case 3:
      return lines.toSpliced(to % lines.length, 0, lines[line]!).join('\n')
    case 4:
      return text.slice(0, at)
    default:
      return text.slice(0, at) + bit + text.slice(at)
  }
}

test('what the reader accepts, it reads as the yaml package does, and that has no error in it', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.constantFrom(...pieces.filter(piece => piece.length < 2000)), fc.array(change, { minLength: 1, maxLength: 4 }), (piece, changes) => {
      const text = changes.reduce(changed, piece)
      if (splitDocuments(text).length !== 1) return
      const result = both(text)
      if (!result) return
      accepted++
      expect(result.read).toEqual(result.oracle)
    }),
    { numRuns: 10_000, seed: 1 },
  )
  // Else nothing was compared.
  expect(accepted).toBeGreaterThan(1000)
})

test('any text at all', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...bits, 'a', 'b: c', 'd:\n  '), { maxLength: 20 }), parts => {
      const text = parts.join('')
      const result = splitDocuments(text).length === 1 ? both(text) : undefined
      if (result) expect(result.read).toEqual(result.oracle)
    }),
    { numRuns: 20_000, seed: 1 },
  )
})
