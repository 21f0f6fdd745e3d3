import fc from 'fast-check'
import { expect, test } from 'vitest'
import { children, type Expression, type Matcher, parsePromql, printPromql, walk } from '../../src/languages/promql/index.ts'

fc.configureGlobal({ seed: 1 })

const name = fc.constantFrom('a', 'job:b:sum', 'sum', 'offset', 'by', 'é🙂', 'x y', '"q"', 'start')
const label = fc.constantFrom('job', 'by', 'and', '"a b"', '"é"')
const value = fc.constantFrom('""', '"x"', "'it\\'s'", '`raw`', '"\\u00e9\\n"', '"a.*|b+"', '"🙂"')
const duration = fc.constantFrom('5m', '1h30m', '90s', '1y', '250ms', '300', '0x10', '2 * 5m', '(1h - 5m)', 'step()', 'max_of(1m, range())', '-(-5m)')
const matchers = fc
  .array(fc.tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), value), { maxLength: 3 })
  .map(list => `{${[...list.map(part => part.join('')), 'z="1"'].join(', ')}}`)
const selector = fc.tuple(name, matchers, fc.boolean()).map(([metric, rest, bare]) => {
  const isName = /^[\w:]+$/.test(metric)
  return isName && bare ? metric : `${isName ? metric : ''}${rest}`
})
const modifier = fc.oneof(
  fc.constantFrom('', '', ' @ 12.5', ' @ end()', ' @ -0x10', ' smoothed'),
  fc.constantFrom('5m', '-5m', '-step()', '-(1h + 2m)', '+min_of(1m, 2)').map(offset => ` offset ${offset}`),
)
const labels = fc.array(label, { maxLength: 2 }).map(list => `(${list.join(', ')})`)
const scalar = fc.constantFrom('1', '-2', '0x1F', '1e3', '.5', 'Inf', '-NaN', 'time()', '1e-9', '5m')

/** Expressions that Prometheus reads and finds nothing wrong in. */
const { vector } = fc.letrec<{ vector: string; range: string }>(tie => ({
  vector: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.tuple(selector, modifier).map(([inner, rest]) => inner + rest),
    fc.tuple(fc.constantFrom('rate', 'increase', 'max_over_time'), tie('range')).map(([call, inner]) => `${call}(${inner})`),
    fc.tuple(fc.constantFrom('(', '-(', 'abs(', 'round( '), tie('vector')).map(([open, inner]) => `${open}${inner})`),
    fc
      .tuple(fc.constantFrom('sum', 'MAX', 'count_values("v",'), fc.constantFrom('by', 'without'), labels, tie('vector'), fc.boolean())
      .map(parts => aggregation(...parts)),
    fc
      .tuple(tie('vector'), fc.constantFrom('+', '*', '^', '== bool', '>', 'atan2', 'and', 'or', 'unless'), labels, tie('vector'))
      .map(([left, operator, on, right]) => `${left} ${operator} on ${on} ${right}`),
    fc.tuple(tie('vector'), fc.constantFrom('-', '/', '%', '<='), scalar).map(parts => parts.join(' ')),
    fc
      .tuple(tie('vector'), labels, fc.constantFrom('group_left (team)', 'group_right ()', 'fill (0)', 'fill_right (-1) fill_left (2)'), tie('vector'))
      .map(([left, on, rest, right]) => `${left} * ignoring ${on} ${rest} (${right})`),
  ),
  range: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(selector, duration, modifier).map(([inner, range, rest]) => `${inner}[${range}]${rest}`),
    fc.tuple(tie('vector'), duration, duration).map(([inner, range, step]) => `(${inner})[${range}:${step}]`),
  ),
}))

function aggregation(operator: string, word: string, list: string, inner: string, behind: boolean): string {
  const open = operator.includes('(') ? operator : `${operator}(`
  if (behind) return `${open}${inner}) ${word} ${list}`
  return `${open.replace('(', ` ${word} ${list} (`)}${inner})`
}

const piece = fc.oneof(
  vector,
  fc.constantFrom(...'( ) { } [ ] , : = =~ ! == + - * ^ @ " \' ` # \\ $ | & {{ }} \n \0 \u{FFFD} é 🙂'.split(' ')),
  fc.constantFrom(...'sum by rate on group_left bool offset 5m 1..2 5mm 0x foo[ foo{ foo{a= [5m: anchored fill( start() min_of( topk('.split(' ')),
)
const soup = fc.array(piece, { maxLength: 8 }).map(parts => parts.join(' '))
const damaged = fc.tuple(vector, fc.nat(), fc.nat(4), piece).map(([text, at, length, put]) => {
  const start = at % (text.length + 1)
  return text.slice(0, start) + put + text.slice(start + length)
})
const anything = fc.oneof(soup, damaged, fc.string({ unit: 'binary' }))

/** An expression without its places; matchers are a set. */
function shape(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, part: unknown) => {
      if (/^(?:start|end|\w*Range)$/.test(key)) return undefined
      if (key === 'bool') return part !== undefined
      if (typeof part === 'number' && !Number.isFinite(part)) return String(part)
      return key === 'matchers' ? (part as Matcher[]).toSorted((a, b) => sortKey(a).localeCompare(sortKey(b))) : part
    }),
  )
}

const sortKey = ({ label: { name: of }, operator, value: text }: Matcher): string => JSON.stringify([of, operator, text])

test('what is right has no problems', () => {
  fc.assert(
    fc.property(vector, text => {
      expect(parsePromql(text).problems.filter(({ kind }) => kind === 'syntax')).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('parse, print and parse again: the same tree', () => {
  fc.assert(
    fc.property(vector, text => {
      const { expression } = parsePromql(text)
      const printed = printPromql(expression)
      const again = parsePromql(printed)
      expect(shape(again.expression), printed).toEqual(shape(expression))
      expect(printPromql(again.expression)).toBe(printed)
    }),
    { numRuns: 1000 },
  )
})

test('nothing throws, and every place is inside what it is a part of', () => {
  fc.assert(
    fc.property(anything, text => {
      const { expression, problems } = parsePromql(text)
      for (const { start, end } of problems) expect(0 <= start && start <= end && end <= text.length, text).toBe(true)
      walk(expression, node => {
        expect(0 <= node.start && node.start <= node.end && node.end <= text.length, text).toBe(true)
        for (const inner of children(node)) expect(inner.start >= node.start && inner.end <= node.end, `${text}: ${node.kind}, ${inner.kind}`).toBe(true)
      })
      printPromql(expression)
    }),
    { numRuns: 3000 },
  )
})

test('what is not all read has a problem, and what has none is printed so that it reads the same', () => {
  fc.assert(
    fc.property(anything, text => {
      const { expression, problems } = parsePromql(text)
      let isBroken = false
      walk(expression, ({ kind }) => (isBroken ||= kind === 'broken'))
      if (isBroken) expect(problems, text).not.toEqual([])
      if (problems.length === 0) expect(shape(parsePromql(printPromql(expression)).expression)).toEqual(shape(expression))
    }),
    { numRuns: 2000 },
  )
})
