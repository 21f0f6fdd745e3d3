import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowOf, onlyText, parsePromql, partsOfRegexp } from '../../src/languages/promql/index.ts'

const flow = (text: string) => flowOf(parsePromql(text))
const only = (text: string) => {
  const { branches } = flow(text)
  expect(branches).toHaveLength(1)
  return branches[0]!
}
/** What is known of labels, in the order of `names`: `+` always there, `?` maybe, `-` never. */
const labels = (text: string, names: string) =>
  names
    .split(' ')
    .map(name => `${{ always: '+', maybe: '?', never: '-' }[only(text).labels.get(name).presence]}${name}`)
    .join(' ')

describe('labels', () => {
  test.each([
    ['x{a="1", b=~".+", c=~".*", d="", e!=""}', 'a b c d e f', '+a +b ?c -d +e ?f'],
    ['sum(x{a="1"})', 'a b __name__', '-a -b -__name__'],
    ['sum by (a, b) (x{a="1"})', 'a b c', '+a ?b -c'],
    ['sum without (a) (x{a="1"})', 'a b __name__', '-a ?b -__name__'],
    ['topk by (a) (1, x{b="1"})', 'a b __name__', '?a +b ?__name__'],
    ['count_values by (a) ("n", x)', 'a n b', '?a +n -b'],
    ['rate(x{a="1"}[5m])', 'a b __name__', '+a ?b -__name__'],
    ['last_over_time(x{a="1"}[5m])', 'a __name__', '+a ?__name__'],
    ['absent(x{a="1", b=~"2", c="3", c!="4"})', 'a b c d', '+a -b -c -d'],
    ['absent(sum(x{a="1"}))', 'a', '-a'],
    ['vector(1)', 'a', '-a'],
    ['hour(x{a="1"})', 'a b', '+a ?b'],
    ['hour()', 'a', '-a'],
    ['label_replace(sum(x), "a", "b", "", "")', 'a b', '+a -b'],
    ['label_replace(x, "a", "$1", "b", "(.+)")', 'a', '?a'],
    ['label_join(sum by (b) (x{b="1"}), "a", "", "b")', 'a b c', '+a +b -c'],
    ['a{x="1"} / on (x, y) b', 'x y z __name__', '+x ?y -z -__name__'],
    ['a{x="1"} > on (x) b', 'x z __name__', '+x -z -__name__'],
    ['a{x="1"} > b', 'x z __name__', '+x ?z ?__name__'],
    ['a{x="1", y="2"} + ignoring (x) b', 'x y z', '-x +y ?z'],
    ['a * on (x) group_left (y, z) sum by (x, y) (b{y="1"})', 'x y z w', '?x +y -z ?w'],
    ['a * on (x) group_right (y) b{z="1"}', 'x y z', '?x ?y +z'],
    ['a{x="1"} and on (y) b{z="1"}', 'x y z', '+x ?y ?z'],
    ['2 * a{x="1"} > 5', 'x __name__', '+x -__name__'],
    ['histogram_quantile(0.9, sum by (le, a) (x))', 'le a', '-le ?a'],
    ['-a', '__name__', '-__name__'],
    ['+a', '__name__', '?__name__'],
    ['sum by (a) (x)[1h:5m]', 'a b', '?a -b'],
  ])('%s', (text, names, expected) => {
    expect(labels(text, names)).toBe(expected)
  })
})

describe('values', () => {
  test.each([
    ['count(x)', 1, Infinity],
    ['group(x)', 1, 1],
    ['up', 0, 1],
    ['sum(rate(x[5m]))', 0, Infinity],
    ['clamp(x, 2, 5)', 2, 5],
    ['clamp_max(clamp_min(x, 2), 5) * 10', 20, 50],
    ['1 - up', 0, 1],
    ['-clamp(x, 2, 5)', -5, -2],
    ['ceil(clamp(x, 0.2, 0.5))', 0, 1],
    ['round(up, 5)', 0, Infinity],
    ['vector(3) + 4 * 2', 11, 11],
    ['(x > 5) < 8', 5, 8],
    ['3 < x', 3, Infinity],
    ['x > bool 5', 0, 1],
    ['day_of_week() == 6', 6, 6],
    ['x / y', -Infinity, Infinity],
  ])('%s', (text, low, high) => {
    expect(only(text).values).toEqual({ low, high })
  })
})

