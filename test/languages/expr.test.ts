import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkExpr, type Condition, type ExprName, isCoveredBy, outcomeOf } from '../../src/languages/expr/index.ts'

fc.configureGlobal({ seed: 1 })

const names: Readonly<Record<string, ExprName>> = {
  result: 'any',
  list: 'numbers',
  number: 'number',
  isNaN: { gives: 'boolean', takes: 'number' },
  pick: { gives: 'any' },
}

test.each([
  ['result[0] >= 0.95', 'boolean'],
  ['list[0]', 'number'],
  ['list[0] < 1 || len(list) == 0', 'boolean'],
  ['result.code in [200, 201] and not (result.body matches "^err")', 'boolean'],
  ['result not in [1, 2]', 'boolean'],
  ['all(result, {.ok}) && any(list, # > 1) && none(result, .a == #.b)', 'boolean'],
  ['result | filter(.x > 1) | len()', 'number'],
  ['let x = 5; number > x', 'boolean'],
  ["result?.a?.b ?? 'none'", 'any'],
  ["{a: 1, 'b': [2, 3,], (result): 4}", 'map'],
  ['result[1:] // the rest', 'any'],
  ['1..3 /* three */', 'list'],
  ['-1.5e3 ** 2 ^ 0x1F', 'number'],
  ['number > 1 ? "a" : "b"', 'string'],
  ['pick(result, 1).contains("x")', 'any'],
  ['list[0] >= {{args.threshold}}', 'boolean'],
  ['list[0] {{args.operator}} 5', 'any'],
  ['result == nil', 'boolean'],
])('%s gives %s', (text, type) => {
  const { problem, type: actual } = checkExpr(text, names)
  expect(problem).toBeUndefined()
  expect(actual).toBe(type)
})

test.each([
  ['', '', 'it is empty'],
  ['result = 5', '=', '"=" stands where it cannot'],
  ['result > 1 AND result < 2', 'AND', '"AND" stands where it cannot'],
  ['len(list', 'list', 'it ends behind "list", before a ")"'],
  ['result[0', '0', 'it ends behind "0", before a "]"'],
  ['5 > ', '>', 'it ends behind ">"'],
  ["'a", "'", 'a string is not closed'],
  ['12ab', '12a', '"12a" is no number'],
  ['reslt > 1', 'reslt', 'nothing has the name "reslt"'],
  ['length(list)', 'length', 'there is no function "length"'],
  ['len > 5', 'len', '"len" is a function and is not called'],
  ['list > 5', 'list > 5', '">" cannot stand between a list of numbers and a number'],
  ['number[0]', 'number[0]', 'a number has no items and no fields'],
  ['isNaN(list)', 'list', '"isNaN" takes a number, and this is a list of numbers'],
  ['number and true', 'number', '"and" takes true or false, and this is a number'],
  ['# > 1', '#', '"#" means an item of a list, and stands outside of filter, all, map and the like'],
  ['result ?? 1 > 2', '>', '"??" and ">" stand side by side, and parentheses do not say which comes first'],
])('%s is refused at %s', (text, part, message) => {
  const { problem } = checkExpr(text, names)
  expect(problem?.message).toBe(message)
  expect(text.slice(problem!.start, problem!.end)).toBe(part)
})

test('no input throws, and what is wrong lies within the text', () => {
  const piece = fc.constantFrom(
    'result',
    'list',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '.',
    '#',
    '1',
    '.5',
    "'a'",
    '"',
    '??',
    '?',
    ':',
    '==',
    '=',
    'not',
    'in',
    '|',
    'len',
    'all',
    ',',
    '{{args.x}}',
    ' ',
    '-',
    'let',
    ';',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 24 }).map(parts => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      text => {
        const { problem } = checkExpr(text, names)
        if (problem) expect(problem.start >= 0 && problem.end >= problem.start && problem.end <= Math.max(text.length, 1)).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})

test('deep nesting is left alone', () => {
  for (const text of ['('.repeat(50_000), '-'.repeat(50_000), '['.repeat(50_000), `result${'.a'.repeat(50_000)}`, `result${' + 1'.repeat(50_000)}`])
    expect(() => checkExpr(text, names)).not.toThrow()
})

function condition(text: string): Condition {
  return { text, node: checkExpr(text, names).node! }
}

test.for<[text: string, outcome: 'always' | 'never' | undefined]>([
  ['result[0] > 5 && result[0] < 2', 'never'],
  ['result[0]>5 and result [0] <= 5', 'never'],
  ['number >= 1 && number <= 1', undefined],
  ['2 < number && -1 > number', 'never'],
  ['number < 0x10 && number > 1_000', 'never'],
  ['number < 1 || number > 0', undefined],
  ['number != 1 || number != 2', 'always'],
  ['not (number > 1 && number < 0)', 'always'],
  ['len(list) >= 0', 'always'],
  ['len(list) > 0 && len(list) < 1', 'never'],
  ['len(list) > 0 && list[0] > 2 && list[0] < 1', 'never'],
  ['number > 1 && list[0] < 1', undefined],
  ["result == 'a' && result == 'b'", 'never'],
  ["result != 'a' || result != 'b'", 'always'],
  ["result >= '0.95'", undefined],
  ['1 > 2', 'never'],
  ['true', 'always'],
  ['number > {{args.x}} && number < {{args.y}}', undefined],
  ['isNaN(number)', undefined],
  ['all(list, # > 1)', undefined],
])('%s is %s', ([text, outcome]) => {
  expect(outcomeOf(condition(text))).toBe(outcome)
})

test('one condition covers another', () => {
  expect(isCoveredBy(condition('number > 1'), condition('number > 0.5'))).toBe(true)
  expect(isCoveredBy(condition('number > 1'), condition('number > 1.5'))).toBe(false)
  expect(isCoveredBy(condition('number > 1'), condition('list[0] > 0'))).toBe(false)
  expect(isCoveredBy(condition("result == 'ok'"), condition("result != 'down'"))).toBe(true)
})
