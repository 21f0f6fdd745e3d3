import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMisread, parseYaml, readPlainScalar, splitDocuments } from '../../src/languages/yaml/index.ts'

fc.configureGlobal({ seed: 1 })

const values = (text: string): unknown[] => parseYaml(text).map(document => document.value)
const codes = (text: string): string[][] => parseYaml(text).map(document => document.problems.map(problem => problem.code))

test.each<[string, unknown]>([
  ['', null],
  ['~', null],
  ['null', null],
  ['nULL', 'nULL'],
  ['y', true],
  ['Y', true],
  ['yes', true],
  ['YES', true],
  ['on', true],
  ['On', true],
  ['true', true],
  ['tRUE', 'tRUE'],
  ['n', false],
  ['no', false],
  ['off', false],
  ['OFF', false],
  ['False', false],
  ['yess', 'yess'],
  ['0', 0],
  ['-0', 0],
  ['+1', 1],
  ['0777', 511],
  ['0o777', 511],
  ['-0777', -511],
  ['08', 8],
  ['09.5', 9.5],
  ['0x1F', 31],
  ['0b101', 5],
  ['-0b101', -5],
  ['0b2', '0b2'],
  ['1_000', 1000],
  ['1_000.5', 1000.5],
  ['_1', '_1'],
  ['1e3', 1000],
  ['1E-3', 0.001],
  ['1.', 1],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['.', '.'],
  ['1e', '1e'],
  ['1.2.3', '1.2.3'],
  ['22:22', '22:22'],
  ['1:30:00', '1:30:00'],
  ['2026-01-01', '2026-01-01'],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ['.inf', null],
  ['.NaN', null],
  ['inf', 'inf'],
  ['100m', '100m'],
  ['1Gi', '1Gi'],
  ['0xZZ', '0xZZ'],
  ['12345678901234567890', 12345678901234567000],
])('kubectl reads %j', (text, value) => {
  expect(readPlainScalar(text)).toBe(value)
  expect(values(`a: ${text}\nb: [${text}]\n`)).toEqual([{ a: value, b: text === '' ? [] : [value] }])
  expect(values(`a: "${text}"\nb: '${text}'\n`)).toEqual([{ a: text, b: text }])
})