describe('problems', () => {
  test.each([
    ['sum by (a) (sum by (b) (x))', ['missing-label a']],
    ['x * on (a) group_left (b) y * on (a) z', ['unused-label b']],
    ['sum by (b) (x * on (a) group_left (b) y)', []],
    ['x{a="1"} * on (c) group_left (a) y', ['redundant-label a']],
    ['x{a="1"} unless sum(y)', ['no-match sum(y)']],
    ['x{a="1"} unless ignoring (a) y{a="2"}', []],
    ['x{a="1"} + y{a="2"}', ['no-match y{a="2"}']],
    ['x{a="1"} * on (a) group_left y{a="2"}', ['no-match y{a="2"}']],
    ['x{a="1"} * on (b) group_left y{a="2"}', []],
    ['x{a="1"} + fill (0) y{a="2"}', []],
    ['x{a="1"} or sum(y)', []],
    ['sum by (a) (x) - sum by (b) (y)', ['unequal-labels -']],
    ['COUNT(x) == 0', ['never COUNT(x) == 0']],
    ['x == NaN', ['never x == NaN']],
    ['(count(x) or vector(0)) == 0', []],
    ['max(x or vector(0)) > 0', ['never-part vector(0)']],
    ['avg(x or vector(0)) > 0', []],
    ['vector(1) or on () x', ['unreachable x']],
    ['vector(1) or x', []],
    ['x unless on () vector(1)', ['excluded x']],
    ['x unless on () (vector(1) and on () y > 1)', []],
  ])('%s', (text, expected) => {
    const { problems } = flow(text)
    expect(
      problems.map(
        problem => `${problem.kind} ${'label' in problem && problem.kind !== 'no-match' ? problem.label : text.slice(problem.at.start, problem.at.end)}`,
      ),
    ).toEqual(expected)
  })
})

test('each side of an "or" is a branch', () => {
  const { branches } = flow('(a{x="1"} or b{x="2"} or vector(0)) > 1')
  expect(branches.map(({ labels: of, dead }) => [of.get('x').value, dead])).toEqual([
    ['1', false],
    ['2', false],
    [undefined, true],
  ])
})

test('of what Prometheus refuses, and of what is too long, nothing is known and nothing said', () => {
  for (const text of ['sum by (a) (sum(', 'sum by (a) (sum(x)) + "a"', Array.from({ length: 2000 }, () => 'sum by (a) (sum(x))').join(' + ')]) {
    const { branches, problems } = flow(text)
    expect(problems).toEqual([])
    expect(branches.map(({ labels: of }) => of.get('a').presence)).toEqual(['maybe'])
  }
})

test('no words in any order throw', () => {
  const words = fc.constantFrom(
    ...'sum( rate( x {a="1"} [5m] ) ) by (a) on (a) group_left (b) and or unless + / > == bool vector(1) absent( label_replace( , "a" 1 count_values("v", topk(1, without (b)'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), list => {
      expect(flow(list.join(' ')).branches.length).toBeGreaterThan(0)
    }),
  )
})

test('deep and wide expressions neither throw nor take forever', () => {
  const wide = Array.from({ length: 400 }, (_, index) => `m${index}`).join(' or ')
  const texts = [
    `${'('.repeat(2000)}x${')'.repeat(2000)}`,
    `${'sum('.repeat(1000)}x${')'.repeat(1000)}`,
    `(${wide}) + on (a) (${wide})`,
    `${'-'.repeat(1500)}x`,
  ]
  const start = performance.now()
  for (const text of texts) expect(flow(text).branches.length).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(5000)
})

describe('regular expressions', () => {
  test.each([
    ['', ''],
    ['abc', 'abc'],
    [String.raw`a\.b[-]c`, 'a.b-c'],
    ['^(?:a(b))$', 'ab'],
    ['a{', 'a{'],
    ['a|b', undefined],
    ['ab?', undefined],
    ['(?i)a', undefined],
    ['a.', undefined],
    ['[ab]', undefined],
    [String.raw`\d`, undefined],
    ['a{2}', undefined],
  ])('the only text of %s', (pattern, text) => {
    expect(onlyText(partsOfRegexp(pattern))).toBe(text)
  })

  test('parts', () => {
    const shape = (pattern: string) => partsOfRegexp(pattern).map(part => (part.kind === 'text' ? part.text : part.kind))
    expect(shape('^a.*(?:b.+?)$')).toEqual(['start', 'a', 'wildcard', 'b', 'wildcard', 'end'])
    expect(shape('a(b|c)d')).toEqual(['a', 'other', 'd'])
    expect(shape('a(bc)*d')).toEqual(['a', 'other', 'd'])
    expect(shape('a..')).toEqual(['a', 'any', 'any'])
    expect(shape(`${'('.repeat(5000)}a`)).toEqual(['other'])
  })
})
