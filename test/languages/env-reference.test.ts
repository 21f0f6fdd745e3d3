import fc from 'fast-check'
import { expect, test } from 'vitest'
import { envReferences } from '../../src/languages/env-reference.ts'

fc.configureGlobal({ seed: 1 })

test.each([
  ['', []],
  ['plain', []],
  ['$(A)', ['A']],
  ['http://$(HOST):$(PORT)/', ['HOST', 'PORT']],
  ['$$(A)', []],
  ['$$$(A)', ['A']],
  ['$$$$(A)', []],
  ['$(A', []],
  ['$(A$(B)', ['A$(B']],
  ['$A ${A} $', []],
  ['$()', []],
  ['$($(A))', ['$(A']],
  ['$(date +%s)', ['date +%s']],
  ['$x$(A)', ['A']],
])('%j', (text, names) => {
  const references = envReferences(text)
  expect(references.map(reference => reference.name)).toEqual(names)
  for (const { name, start, end } of references) expect(text.slice(start, end)).toBe(`$(${name})`)
})

/** What the kubelet does, character by character. */
function expand(text: string): string[] {
  const names: string[] = []
  for (let cursor = 0; cursor < text.length; cursor++) {
    if (text[cursor] !== '$' || cursor + 1 >= text.length) continue
    const close = text[cursor + 1] === '(' ? text.indexOf(')', cursor) : -1
    if (close >= 0) names.push(text.slice(cursor + 2, close))
    cursor = close >= 0 ? close : cursor + 1
  }
  return names.filter(name => name !== '')
}

test('finds what the kubelet finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('$', '(', ')', 'A', ' ')).map(parts => parts.join('')),
      text => {
        expect(envReferences(text).map(reference => reference.name)).toEqual(expand(text))
      },
    ),
  )
})
