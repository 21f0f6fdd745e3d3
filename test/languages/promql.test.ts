import { describe, expect, test } from 'vitest'
import {
  accepts,
  type Expression,
  functions,
  metricOf,
  parsePromql,
  printPromql,
  readNumber,
  readRegexp,
  selectorsOf,
  walk,
} from '../../src/languages/promql/index.ts'
import { readDuration } from '../../src/languages/prometheus-duration.ts'

/** The problems of an expression: what they point at, marked in it, and what they say. */
function problemsOf(text: string): string[] {
  return parsePromql(text).problems.map(({ start, end, message }) => `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)} ${message}`)
}

const typeOf = (text: string): string | undefined => parsePromql(text).expression.type

describe('what Prometheus cannot read', () => {
  test.each([
    ['«»', 'no expression found in input'],
    ['«# nothing yet»', 'no expression found in input'],
    ['up ==«»', 'unexpected end of input'],
    ['up «=» 0', 'unexpected "="'],
    ['up «down»', 'unexpected identifier "down"'],
    ['up «"down"»', String.raw`unexpected string "\"down\""`],
    ['up «"down and out"»', String.raw`unexpected string "\"down and "...`],
    ['up + «*» 2', 'unexpected <op:*>'],
    ['up «by» (job)', 'unexpected <by>'],
    ['sum(up) by («+»)', 'unexpected <op:+> in grouping opts, expected label'],
    ['sum by «job» (up)', 'unexpected identifier "job" in grouping opts, expected "("'],
    ['sum by (job «instance») (up)', 'unexpected identifier "instance" in grouping opts, expected "," or ")"'],
    ['sum by («""») (up)', 'invalid label name for grouping: ""'],
    ['sum by (job)«»', 'unexpected end of input in aggregation'],
    ['sum(up «down»)', 'unexpected identifier "down" in aggregation'],
    ['sum((up «down»))', 'unexpected identifier "down" in aggregation'],
    ['sum(abs(up «down»))', 'unexpected identifier "down" in aggregation'],
    ['abs(up «down»)', 'unexpected identifier "down"'],
    ['sum without (job) (up) «by» (job)', 'unexpected <by>'],
    ['«sum»()', 'no arguments for aggregate expression provided'],
    ['«topk»(up)', 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['«sum»(up, down)', 'wrong number of arguments for aggregate expression provided, expected 1, got 2'],
    ['«rat»(up[5m])', 'unknown function with name "rat"'],
    ['«Rate»(up[5m])', 'unknown function with name "Rate"'],
    ['abs(up«,»)', 'trailing commas not allowed in function call args'],
    ['a * on «b»', 'unexpected identifier "b" in grouping opts, expected "("'],
    ['a * «group_left» b', 'unexpected <group_left>'],
    ['a * on (x) group_left «,» b', 'unexpected "," in grouping opts, expected "("'],
    ['a == on (x) «bool» b', 'unexpected <bool>'],
    ['a{b«}»', 'unexpected "}" in label matching, expected label matching operator'],
    ['a{b=«1»}', "unexpected character inside braces: '1'"],
    ['a{b=«c»}', 'unexpected identifier "c" in label matching, expected string'],
    ['a{b="c" «d»="e"}', 'unexpected identifier "d" in label matching, expected "," or "}"'],
    ['a{b="c",«,»}', 'unexpected "," in label matching, expected identifier or "}"'],
    ['a{"b" «c»}', 'unexpected identifier "c" in label matching, expected "," or "}"'],
    ['a«{»b="c"', 'unexpected end of input inside braces'],
    ['a{b«!}»', "unexpected character after '!' inside braces: '}'"],
    ['a{«{»', "unexpected left brace '{'"],
    ['a{b=~«"["»}', 'error parsing regexp: missing closing ]: `[`'],
    ['a{b!~«"(?!x).*"»}', 'error parsing regexp: invalid or unsupported Perl syntax: `(?!`'],
    ['a[«5mb»]', 'bad number or duration syntax: "5mb"'],
    ['a[«]»', 'unexpected "]" in subquery or range selector, expected number, duration, step(), or range()'],
    ['a[5m «6m»]', 'unexpected duration "6m" in subquery or range, expected ":" or "]"'],
    ['a[5m:1m «1m»]', 'unexpected duration "1m" in subquery selector, expected "]"'],
    ['a«[»5m:', 'unclosed left bracket'],
    ['a«[»5m +', 'unclosed left bracket'],
    ['a«[»', 'unexpected end of input in duration expression'],
    ['a[«:»5m]', 'unexpected colon before duration in duration expression'],
    ['a[5m:1m«:»]', "unexpected colon ':'"],
    ['a[«$»__interval]', "unexpected character in duration expression: '$'"],
    ['a[«5m1h»]', 'not a valid duration string: "5m1h"'],
    ['a[«3hs»]', 'unknown unit "hs" in duration "3hs"'],
    ['a[«0»]', 'duration must be greater than 0'],
    ['a[«300y»]', 'duration out of range'],
    ['a[1h «/» 0]', 'division by zero'],
    ['a[1h «%» 0]', 'modulo by zero'],
    ['a[min_of(1m«)»]', 'unexpected ")" in subquery or range selector, expected number, duration, step(), or range()'],
    ['sum(a)«[5m]»', 'ranges only allowed for vector selectors'],
    ['a offset 1h «[5m]»', 'no offset modifiers allowed before range'],
    ['a @ 0 «[5m]»', 'no @ modifiers allowed before range'],
    ['a offset «b»', 'unexpected identifier "b" in offset, expected number, duration, step(), or range()'],
    ['rate(a[5m]) «offset 1h»', 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery'],
    ['a offset 1h «offset 2h»', 'offset may not be set multiple times'],
    ['1 «@ 2»', '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery'],
    ['a @ 1 «@ end()»', '@ <timestamp> may not be set multiple times'],
    ['a @ «now»', 'unexpected identifier "now" in @, expected timestamp'],
    ['a «@ -Inf»', 'timestamp out of bounds for @ modifier: -Inf'],
    ['a[5m:] «smoothed»', 'smoothed modifier is not supported for subqueries'],
    ['a[5m] anchored «smoothed»', 'anchored and smoothed modifiers cannot be used together'],
    ['abs«(»a', 'unclosed left parenthesis'],
    ['a«)»', "unexpected right parenthesis ')'"],
    ['a«]»', "unexpected right bracket ']'"],
    ['a «&»& b', "unexpected character: '&'"],
    ['a «!~» 1', "unexpected character after '!': '~'"],
    ['a «!»', "unexpected end of input after '!'"],
    ['«"open»', 'unterminated quoted string'],
    ['«`open»', 'unterminated raw string'],
    [String.raw`"«\d»"`, "unknown escape sequence U+0064 'd'"],
    [String.raw`"«\xg»"`, "illegal character U+0067 'g' in escape sequence"],
    [String.raw`"«\ud800»"`, 'escape sequence is an invalid Unicode code point'],
    ['«0x»', 'error parsing number: strconv.ParseFloat: parsing "0x": invalid syntax'],
    ['«1e999»', 'error parsing number: strconv.ParseFloat: parsing "1e999": value out of range'],
    ['«1..»2', 'bad number or duration syntax: "1.."'],
    ['"é🙂" + «é»', "unexpected character: 'é'"],
  ])('%s: %s', (marked, message) => {
    expect(problemsOf(marked.replaceAll(/[«»]/g, ''))[0]).toBe(`${marked} ${message}`)
  })

  test('what follows from the first thing that cannot be read is not reported', () => {
    expect(problemsOf('sum(a b c) by (d e) + (f g')).toEqual(['sum(a «b» c) by (d e) + (f g unexpected identifier "b" in aggregation'])
  })

  test('the rest is read all the same', () => {
    const { expression, problems } = parsePromql('sum by (job) (rate(a{b="c" d}[5m])) / on (job) max(foo bar) + unknown(e)')
    expect(problems.map(({ message }) => message)).toEqual([
      'unexpected identifier "d" in label matching, expected "," or "}"',
      'unknown function with name "unknown"',
    ])
    expect(selectorsOf(expression).map(metricOf)).toEqual(['a', 'foo', 'e'])
  })
})

describe('what does not fit together', () => {
  test.each([
    ['rate(«a»)', 'expected type range vector in call to function "rate", got instant vector'],
    ['abs(«a[5m]»)', 'expected type instant vector in call to function "abs", got range vector'],
    ['vector(«a»)', 'expected type scalar in call to function "vector", got instant vector'],
    ['sum(«1»)', 'expected type instant vector in aggregation expression, got scalar'],
    ['topk(«a», b)', 'expected type scalar in aggregation parameter, got instant vector'],
    ['count_values(«job», a)', 'expected type string in aggregation parameter, got instant vector'],
    ['label_join(a, "b", ",", «c»)', 'expected type string in call to function "label_join", got instant vector'],
    ['«abs»()', 'expected 1 argument(s) in call to "abs", got 0'],
    ['«time»(a)', 'expected 0 argument(s) in call to "time", got 1'],
    ['«hour»(a, b)', 'expected at most 1 argument(s) in call to "hour", got 2'],
    ['«label_join»(a, "b")', 'expected at least 3 argument(s) in call to "label_join", got 2'],
    ['1 «==» 2', 'comparisons between scalars must use BOOL modifier'],
    ['a + «bool» b', 'bool modifier can only be used on comparison operators'],
    ['a «and» 1', 'set operator "and" not allowed in binary scalar expression'],
    ['a unless «on (b) group_left» c', 'no grouping allowed for "unless" operation'],
    ['a * «on (b)» 2', 'vector matching only allowed between instant vectors'],
    ['a * on (b) group_left («b») c', 'label "b" must not occur in ON and GROUP clause at once'],
    ['«"a"» + 1', 'binary expression must contain only scalar and instant vector types'],
    ['a > «b[5m]»', 'binary expression must contain only scalar and instant vector types'],
    ['«-a[5m]»', 'unary expression only allowed on expressions of type scalar or instant vector, got "range vector"'],
    ['1[«5m:]»', 'subquery is only allowed on instant vector, got scalar instead'],
    ['«{}»', 'vector selector must contain at least one non-empty matcher'],
    ['«{a="", b=~".*", c!="d"}»', 'vector selector must contain at least one non-empty matcher'],
    ['a{«__name__="b"»}', 'metric name must not be set twice: "a" or "b"'],
    ['a{«"b"»}', 'metric name must not be set twice: "a" or "b"'],
  ])('%s: %s', (marked, message) => {
    expect(problemsOf(marked.replaceAll(/[«»]/g, ''))).toEqual([`${marked} ${message}`])
  })

  test('what hangs on something unknown is not judged', () => {
    expect(problemsOf('sum(unknown(a)) > bool unknown(b)')).toHaveLength(2)
  })
})

test.each([
  ['mad_over_time(a[5m])', 'promql-experimental-functions'],
  ['limitk(2, a)', 'promql-experimental-functions'],
  ['a + fill (0) b', 'promql-binop-fill-modifiers'],
])('%s needs a feature', (text, feature) => {
  expect(parsePromql(text).problems).toMatchObject([{ kind: 'feature', feature }])
})

describe('what Prometheus reads', () => {
  test.each([
    '1 + 2 * -3 ^ 2',
    '5. + .5 + 0x1F + 017 + 1_000 + 1e-3 + Inf - NaN',
    '5m + 1h30m',
    '"\\x41\\101\\u0041\\U00000041\\n" ',
    '`raw \\d`',
    'a{b="c", d!="", e=~"f|g.*", h!~"i+",}',
    '{"a.b", "c d"=~"e"}',
    '{__name__=~"job:.+"}',
    'offset{offset="1"} offset 5m',
    'sum + by + without + start + end + step + range + fill + anchored + group',
    'job:by:sum',
    'SUM BY (Job) (Up) OR max(Down) WITHOUT (by, on, "a b",)',
    'count_values("v", a)',
    'quantile by (a) (0.9, b)',
    'a and on () b unless ignoring (c) d',
    'a == bool on (b) group_right (c, "d") e',
    'a * ignoring (b) group_left c',
    'a </ 5 >/ 6 atan2 b',
    'a offset -1w + a @ 1.5 + a @ -1 + a @ start() + a @ end() offset 5m',
    'a[5m] anchored @ 10',
    'a[1h / 2 + -(3m) * step()]',
    'a[max_of(5m, range())]',
    'a offset (1h + 5m)',
    'a offset -step() - b',
    'avg_over_time(sum(a)[1h:])[1d:1h] @ end()',
    'info(a, {b="c"})',
    'histogram_quantile(0.9, sum by (le) (rate(a[5m])))',
    'label_replace(a, "b", "$1", "c", "(.*)")',
    'sort_by_label(a, "b", "c", "d")',
    '# first\na # second\n+ b',
    'a\r\n+\tb',
  ])('%s', text => {
    expect(parsePromql(text).problems.filter(({ kind }) => kind !== 'feature')).toEqual([])
  })

  test('an offset takes no more than one duration, unless in parentheses', () => {
    expect(parsePromql('a offset 5m - b').expression).toMatchObject({ kind: 'binary', operator: '-', left: { kind: 'selector' } })
    expect(parsePromql('a offset (5m) - 1m').expression).toMatchObject({ kind: 'selector', offset: { kind: 'binary' } })
  })

  test.each([
    ['-1 ^ 2', '(-(1 ^ 2))'],
    ['-a ^ b', '(-(a ^ b))'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a or b and c == d + e * f ^ g', '(a or (b and (c == (d + (e * (f ^ g))))))'],
    ['a ^ -b * c', '((a ^ (-b)) * c)'],
    ['-a * b', '((-a) * b)'],
    ['a unless b and c', '((a unless b) and c)'],
    ['a atan2 b % c', '((a atan2 b) % c)'],
    ['a * (b + c)', '(a * (b + c))'],
    ['a > b </ c', '((a > b) </ c)'],
  ])('%s groups as %s', (text, grouping) => {
    expect(grouped(parsePromql(text).expression)).toBe(grouping)
  })

  test.each([
    ['1', 'scalar'],
    ['"a"', 'string'],
    ['a', 'instant vector'],
    ['a[5m]', 'range vector'],
    ['a[5m:1m]', 'range vector'],
    ['(1 + 2)', 'scalar'],
    ['-a', 'instant vector'],
    ['1 > bool 2', 'scalar'],
    ['a * 2', 'instant vector'],
    ['time()', 'scalar'],
    ['sum(a)', 'instant vector'],
    ['unknown(a)', undefined],
    ['a + unknown(b)', 'instant vector'],
  ])('%s gives a %s', (text, type) => {
    expect(typeOf(text)).toBe(type)
  })

  test('20,000 brackets inside each other', () => {
    const deep = 20_000
    for (const [open, close] of [
      ['(', ')'],
      ['abs(', ')'],
      ['sum by (a) (', ')'],
      ['-(a ^ ', ')'],
    ] as const) {
      const text = `${open.repeat(deep)}b${close.repeat(deep)}`
      const { expression, problems } = parsePromql(text)
      expect(problems).toEqual([])
      let count = 0
      walk(expression, () => count++)
      expect(count).toBeGreaterThan(deep)
      expect(printPromql(expression).length).toBeGreaterThan(deep)
      expect(parsePromql(text.slice(0, -1)).problems).toMatchObject([{ message: 'unclosed left parenthesis' }])
    }
    expect(parsePromql(`a[${'('.repeat(deep)}5m${')'.repeat(deep)}]`).problems).toEqual([])
  })
})

/** An expression with parentheses around every operation, and around nothing else. */
function grouped(node: Expression): string {
  if (node.kind === 'binary') return `(${grouped(node.left)} ${node.operator} ${grouped(node.right)})`
  if (node.kind === 'unary') return `(${node.operator}${grouped(node.expression)})`
  return node.kind === 'parentheses' ? grouped(node.expression) : printPromql(node)
}

describe('places', () => {
  test('of every part', () => {
    const text = 'sum by (job, "a b") (rate(http:reqs{code=~"5..", "x.y"!="z"}[5m] offset 1h)) >= bool on (job) group_left (team) limits{a="🙂"} @ 5'
    const found: string[] = []
    walk(parsePromql(text).expression, ({ kind, start, end }) => found.push(`${kind} ${text.slice(start, end)}`))
    expect(found).toEqual([
      `binary ${text}`,
      'aggregation sum by (job, "a b") (rate(http:reqs{code=~"5..", "x.y"!="z"}[5m] offset 1h))',
      'call rate(http:reqs{code=~"5..", "x.y"!="z"}[5m] offset 1h)',
      'range http:reqs{code=~"5..", "x.y"!="z"}[5m] offset 1h',
      'selector http:reqs{code=~"5..", "x.y"!="z"}',
      'selector limits{a="🙂"} @ 5',
    ])
  })

  test('of matchers', () => {
    const text = '{code=~"5..", "x.y"!="z", "name"}'
    const [selector] = selectorsOf(parsePromql(text).expression)
    expect(
      selector!.matchers.map(({ label, operator, value, valueRange, start, end }) => [
        label.name,
        text.slice(label.start, label.end),
        operator,
        value,
        text.slice(valueRange.start, valueRange.end),
        text.slice(start, end),
      ]),
    ).toEqual([
      ['code', 'code', '=~', '5..', '"5.."', 'code=~"5.."'],
      ['x.y', '"x.y"', '!=', 'z', '"z"', '"x.y"!="z"'],
      ['__name__', '"name"', '=', 'name', '"name"', '"name"'],
    ])
  })
})

test.each([
  ['a', 'a'],
  ['sum(a)by(b)', 'sum by (b) (a)'],
  ['sum without()(a)', 'sum without () (a)'],
  ["a{c='d',b=~`e`}", 'a{b=~"e", c="d"}'],
  ['{"a b"="c"}', '{"a b"="c"}'],
  ['{"a"}', '{__name__="a"}'],
  ['a[90m]', 'a[1h30m]'],
  ['a[14d]offset 3600s', 'a[2w] offset 1h'],
  ['a[1h:]@end()', 'a[1h:] @ end()'],
  ['a==bool on(b)group_left c', 'a == bool on (b) group_left () c'],
  ['a+fill_right(1)fill_left(-2)b', 'a + fill_left (-2) fill_right (1) b'],
  ['1e21+Inf', '1e21 + Inf'],
  ['a[ STEP( )*2 ]', 'a[step() * 2]'],
  ['"\\x00\\t\\"é🙂\\u200b"', '"\\x00\\t\\"é🙂\\u200b"'],
])('%s is printed as %s', (text, printed) => {
  expect(printPromql(parsePromql(text).expression)).toBe(printed)
})

test.each([
  ['5m', 300],
  ['1h30m', 5400],
  ['1y2w3d4h5m6s7ms', 31_536_000 + 14 * 86_400 + 3 * 86_400 + 4 * 3600 + 5 * 60 + 6.007],
  ['0', 0],
  ['', { error: 'empty duration string' }],
  ['5', { error: 'not a valid duration string: "5"' }],
  ['-5m', { error: 'not a valid duration string: "-5m"' }],
  ['5m5m', { error: 'not a valid duration string: "5m5m"' }],
  ['5 m', { error: 'unknown unit " m" in duration "5 m"' }],
  ['5M', { error: 'unknown unit "M" in duration "5M"' }],
  ['293y', { error: 'duration out of range' }],
])('the duration %j is %j seconds', (text, seconds) => {
  expect(readDuration(text)).toEqual(seconds)
})

test.each([
  ['0755', 493],
  ['089', 89],
  ['0xAf', 175],
  ['1_0.5', 10.5],
  ['1e-999', 0],
  ['inf', Infinity],
])('the number %j is %d', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

describe('regular expressions', () => {
  test.each([
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['a|', '', true],
    ['.*', '', true],
    ['.+', '', false],
    ['.+', 'a\nb', true],
    ['(?i)shop', 'SHOP', true],
    ['[[:alpha:]]+', 'ab', true],
    ['a', 'ba', false],
    ['a|b.', 'b', false],
    [String.raw`\d{2,3}`, '12', true],
    [String.raw`\Qa.\E`, 'a.', true],
    ['(?P<x>a)(?P<x>b)', 'ab', true],
    ['^a$', 'a', true],
  ])('%s on %j: %j', (pattern, value, matches) => {
    expect(readRegexp(pattern)).toMatchObject({ error: undefined })
    expect(readRegexp(pattern).matches(value)).toBe(matches)
  })

  test.each([
    ['(', 'missing closing ): `(`'],
    [')(', 'unexpected ): `)(`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    [String.raw`(a)\1`, String.raw`invalid escape sequence: ${'`'}\1${'`'}`],
    ['(?<name>(?<name>', 'missing closing ): `(?<name>(?<name>`'],
    ['[b-a]', 'invalid character class range: `b-a`'],
  ])('%s: %s', (pattern, error) => {
    expect(readRegexp(pattern).error).toBe(`error parsing regexp: ${error}`)
    expect(readRegexp(pattern).matches('')).toBe(false)
  })

  test('matchers', () => {
    expect(accepts({ operator: '=', value: 'a' }, 'a')).toBe(true)
    expect(accepts({ operator: '!=', value: 'a' }, 'a')).toBe(false)
    expect(accepts({ operator: '=~', value: 'a.*' }, 'ab')).toBe(true)
    expect(accepts({ operator: '!~', value: 'a.*' }, '')).toBe(true)
  })
})

test('there are functions for every type', () => {
  expect(functions.get('label_join')).toMatchObject({ least: 3, most: Infinity, returns: 'instant vector', experimental: false })
  expect(functions.get('round')).toMatchObject({ parameters: ['instant vector', 'scalar'], least: 1, most: 2 })
  expect(functions.get('histogram_quantiles')).toMatchObject({ least: 3, most: 12, experimental: true })
})
