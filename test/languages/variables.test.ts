import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { variablesIn } from '../../src/languages/variables.ts'

const places = (text: string, escape = '\\'): string[] => variablesIn(text, { escape }).map(({ start, end }) => text.slice(start, end))

test.each([
  ['$NAME', ['$NAME']],
  ['a-${NAME}-b', ['${NAME}']],
  ['$A$B', ['$A', '$B']],
  ['${A:-$B}/${C:+${D}}', ['A', '$B', 'C', '${D}']],
  ['"$A" \'$B\' $C', ['$A', '$C']],
  ['"it\'s $A"', ['$A']],
  ['\\$A \\\\$B', ['$B']],
  ['$1 $? $$ $ ${} $-', []],
  ["'$A", []],
  ['$größe', ['$größe']],
])('%s', (text, expected) => {
  expect(places(text)).toEqual(expected)
})

test('the escape character of the file', () => {
  expect(places('`$A \\$B', '`')).toEqual(['$B'])
})

test('quotes mean nothing in a heredoc', () => {
  expect(variablesIn("'$A' \"", { escape: '\\', quotes: false }).map(({ name }) => name)).toEqual(['A'])
})

describe('what stands in for a variable', () => {
  test.each([
    ['${A:-x}', true],
    ['${A-x}', true],
    ['${A:+x}', true],
    ['${A+x}', true],
    ['${A:?x}', false],
    ['${A#x}', false],
    ['${A}', false],
    ['$A-x', false],
  ])('%s', (text, hasDefault) => {
    expect(variablesIn(text, { escape: '\\' })).toMatchObject([{ name: 'A', hasDefault }])
  })
})

test('any text gives places in order that hold the names', () => {
  const part = fc.constantFrom('$', '{', '}', 'A', '_1', ':-', '"', "'", '\\', ' ')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), parts => {
      const text = parts.join('')
      let last = 0
      for (const { name, start, end } of variablesIn(text, { escape: '\\' })) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(text.slice(start, end)).toContain(name)
        last = end
      }
    }),
    { seed: 1 },
  )
})