test.each<[string, string, unknown]>([
  ['a tag makes a string', 'a: !!str 1\n', { a: '1' }],
  ['a block scalar is a string', 'a: |\n  1\n', { a: '1\n' }],
  ['keys are strings', 'on: 1\n1: 2\n"no": 3\nnull: 4\n', { true: 1, 1: 2, no: 3, null: 4 }],
  ['an alias', 'a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
  ['an alias of a scalar', 'a: &x on\nb: *x\n', { a: true, b: true }],
  ['the last anchor of a name', 'a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
  ['a merge', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ['the first of several merges wins', 'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne:\n  <<: [*x, *y]\n', { a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } }],
  ['a quoted << is a key', "'<<': {a: 1}\n", { '<<': { a: 1 } }],
  ['__proto__ is a key', '__proto__: 1\n', JSON.parse('{"__proto__": 1}')],
  ['JSON', '{"a": [1, "on", null, true]}', { a: [1, 'on', null, true] }],
  ['JSON with tabs', '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n', { a: { b: 1 } }],
  ['CRLF', 'a: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\n    z\r\n', { a: 1, b: ['x', 'y\nz\n'] }],
  ['a plain value over lines', 'a: b\n  c\n\n  d\n', { a: 'b c\nd' }],
  ['--- inside a value that is quoted', 'a: "x ---"\nb: |\n  ---\n  y\n', { a: 'x ---', b: '---\ny\n' }],
])('kubectl reads %s', (_, text, value) => {
  expect(codes(text)).toEqual([[]])
  expect(values(text)).toEqual([value])
})

test.each<[string, string, unknown[]]>([
  ['nothing', '', []],
  ['blanks', ' \n\n', []],
  ['comments', '# a\n\n  # b\n', []],
  ['separators', '---\n---\n# x\n--- # y\n---\n...\n', []],
  ['two', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['two without a line break at the end', 'a: 1\n---\nb: 2', [{ a: 1 }, { b: 2 }]],
  ['comments between', '# one\n---\na: 1\n---\n# nothing\n---\nb: 2\n---\n', [{ a: 1 }, { b: 2 }]],
  ['CRLF', 'a: 1\r\n---\r\n# x\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
  ['an end mark', 'a: 1\n...\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
  ['a value on the line of the mark', '--- {a: 1}\n--- 2\n', [{ a: 1 }, 2]],
  ['a broken one leaves the others alone', 'a: 1\n---\nb: [\n---\nc: 3\n', [{ a: 1 }, null, { c: 3 }]],
  ['a mark in a block scalar that stands in the first column', 'a: |\n  x\n---\nb: 2\n', [{ a: 'x\n' }, { b: 2 }]],
])('documents: %s', (_, text, expected) => {
  expect(values(text)).toEqual(expected)
})

test('the documents of a text do not overlap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('---\n', '--- # x\n', '# y\n', 'a: 1\n', '\n', '...\n', '%YAML 1.1\n', '---\r\n', 'b: |\n  ---\n'), { maxLength: 12 }),
      lines => {
        let end = 0
        for (const range of splitDocuments(lines.join(''))) {
          expect(range.start).toBeGreaterThanOrEqual(end)
          expect(range.end).toBeGreaterThan(range.start)
          end = range.end
        }
        expect(end).toBeLessThanOrEqual(lines.join('').length)
      },
    ),
  )
})

test('the last of two equal keys counts, and the second is reported', () => {
  const text = 'a: 1\nb: 2\na: 3\n'
  const [document] = parseYaml(text)
  expect(document!.value).toEqual({ a: 3, b: 2 })
  expect(document!.problems).toMatchObject([{ code: 'duplicate-key', range: { start: 10, end: 11 }, related: { range: { start: 0, end: 1 } } }])
  expect(codes('on: 1\ntrue: 2\n')).toEqual([['duplicate-key']])
  expect(codes("'on': 1\ntrue: 2\n")).toEqual([[]])
})

test.each([
  ['an unclosed list', 'a: [1, 2\nb: 3\n'],
  ['an unclosed mapping', 'a: {b: 1\n'],
  ['an unclosed string', 'a: "b\nc: 1\n'],
  ['a second colon', 'a: b: c\n'],
  ['a bad escape', 'a: "\\q"\n'],
  ['bad indentation', 'a:\n    b: 1\n  c: 2\n'],
  ['text after the end', 'a: 1\n...\nb: 2\n'],
  ['an alias without an anchor', 'a: *x\n'],
  ['an alias before its anchor', 'a: *x\nb: &x 1\n'],
  ['an anchor that contains itself', 'a: &x [*x]\n'],
  ['an anchor that contains itself further down', 'a: &x {b: {c: [*x]}}\n'],
  ['a merge of itself', 'a: &x\n  <<: *x\n'],
  ['a merge of a scalar', 'a: &x 1\nb:\n  <<: *x\n'],
  ['a list as a key', '[a, b]: 1\n'],
  ['a reserved character', 'a: @x\n'],
])('%s is one problem', (_, text) => {
  expect(codes(text)).toEqual([['syntax']])
  const { start, end } = parseYaml(text)[0]!.problems[0]!.range
  expect(end).toBeGreaterThan(start)
  expect(end).toBeLessThanOrEqual(text.length)
  expect(text.slice(start, end)).not.toContain('\n')
})

// Each checked against sigs.k8s.io/yaml 1.6.0 and apimachinery 0.37.2, which refuse all but the first.
test.each([
  ['a merge after a key that it replaces', 'merge-order', 'z: &z {x: 1}\na:\n  x: 5\n  <<: *z\n', 'x', { z: { x: 1 }, a: { x: 1 } }],
  ['a directive', 'directive', '# c\n%YAML 1.1\n---\na: 1\n', '%YAML 1.1', { a: 1 }],
  ['a tag directive', 'directive', '%TAG ! tag:example.com,2000:\n---\na: 1\n', '%TAG ! tag:example.com,2000:', { a: 1 }],
  ['text behind ---', 'document-separator', '--- {a: 1}\n', '{a: 1}', { a: 1 }],
  ['text that touches ---', 'document-separator', '---b: 1 \nc: 2\n', 'b: 1', { c: 2 }],
  ['a control character', 'control-character', 'a: x\u0001y\n', '\u0001', { a: 'x\u0001y' }],
  ['a C1 control character', 'control-character', 'a: x\u0080y\n', '\u0080', { a: 'x\u0080y' }],
  ['what is no character', 'control-character', 'a: x\uffffy\n', '\uffff', { a: 'x\uffffy' }],
  ['a tab as indentation', 'tab', 'a:\n\tb: 1\n', '\t', null],
  ['a tab in a block scalar', 'tab', 'a: |\n  x\n\ty\nb: c\n', '\t', null],
  ['a blank line with a tab', 'stray-tab', 'a: x\n\t\nb: z\n', '\t', { a: 'x', b: 'z' }],
  ['a comment behind a tab', 'stray-tab', 'a: x\n\t# c\nb: z\n', '\t', { a: 'x', b: 'z' }],
  ['a tab behind a dash', 'stray-tab', 'a:\n- - \tx\n', '\t', { a: [['x']] }],
])('%s is told', (_, code, text, place, value) => {
  const [document] = parseYaml(text)
  expect(document!.problems.map(problem => [problem.code, text.slice(problem.range.start, problem.range.end)])).toEqual([[code, place]])
  expect(document!.value).toEqual(value)
})

test.each([
  ['tabs in text', 'a: |\n  x:\n  \ty\nb: "p\\tq\tr"\nc:\td # e\t\n'],
  ['tabs in brackets', '{\n\t"a": [1,\n\t2]\n}\n'],
  ['dashes in text', 'a: |\n  ---x\nb: "--- y"\n--- # c\nd: 1\n'],
  ['a merge of the same value', 'z: &z {x: 1}\na:\n  x: 1\n  <<: *z\n'],
  ['the next line and a byte order mark', 'a: "\ufeff"\n'],
])('%s does no harm', (_, text) => {
  expect(codes(text).flat()).toEqual([])
})

test.each([
  ['yes', true],
  ['Off', true],
  ['y', true],
  ['1.10', true],
  ['0755', true],
  ['1_000', true],
  ['12345678901234567890', true],
  ['true', false],
  ['False', false],
  ['8080', false],
  ['-1', false],
  ['0.5', false],
  ['1.2.3', false],
  ['1e400', false],
  ['22:30', false],
  ['~', false],
])('%s is misread: %s', (text, misread) => {
  expect(isMisread(text)).toBe(misread)
})

test('unquoted scalars that may be no text are found with their paths, aliases and merges where they are written', () => {
  const [document] = parseYaml('a: &x { on: yes }\nb: [*x, "q", 010]\nc: { <<: *x, d: e }\n')
  expect(document!.plainScalars().map(({ path, key, text }) => `${path.join('.')}${key ? ':' : ''} ${text}`)).toEqual(['a.true: on', 'a.true yes', 'b.2 010'])
  expect(document!.aliases().map(({ name }) => name)).toEqual(['x', 'x'])
})

test('what follows the end of a document is dropped by kubectl', () => {
  expect(values('a: 1\n...\nb: 2\n')).toEqual([{ a: 1 }])
  expect(codes('a: 1\n...\n# b\n')).toEqual([[]])
})

test('a billion laughs are one problem', () => {
  const lists = ['a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]']
  for (let i = 1; i < 12; i++)
    lists.push(`${String.fromCharCode(97 + i)}: &${String.fromCharCode(97 + i)} [${`*${String.fromCharCode(96 + i)},`.repeat(10).slice(0, -1)}]`)
  expect(codes(lists.join('\n'))).toEqual([['syntax']])
  const merges = ['a: &a {x: 1}']
  for (let i = 1; i < 24; i++)
    merges.push(`${'k'.repeat(i)}: &${'k'.repeat(i)}\n  p: *${i === 1 ? 'a' : 'k'.repeat(i - 1)}\n  q: *${i === 1 ? 'a' : 'k'.repeat(i - 1)}`)
  expect(codes(merges.join('\n'))).toEqual([['syntax']])
})

test.each<[string, (levels: number) => string]>([
  ['flow lists', levels => 'a: ' + '['.repeat(levels) + ']'.repeat(levels)],
  ['flow mappings', levels => '{a: '.repeat(levels) + '}'.repeat(levels)],
  ['unclosed flow lists', levels => 'a: ' + '['.repeat(levels)],
  ['compact block lists', levels => '- '.repeat(levels) + 'x'],
  ['block mappings', levels => Array.from({ length: Math.min(levels, 3000) }, (_, index) => ' '.repeat(index) + 'a:').join('\n')],
  ['explicit keys', levels => '? '.repeat(levels) + 'x'],
  ['block lists over lines', levels => Array.from({ length: Math.min(levels, 3000) }, (_, index) => ' '.repeat(index) + '-').join('\n')],
  ['flow lists over lines', levels => '[\n'.repeat(levels)],
  [
    'aliases of aliases',
    levels =>
      Array.from({ length: Math.min(levels, 5000) }, (_, index) => (index === 0 ? 'k0: &k0 {x: 1}' : `k${index}: &k${index} {x: *k${index - 1}}`)).join('\n'),
  ],
])('20,000 levels of %s do not throw', (name, nest) => {
  const found = parseYaml(nest(20_000))
  expect(found).toHaveLength(1)
  if (name !== 'aliases of aliases') expect(found[0]!.problems).toHaveLength(1)
  expect(parseYaml(nest(20))[0]!.problems.length).toBe(
    name.startsWith('unclosed') || (name.endsWith('over lines') && name.startsWith('flow')) ? 1 : name === 'explicit keys' ? 1 : 0,
  )
})

test('text in brackets is no nesting', () => {
  expect(codes(`a: |\n  ${'['.repeat(2000)}\nb: "${'{'.repeat(2000)}"\nc: x ${'['.repeat(2000)}\n# ${'['.repeat(2000)}\n`)).toEqual([[]])
  expect(codes(`a:\n${' '.repeat(1200)}b: 1\n`)).toEqual([[]])
  expect(codes(`a: |\n  x\n${' '.repeat(1200)}y\n`)).toEqual([[]])
})

test.each<[string, string]>([
  ['a plain value', 'a: ' + 'x y '.repeat(2_000_000)],
  ['a quoted value', `a: "${'x\\n y'.repeat(1_500_000)}"`],
  ['a flow list', `a: [${'1, '.repeat(300_000)}1]`],
  ['a comment', 'a: 1 # ' + 'x'.repeat(8_000_000)],
  ['hyphens', '-'.repeat(8_000_000)],
  ['blanks', `a:${' '.repeat(8_000_000)}b`],
  ['braces in a value', `a: x ${'{{ '.repeat(100_000)}`],
])(
  '8 MB on one line, %s, are read',
  (_, text) => {
    const [document] = parseYaml(text)
    expect(document!.problems.length).toBeLessThanOrEqual(1)
    document!.comments()
    document!.locate(['a'])
  },
  60_000,
)

test('placeholders are written, but have no value', () => {
  const text = 'a: {{ x }}\nb:\n  - {{y}}\n  - {{ z }}-1\nc: "{{ quoted }}"\nd: pre-{{ in }}\ne: {{ a }}:{{ b }}\n'
  const [document] = parseYaml(text)
  expect(document!.problems.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
    ['template', '{{ x }}'],
    ['template', '{{y}}'],
    ['template', '{{ z }}'],
    ['template', '{{ a }}'],
  ])
  expect(document!.value).toMatchObject({ c: '{{ quoted }}', d: 'pre-{{ in }}' })
  expect(document!.placeholders).toEqual([['a'], ['b', 0], ['b', 1], ['e']])
  expect(document!.has(['a'])).toBe(true)
})

test.each([
  ['{{'],
  ['{{ }}'],
  ['a: {{'],
  ['a: }}'],
  ['{{ x }}'],
  ['{{ if }}\na: 1\n{{ end }}\n'],
  ['a: {{ x }} {{ y }}: z\n'],
  ['{{ x }}: 1\n'],
  ['a: {b: {{ x }}}\n'],
  ['a: {{{ x }}}\n'],
  ['{{ x }}\n---\n{{ y }}\n'],
])('%j does not throw', text => {
  for (const { problems } of parseYaml(text)) for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(text.length)
})

const yamlish = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'a',
          'b',
          ': ',
          ':',
          '- ',
          '-',
          '\n',
          '\n  ',
          '\n    ',
          ' ',
          '\t',
          '\r\n',
          '[',
          ']',
          '{',
          '}',
          ',',
          '"',
          "'",
          '|',
          '>',
          '|+\n',
          '>-\n',
          '#',
          ' # c',
          '&x ',
          '*x',
          '<<: ',
          '!!str ',
          '? ',
          '---',
          '\n---\n',
          '...',
          '%YAML 1.1',
          '{{ x }}',
          '\\',
          '\\n',
          '1',
          '~',
          '😀',
          '\ud800',
          '\u2028',
          '\u0085',
          '\ufeff',
          '\0',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''))

