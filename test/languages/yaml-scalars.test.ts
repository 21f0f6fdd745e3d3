import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutScalars } from '../../src/languages/yaml/index.ts'

test.each([
  ['a: b # c', ' :   # c'],
  ['a: "b" # c', ' :     # c'],
  ["a: 'it''s'\nb: c", ' :        \n :  '],
  ['a: |\n  b: {{ if }}\n\n  c\nd: e', ' : |\n             \n\n   \n :  '],
  ['- >- # f\n  b\n- c', '- >- # f\n   \n-  '],
  ['a: |\n{{ if }}\n  b', ' : |\n{{ if }}\n   '],
  ['a: "{{ default "b" }}"', ' : "{{ default "      '],
  ['a: "{{ b }}"', ' :          '],
  ['a: on {{ b }}', ' :           '],
  ['a: {{ b }}-c', ' : {{ b }}  '],
  ['a: { b: "c", d: [e, "f"] }', ' : { b:    , d: [e,    ] }'],
  ['{%- if a %}\nb: c', '{%- if a %}\n :  '],
  ['\uFEFFa: "b"', '\uFEFF :    '],
  ['--- "a"\n---\nb', '---    \n---\n '],
  ['a: "b\n  c"\nd: e', ' :   \n    \n :  '],
])('%j', (text, expected) => {
  expect(withoutScalars(text)).toBe(expected)
})

test('whatever the text is, every character stays in its place', () => {
  // oxfmt-ignore
  const pieces = fc.constantFrom(
    'a', ': ', '\n', '\r\n', '  ', '- ', '"', "'", '|', '>-', '{{', '}}', '{', ']', '#', ' ', '---', '...', '\t', '&b', '!c', '*d', '\uFEFF', '%',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), parts => {
      const text = parts.join('')
      const rest = withoutScalars(text)
      expect(rest).toHaveLength(text.length)
      for (let at = 0; at < text.length; at++) if (rest[at] !== text[at]) expect(rest[at]).toBe(' ')
    }),
    { numRuns: 5000, seed: 20261121 },
  )
})