function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null || path.length > 5) return [path]
  const steps = Array.isArray(value) ? value.keys() : Object.keys(value)
  return [path, ...[...steps].flatMap(step => pathsOf((value as Record<string | number, unknown>)[step], [...path, step]))]
}

test('no text makes the reader throw, and all that it points at lies in the text', () => {
  fc.assert(
    fc.property(yamlish, text => {
      const within = (range: { start: number; end: number } | undefined): void => {
        if (!range) return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeGreaterThanOrEqual(range.start)
        expect(range.end).toBeLessThanOrEqual(text.length)
      }
      for (const document of parseYaml(text)) {
        within(document.range)
        for (const problem of document.problems) {
          within(problem.range)
          within(problem.related?.range)
        }
        for (const comment of document.comments()) {
          within(comment)
          expect(text[comment.start]).toBe('#')
        }
        for (const path of [...pathsOf(document.value), ['no', 'such', 0]]) {
          within(document.locate(path))
          within(document.locateKey(path))
          within(document.extent(path))
          within(document.scalar(path)?.range)
          within(document.collection(path)?.range)
          within(document.locatePart(path, 0, 2))
          for (const offset of document.offsetsOf(path) ?? []) within({ start: offset, end: offset })
        }
        for (let offset = 0; offset <= text.length; offset += 3) {
          within(document.entryAt(offset))
          within(document.scalarAt(offset)?.range)
        }
      }
    }),
    { numRuns: 2000 },
  )
}, 60_000)

test('a released document still knows where everything stands', () => {
  const text = 'a: &a\n  b: 1\nc:\n  <<: *a\n  d: [1, 2]\nd: x\nd: y\n'
  const [document] = parseYaml(text)
  const paths = [['a', 'b'], ['c', 'b'], ['c', 'd', 1], ['d'], ['none']]
  const before = paths.map(path => [document!.locate(path), document!.has(path)])
  const problems = document!.problems.length
  document!.release()
  expect(paths.map(path => [document!.locate(path), document!.has(path)])).toEqual(before)
  expect(document!.hasAnchors).toBe(true)
  expect(document!.problems).toHaveLength(problems)
})
