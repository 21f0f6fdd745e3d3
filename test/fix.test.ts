import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document, Lexer, visit } from 'yaml'
import { parseYaml } from '../src/languages/yaml/index.ts'
import { editsOf, type Fix, insert, remove, replace } from '../src/fix.ts'
import { applyEdits } from '../src/fix/apply.ts'
import { dockerfileSource } from '../src/source/dockerfile.ts'
import { readSource } from '../src/source/read.ts'
import { Ref } from '../src/source/ref.ts'
import type { Path } from '../src/source/ref.ts'
import { yamlSources } from '../src/source/yaml.ts'

fc.configureGlobal({ seed: 1 })

/** The first document of a text, as the Ref that rules get. */
function yaml(text: string, index = 0): (path: Path) => Ref<unknown> {
  const source = yamlSources('a.yaml', text)[index]!
  return path => new Ref<unknown>(source, [], source.document.value).follow(path)
}

function fixed(text: string, fix: (at: (path: Path) => Ref<unknown>) => Fix, index = 0): string | undefined {
  const found = editsOf(fix(yaml(text, index)))
  return found && applyEdits(text, [found.edits]).text
}

test.each<[string, string, Path, unknown, string | undefined]>([
  ['a word', 'a: b # why\n', ['a'], 'c', 'a: c # why\n'],
  ['a word that would be a number', 'a: b\n', ['a'], '8500', 'a: "8500"\n'],
  ['a number by a text', 'a: 8500\n', ['a'], '8500', 'a: "8500"\n'],
  ['a word that would be a boolean', 'a: b\n', ['a'], 'yes', 'a: "yes"\n'],
  ['single quotes stay', "a: 'b'\n", ['a'], "it's", "a: 'it''s'\n"],
  ['double quotes stay', 'a: "b"\n', ['a'], 'say "c"', 'a: "say \\"c\\""\n'],
  ['a text by a number', 'a: "1"\n', ['a'], 1, 'a: 1\n'],
  ['in a flow list', 'a: [b, c]\n', ['a', 1], 'd,e', 'a: [b, "d,e"]\n'],
  ['an empty value', 'a:\nb: 1\n', ['a'], 2, 'a: 2\nb: 1\n'],
  ['an empty value with a comment', 'a: # why\nb: 1\n', ['a'], 2, 'a: 2 # why\nb: 1\n'],
  ['an empty item', 'a:\n  -\n  - 1\n', ['a', 0], 2, 'a:\n  - 2\n  - 1\n'],
  ['null', 'a: null\n', ['a'], { b: 1 }, 'a:\n  b: 1\n'],
  ['a flow list', 'a: [b]\n', ['a'], ['b', 'c'], 'a: [b, c]\n'],
  ['a block list', 'a:\n- b\nc: 1\n', ['a'], ['b', 'd'], 'a:\n- b\n- d\nc: 1\n'],
  ['a mapping by a word', 'a:\n  b: 1\nc: 1\n', ['a'], 'x', 'a: x\nc: 1\n'],
  ['a list with a comment in it', 'a:\n  - b # why\n  - c\n', ['a'], ['d'], undefined],
  ['the same', 'a: b\n', ['a'], 'b', undefined],
  ['a literal block', 'a: |\n  b\n  c\nd: 1\n', ['a'], 'x\ny\n', 'a: |\n  x\n  y\nd: 1\n'],
  ['a date', 'a: b\n', ['a'], '2026-01-01', 'a: "2026-01-01"\n'],
  ['JSON', '{"a": "b"}', ['a'], 'c', '{"a": "c"}'],
  ['CRLF', 'a: b\r\nc:\r\n', ['c'], { d: 1 }, 'a: b\r\nc:\r\n  d: 1\r\n'],
  ['what is not there', 'a: b\n', ['c'], 1, undefined],
  ['behind an alias', 'a: &x {b: 1}\nc: *x\n', ['c', 'b'], 2, undefined],
  ['where an alias shows it elsewhere', 'a: &x {b: 1}\nc: *x\n', ['a', 'b'], 2, undefined],
  ['a tagged text', 'a: !!str 1\n', ['a'], '2', 'a: !!str "2"\n'],
])('replaces %s', (_, text, path, value, expected) => {
  expect(fixed(text, at => replace(at(path), value))).toBe(expected)
})

test.each<[string, string, Path, unknown, string | undefined]>([
  ['a key', 'a: 1\n', ['b'], 'x', 'a: 1\nb: x\n'],
  ['a key where the text ends without a line break', 'a: 1', ['b'], 'x', 'a: 1\nb: x'],
  ['missing parents', 'a:\n  b: 1\n', ['a', 'c', 'd'], 2, 'a:\n  b: 1\n  c:\n    d: 2\n'],
  ['four columns', 'a:\n    b: 1\n', ['a', 'c', 'd'], 2, 'a:\n    b: 1\n    c:\n        d: 2\n'],
  ['a list as its siblings are', 'a:\n- b\n', ['c', 0], 'd', 'a:\n- b\nc:\n- d\n'],
  ['an indented list as its siblings are', 'a:\n  - b\n', ['c', 0], 'd', 'a:\n  - b\nc:\n  - d\n'],
  ['an item', 'a:\n- b # why\n# end\n', ['a', 1], 'c', 'a:\n- b # why\n- c\n# end\n'],
  ['an item that is a mapping', 'a:\n  - k: b\n', ['a', 1], { k: 'c', v: [1] }, 'a:\n  - k: b\n  - k: c\n    v:\n      - 1\n'],
  ['a key of an item', 'a:\n  - name: x\n  - name: y\n', ['a', 0, 'b', 'c'], 1, 'a:\n  - name: x\n    b:\n      c: 1\n  - name: y\n'],
  ['before what belongs to the next key', 'a:\n  b: 1 # one\n\n# about c\nc: 2\n', ['a', 'd'], 3, 'a:\n  b: 1 # one\n  d: 3\n\n# about c\nc: 2\n'],
  ['into {}', 'a: {}\nb: 1\n', ['a', 'c'], 1, 'a:\n  c: 1\nb: 1\n'],
  ['into {} with a comment', 'a: {} # none\nb: 1\n', ['a', 'c'], 1, 'a: # none\n  c: 1\nb: 1\n'],
  ['into []', 'a: []\n', ['a', 0], 'x', 'a:\n  - x\n'],
  ['into null', 'a: null\n', ['a', 'b'], 'x', 'a:\n  b: x\n'],
  ['into a bare key', 'a:\nb: 1\n', ['a', 'c'], 'x', 'a:\n  c: x\nb: 1\n'],
  ['into {} of an item', 'a:\n- {}\n', ['a', 0, 'b'], 1, 'a:\n- b: 1\n'],
  ['into {} of the document', '{}\n', ['b'], 1, '{"b": 1}\n'],
  ['into a flow mapping', 'a: {b: 1}\n', ['a', 'c'], 'x', 'a: {b: 1, c: x}\n'],
  ['into a padded flow mapping', 'a: { b: 1 }\n', ['a', 'c', 'd'], 'x', 'a: { b: 1, c: { d: x } }\n'],
  ['into a flow list', 'a: [b]\n', ['a', 1], 'x', 'a: [b, x]\n'],
  ['into JSON', '{"a": {"b": 1}}', ['a', 'c'], 'x', '{"a": {"b": 1, "c": "x"}}'],
  ['into JSON over lines', '{\n  "a": {\n    "b": 1\n  }\n}\n', ['a', 'c', 'd'], 'x', '{\n  "a": {\n    "b": 1,\n    "c": {\n      "d": "x"\n    }\n  }\n}\n'],
  ['after a block that keeps its line breaks', 'a: |+\n  x\n\nb: 1\n', ['c'], 1, 'a: |+\n  x\n\nb: 1\nc: 1\n'],
  ['after a last block that keeps its line breaks', 'a: |+\n  x\n\n', ['c'], 1, 'a: |+\n  x\n\nc: 1\n'],
  ['CRLF', 'a:\r\n  b: 1\r\nc: 2\r\n', ['a', 'd'], 3, 'a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n'],
  ['nothing where something is', 'a: 1\n', ['a'], 2, undefined],
  ['nothing below a scalar', 'a: 1\n', ['a', 'b'], 2, undefined],
  ['nothing past the end of a list', 'a: [1]\n', ['a', 3], 2, undefined],
  ['nothing behind an alias', 'a: &x {b: 1}\nc: *x\n', ['c', 'd'], 2, undefined],
  ['beside a merge', 'x: &x {b: 1}\nc:\n  <<: *x\n', ['c', 'd'], 2, 'x: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n'],
])('inserts %s', (_, text, path, value, expected) => {
  expect(fixed(text, at => insert(at(path), value))).toBe(expected)
})

test.each<[string, string, Path, string | undefined]>([
  ['a key with its comment', 'a: 1\nb: 2 # two\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
  ['a mapping', 'a:\n  b: 1\n\n  # in\n  c: 2\nd: 1\n', ['a'], 'd: 1\n'],
  ['the comment above stays', 'a: 1\n# two\nb: 2\n', ['b'], 'a: 1\n# two\n'],
  ['the last line of a text without a line break', 'a: 1\nb: 2', ['b'], 'a: 1'],
  ['an item', 'a:\n  - b\n  - c\n', ['a', 0], 'a:\n  - c\n'],
  ['an item that is a mapping', 'a:\n- b: 1\n  c: 2\n- d: 1\n', ['a', 0], 'a:\n- d: 1\n'],
  ['the first key of an item', 'a:\n  - b: 1\n    c: 2\n', ['a', 0, 'b'], 'a:\n  - c: 2\n'],
  ['what it leaves empty', 'a:\n  b:\n    c: 1\nd: 1\n', ['a', 'b', 'c'], 'd: 1\n'],
  ['all but an item', 'a:\n  - b: 1\n  - c: 1\n', ['a', 0, 'b'], 'a:\n  - {}\n  - c: 1\n'],
  ['of a flow mapping', 'a: {b: 1, c: 2}\n', ['a', 'b'], 'a: {c: 2}\n'],
  ['the last of a flow list', 'a: [b, c] # d\n', ['a', 1], 'a: [b] # d\n'],
  ['of JSON over lines', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], '{\n  "a": 1\n}\n'],
  ['a bare key', 'a:\nb: 1\n', ['a'], 'b: 1\n'],
  ['the only key', 'a: 1\n', ['a'], undefined],
  ['an anchor that is used', 'a: &x 1\nb: *x\n', ['a'], undefined],
  ['a block scalar', 'a: |\n  x\n  # y\nb: 1\n', ['a'], 'b: 1\n'],
])('removes %s', (_, text, path, expected) => {
  expect(fixed(text, at => remove(at(path)))).toBe(expected)
})

test.each<[string, string, Path, number, number, string, string | undefined]>([
  ['a plain text', 'a: nginx:latest # why\n', ['a'], 6, 12, '1.29', 'a: nginx:1.29 # why\n'],
  ['a double-quoted text', 'a: "b\\tc"\n', ['a'], 2, 3, 'say "d"', 'a: "b\\tsay \\"d\\""\n'],
  ['a single-quoted text', "a: 'b''c'\n", ['a'], 1, 2, "''", "a: 'b''''c'\n"],
  ['a literal block', 'a: |\n  b # c\n  d\n', ['a'], 6, 7, 'x\ny', 'a: |\n  b # c\n  x\n  y\n'],
  ['a folded block', 'a: >\n  b\n  c\n', ['a'], 2, 3, 'd', 'a: >\n  b\n  d\n'],
  ['a plain text that needs quotes then', 'a: b-c\n', ['a'], 1, 2, ': ', 'a: "b: c"\n'],
  ['a plain text that is a number then', 'a: 1x\n', ['a'], 1, 2, '', 'a: "1"\n'],
  ['nothing', 'a: b\n', ['a'], 0, 1, 'b', undefined],
])('replaces a part of %s', (_, text, path, start, end, value, expected) => {
  expect(fixed(text, at => replace((at(path) as Ref<string>).slice(start, end), value))).toBe(expected)
})

test.each<[string, string, Path, string, string | undefined]>([
  ['a key', 'a: 1\nb: 2\n', ['a'], 'c', 'c: 1\nb: 2\n'],
  ['a key that would be a boolean', 'a: 1\n', ['a'], 'on', '"on": 1\n'],
  ['a quoted key', '{"a": 1}', ['a'], 'b', '{"b": 1}'],
  ['not to one that is there', 'a: 1\nb: 2\n', ['a'], 'b', undefined],
])('renames %s', (_, text, path, key, expected) => {
  expect(fixed(text, at => replace(at(path).key(), key))).toBe(expected)
})

test('several changes are one fix', () => {
  const text = 'a:\n  b: 1 # one\nc: 2\n'
  expect(fixed(text, at => [insert(at(['a', 'd', 'e']), 1), insert(at(['a', 'd', 'f']), 2), replace(at(['c']), 3), remove(at(['a', 'b']))])).toBe(
    'a:\n  d:\n    e: 1\n    f: 2\nc: 3\n',
  )
})

test('a fix of which one change cannot be made is none', () => {
  expect(fixed('a: 1\n', at => [replace(at(['a']), 2), remove(at(['b']))])).toBeUndefined()
})

test('the other documents stay as they are', () => {
  const text = 'a: 1\n--- # two\na: 1\n---\na: 1'
  expect(fixed(text, at => [insert(at(['b']), 2), replace(at(['a']), 'x')], 1)).toBe('a: 1\n--- # two\na: x\nb: 2\n---\na: 1')
})

const configMap = (block: string): string => `apiVersion: v1
kind: ConfigMap
metadata: # names
  name: x
data:
  rules.yml: |${block}
  other: y
`

const rules = `
    groups:
      # shop
      - name: shop
        rules:
          - alert: Down
            expr: up == 0 # not up

          - alert: Slow
            expr: 'latency > 1'`

/** Applies a fix to the nested source of a file. */
function fixedInside(text: string, fix: (at: (path: Path) => Ref<unknown>) => Fix, path = 'a.yaml'): string | undefined {
  const file = readSource(path, text, { markdown: true, relaxed: false, paths: new Set() })
  const resource = file.resources.at(-1)!
  const found = editsOf(fix(steps => resource.body.follow(steps)))
  return found && applyEdits(text, [found.edits]).text
}

test.each<[string, (at: (path: Path) => Ref<unknown>) => Fix, string, string]>([
  ['replaces', at => replace(at(['groups', 0, 'rules', 0, 'alert']), 'ShopDown'), 'alert: Down\n', 'alert: ShopDown\n'],
  [
    'inserts',
    at => insert(at(['groups', 0, 'rules', 0, 'labels', 'severity']), 'page'),
    ' # not up\n',
    ' # not up\n            labels:\n              severity: page\n',
  ],
  ['inserts at the end', at => insert(at(['groups', 0, 'rules', 1, 'for']), '5m'), "'latency > 1'", "'latency > 1'\n            for: 5m"],
  ['removes', at => remove(at(['groups', 0, 'rules', 0, 'expr'])), '            expr: up == 0 # not up\n', ''],
  ['removes at the end', at => remove(at(['groups', 0, 'rules', 1])), "          - alert: Slow\n            expr: 'latency > 1'\n", ''],
  ['removes the last line', at => remove(at(['groups', 0, 'rules', 1, 'expr'])), "            expr: 'latency > 1'\n", ''],
])('%s in a value of a ConfigMap', (_, fix, before, after) => {
  const text = configMap(rules)
  expect(fixedInside(text, fix)).toBe(text.replace(before, after))
  const crlf = text.replaceAll('\n', '\r\n')
  expect(fixedInside(crlf, fix)).toBe(crlf.replace(before.replaceAll('\n', '\r\n'), after.replaceAll('\n', '\r\n')))
})

test('a value of a ConfigMap that is no literal block is left alone', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  r: "groups:\\n  - name: x\\n    rules: []\\n"\n'
  expect(fixedInside(text, at => replace(at(['groups', 0, 'name']), 'y'))).toBeUndefined()
})

const markdown = (prefix: string): string => `# Title

${prefix}\`\`\`yaml
${prefix}apiVersion: v1
${prefix}kind: Service # one
${prefix}metadata:
${prefix}  name: x
${prefix}\`\`\`

More.
`

test.each([[''], ['  ']])('fixes a fenced block after %j', prefix => {
  const text = markdown(prefix)
  expect(fixedInside(text, at => insert(at(['metadata', 'labels', 'app']), 'y'), 'a.md')).toBe(
    text.replace('name: x\n', `name: x\n${prefix}  labels:\n${prefix}    app: "y"\n`),
  )
  expect(fixedInside(text, at => [replace(at(['kind']), 'Pod'), insert(at(['spec']), 1)], 'a.md')).toBe(
    text.replace('Service', 'Pod').replace('name: x\n', `name: x\n${prefix}spec: 1\n`),
  )
})

test('fixes that touch wait for each other, and are made whole or not at all', () => {
  const edit = (start: number, end: number, text: string) => ({ start, end, text })
  expect(applyEdits('abcdef', [[edit(4, 5, 'E')], [edit(0, 1, 'A'), edit(3, 4, 'D')], [edit(1, 2, 'B')], [edit(2, 2, '-')]])).toEqual({
    text: 'Ab-cDef',
    applied: [edit(0, 1, 'A'), edit(2, 2, '-'), edit(3, 4, 'D')],
  })
  expect(applyEdits('abc', [[edit(0, 0, 'x')], [edit(0, 0, 'x')]]).text).toBe('xabc')
  expect(applyEdits('abc', [[edit(0, 2, 'x'), edit(1, 3, 'y')]])).toEqual({ text: 'abc', applied: [] })
  expect(applyEdits('abc', [])).toEqual({ text: 'abc', applied: [] })
})

// ---- on random documents

const word = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'name',
    'on',
    'no',
    '8080',
    '1e3',
    '0777',
    'null',
    '~',
    '',
    'x: y',
    'x #y',
    '#z',
    '- a',
    '*a',
    '&a',
    '{{ x }}',
    "it's",
    'say "x"',
    ' lead',
    'trail ',
    'tab\tx',
    'two\nlines\n',
    'two\n\nlines',
    '\n',
    'a\\b',
    'é',
    '😀',
    '<<',
    '=',
    '2026-01-01',
    '22:22',
    '%x',
    '@x',
    '`x',
    '|',
    '>',
    '?',
    ':',
    ':x',
    'x:',
    '[x',
    ']',
    'a,b',
    '---',
    '...',
    '--- x',
    '__proto__',
    'constructor',
  ),
  fc.string({ maxLength: 8 }),
)
const scalar = fc.oneof(
  word,
  word,
  fc.integer({ min: -100, max: 100_000 }),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const value = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, fc.dictionary(word, tie('value'), { maxKeys: 4 }), fc.array(tie('value'), { maxLength: 4 })),
})).value
const style = fc.record({
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  singleQuote: fc.boolean(),
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED') as fc.Arbitrary<'PLAIN'>,
  collectionStyle: fc.constantFrom('any', 'any', 'block', 'flow') as fc.Arbitrary<'any'>,
  flowCollectionPadding: fc.boolean(),
  nullStr: fc.constantFrom('', 'null', '~'),
  lineWidth: fc.constantFrom(0, 20, 80),
})
/** Some collections in flow style, some strings in other quotes. */
const turns = fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 })

const documents = fc
  .record({
    value: fc.dictionary(word, value, { minKeys: 1, maxKeys: 4 }),
    style,
    turns,
    comments: fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }),
    crlf: fc.boolean(),
    final: fc.boolean(),
    json: fc.constantFrom(false, false, false, true),
  })
  .map(({ value, style, turns, comments, crlf, final, json }) => {
    if (json) return JSON.stringify(value, null, turns[0]! > 4 ? 2 : 0) + (final ? '\n' : '')
    const document = new Document(value, { version: '1.1' })
    let turn = 0
    visit(document, {
      Collection: (_, node) => void (node.flow = turns[turn++ % turns.length]! > 7),
      Scalar: (key, node) => void (key === 'value' && typeof node.value === 'string' && turns[turn++ % turns.length]! > 7 && (node.type = 'QUOTE_SINGLE')),
    })
    const lines = document.toString(style).split('\n')
    for (const [index, [at, trailing]] of comments.entries()) {
      const line = at % lines.length
      if (trailing) lines[line] += ` # c${index}`
      else lines.splice(line, 0, `${' '.repeat(at % 5)}# c${index}`)
    }
    const text = lines.join('\n')
    return (final ? text : text.replace(/\n$/, '')).replaceAll('\n', crlf ? '\r\n' : '\n')
  })
  .filter(text => {
    const [document, ...more] = parseYaml(text)
    return (
      more.length === 0 &&
      document !== undefined &&
      document.problems.length === 0 &&
      typeof document.value === 'object' &&
      document.value !== null &&
      Object.keys(document.value).length > 0
    )
  })

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const steps = Array.isArray(value) ? value.keys() : Object.keys(value)
  return [path, ...[...steps].flatMap(step => pathsOf((value as Record<string | number, unknown>)[step], [...path, step]))]
}

const step = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined
const get = (value: unknown, path: Path): unknown => path.reduce<unknown>(step, value)
const define = (holder: object, key: string | number, item: unknown): void =>
  void Object.defineProperty(holder, key, { value: item, enumerable: true, configurable: true, writable: true })

/** What a text says, and its comments, read by other means than the edits are made. */
function read(text: string): { value: unknown; comments: string[] } {
  const documents = parseYaml(text)
  expect(documents.map(document => document.problems)).toEqual([[]])
  const comments = [...new Lexer().lex(text)].filter(token => token.startsWith('#'))
  return { value: documents[0]!.value, comments: comments.map(comment => comment.trimEnd()) }
}

const tally = { made: 0, dropped: 0 }

function check(text: string, fix: Fix, intended: unknown, comments: (before: string[], after: string[]) => void): string | undefined {
  const found = editsOf(fix)
  tally[found ? 'made' : 'dropped']++
  if (!found) return undefined
  const after = applyEdits(text, [found.edits]).text
  const { value, comments: now } = read(after)
  expect(value).toEqual(intended)
  comments(read(text).comments, now)
  return after
}

const same = (before: string[], after: string[]): void => expect(after).toEqual(before)
const runs = { numRuns: 500 }

test('a replacement says what it should and nothing else', () => {
  fc.assert(
    fc.property(documents, fc.nat(), value, (text, pick, written) => {
      const root = yaml(text)
      const paths = pathsOf(root([]).value).slice(1)
      const path = paths[pick % paths.length]!
      const intended = structuredClone(root([]).value)
      define(get(intended, path.slice(0, -1)) as object, path.at(-1)!, written)
      check(text, replace(root(path), written), JSON.parse(JSON.stringify(intended)), same)
    }),
    runs,
  )
}, 60_000)

test('an insertion says what it should, and is made once', () => {
  fc.assert(
    fc.property(documents, fc.nat(), fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean(), value, (text, pick, keys, append, written) => {
      const root = yaml(text)
      const paths = pathsOf(root([]).value).filter(
        path => typeof get(root([]).value, path) === 'object' && (path.length === 0 || get(root([]).value, path) !== undefined),
      )
      const holderPath = paths[pick % paths.length]!
      const holder = get(root([]).value, holderPath)
      const steps = Array.isArray(holder) ? [holder.length, ...keys.slice(1)] : append && keys.length > 1 ? [keys[0]!, 0, ...keys.slice(2)] : keys
      const path = [...holderPath, ...steps]
      if (get(root([]).value, [...holderPath, steps[0]!]) !== undefined) return
      const content = steps.toReversed().reduce<unknown>((inner, key) => (typeof key === 'number' ? [inner] : Object.fromEntries([[key, inner]])), written)
      const intended = structuredClone(root([]).value)
      if (holder === null) define(get(intended, holderPath.slice(0, -1)) as object, holderPath.at(-1)!, content)
      else define(get(intended, holderPath) as object, steps[0]!, Array.isArray(content) ? content[0] : step(content, steps[0]!))
      const after = check(text, insert(root(path), written), JSON.parse(JSON.stringify(intended)), same)
      if (after !== undefined && written !== null) expect(editsOf(insert(yaml(after)(path), written))).toBeUndefined()
    }),
    runs,
  )
}, 60_000)

test('a removal takes out the value and what it leaves empty', () => {
  fc.assert(
    fc.property(documents, fc.nat(), (text, pick) => {
      const root = yaml(text)
      const paths = pathsOf(root([]).value).slice(1)
      const path = paths[pick % paths.length]!
      const intended = structuredClone(root([]).value)
      for (let target = path; ; target = target.slice(0, -1)) {
        const holder = get(intended, target.slice(0, -1)) as Record<string, unknown>
        if (Array.isArray(holder)) holder.splice(target.at(-1) as number, 1)
        else delete holder[target.at(-1)!]
        if (Object.keys(holder).length > 0 || typeof target.at(-2) !== 'string') break
      }
      if (Object.keys(intended as object).length === 0) expect(editsOf(remove(root(path)))).toBeUndefined()
      else check(text, remove(root(path)), intended, (before, after) => expect(before.filter(comment => after.includes(comment))).toEqual(after))
    }),
    runs,
  )
}, 60_000)

test('a part of a string is replaced where it stands', () => {
  fc.assert(
    fc.property(documents, fc.nat(), fc.nat(), fc.nat(), word, (text, pick, start, length, written) => {
      const root = yaml(text)
      const paths = pathsOf(root([]).value).filter(path => typeof get(root([]).value, path) === 'string')
      const path = paths[pick % paths.length]
      if (!path) return
      const old = get(root([]).value, path) as string
      const from = start % (old.length + 1)
      const to = from + (length % (old.length - from + 1))
      const intended = structuredClone(root([]).value)
      define(get(intended, path.slice(0, -1)) as object, path.at(-1)!, old.slice(0, from) + written + old.slice(to))
      check(text, replace((root(path) as Ref<string>).slice(from, to), written), intended, same)
    }),
    runs,
  )
}, 60_000)

test('few fixes are dropped', () => {
  expect(tally.dropped).toBeLessThan(tally.made / 4)
})

// ---- in a Dockerfile

function fixedDockerfile(text: string, fix: (root: Ref<unknown>) => Fix): string | undefined {
  const source = dockerfileSource('Dockerfile', text)
  const found = editsOf(fix(new Ref<unknown>(source, [], source.tree)))
  return found && applyEdits(text, [found.edits]).text
}

const dockerfile = `# syntax=docker/dockerfile:1
FROM alpine:latest AS base
ENV A="b c"
RUN apk add curl && \\
    # why
    apk add git
COPY <<EOF /a
text
EOF

  USER "root"
CMD node server.js
`

const [from, env, run, copy, user, cmd] = [0, 1, 2, 3, 4, 5].map((index): Path => ['instructions', index]) as [Path, Path, Path, Path, Path, Path]

test.each<[string, (at: (path: Path) => Ref<unknown>) => Fix, string, string]>([
  ['replaces a value and keeps its quotes', at => replace(at([...env, 'pairs', 0, 'value']), 'say "d"'), '"b c"', '"say \\"d\\""'],
  ['replaces a word as written', at => replace(at([...user, 'words', 0]), '1000'), '"root"', '1000'],
  ['replaces a part of a word', at => replace((at([...from, 'words', 0, 'value']) as Ref<string>).slice(7, 13), '3.22'), 'latest', '3.22'],
  ['replaces the text of an instruction', at => replace(at([...cmd, 'text']), '["node", "server.js"]'), 'node server.js', '["node", "server.js"]'],
  ['replaces a keyword', at => replace(at([...cmd, 'keyword']), 'ENTRYPOINT'), 'CMD', 'ENTRYPOINT'],
  ['adds to a word', at => insert(at([...from, 'words', 0]), '@sha256:0'), 'latest', 'latest@sha256:0'],
  ['adds an instruction after one', at => insert(at(user), '\nWORKDIR /a'), '"root"\n', '"root"\nWORKDIR /a\n'],
  ['adds an instruction at the end', at => insert(at(['instructions', 6]), 'EXPOSE 80'), 'server.js\n', 'server.js\nEXPOSE 80\n'],
  ['adds an instruction to a stage', at => insert(at(['stages', 0, 'instructions', 5]), 'EXPOSE 80'), 'server.js\n', 'server.js\nEXPOSE 80\n'],
  ['removes an instruction', at => remove(at(run)), dockerfile.slice(dockerfile.indexOf('RUN'), dockerfile.indexOf('COPY')), ''],
  ['removes an instruction with a heredoc', at => remove(at(copy)), 'COPY <<EOF /a\ntext\nEOF\n', ''],
  ['removes an indented instruction', at => remove(at(user)), '  USER "root"\n', ''],
  [
    'makes several changes',
    at => [replace(at([...user, 'words', 0, 'value']), '1000'), remove(at(copy)), insert(at(['instructions', 6]), 'EXPOSE 80')],
    '',
    '',
  ],
])('in a Dockerfile %s', (_, fix, before, after) => {
  for (const eol of ['\n', '\r\n']) {
    const text = dockerfile.replaceAll('\n', eol)
    const made = fixedDockerfile(text, root => fix(path => root.follow(path)))
    if (before === '')
      expect(made).toBe(
        text.replace('"root"', '"1000"').replace(['COPY <<EOF /a', 'text', 'EOF', ''].join(eol), '').replace('server.js', `server.js${eol}EXPOSE 80`),
      )
    else expect(made).toBe(text.replace(before.replaceAll('\n', eol), after.replaceAll('\n', eol)))
  }
})

test.each<[string, (at: (path: Path) => Ref<unknown>) => Fix]>([
  ['a replacement that is another instruction', at => replace(at([...user, 'words', 0]), 'a\nRUN x')],
  ['a replacement that cannot be read', at => replace(at([...cmd, 'keyword']), 'CMDX')],
  ['a slice that is not what is written', at => replace(new Ref(at([]).source, [...user, 'words', 0, 'value'], 'root', { start: 0, end: 4 }), 'x')],
  ['an index past the next', at => insert(at(['instructions', 9]), 'EXPOSE 80')],
])('in a Dockerfile %s is dropped', (_, fix) => {
  expect(fixedDockerfile(dockerfile, root => fix(path => root.follow(path)))).toBeUndefined()
})

test('a Dockerfile in Markdown is fixed in its block', () => {
  const text = '# Title\n\n  ```dockerfile\n  FROM alpine\n  USER root\n  ```\n'
  const file = readSource('a.md', text, { markdown: true, relaxed: false, paths: new Set() })
  const root = file.resources[0]!.body
  const after = (fix: Fix): string | undefined => {
    const found = editsOf(fix)
    return found && applyEdits(text, [found.edits]).text
  }
  expect(after(replace(root.follow([...env, 'words', 0]), '1000'))).toBe(text.replace('root', '1000'))
  expect(after(insert(root.follow(run), 'EXPOSE 80'))).toBe(text.replace('USER root\n', 'USER root\n  EXPOSE 80\n'))
  expect(after(remove(root.follow(env)))).toBe(text.replace('  USER root\n', ''))
})

test('what a scalar stands in the way of is not changed', () => {
  const text = 'spec:\n  template: x\n  list: [a]\n'
  for (const path of [
    ['spec', 'template', 'spec', 'hostPID'],
    ['spec', 'list', 0, 'name'],
  ])
    for (const change of [replace, insert]) expect(fixed(text, at => change(at(path), true))).toBeUndefined()
  expect(fixed(text, at => remove(at(['spec', 'template', 'spec'])))).toBeUndefined()
})

test('a large document is changed as a small one is', () => {
  const item = (name: string): string => `  - kind: Pod # ${name}\n    spec:\n      containers:\n        - name: ${name}\n          args: ['x'] # why\n`
  const items = Array.from({ length: 1000 }, (_, index) => item(`p${index}`))
  const text = `kind: List\nitems:\n${items.join('')}last: 1\n`
  const containers = ['items', 500, 'spec', 'containers']
  expect(text.length).toBeGreaterThan(50_000)
  expect(fixed(text, at => insert(at([...containers, 0, 'resources', 'limits']), 1))).toBe(
    text.replace('name: p500\n' + items[500]!.split('\n').at(-2), '$&\n          resources:\n            limits: 1'),
  )
  expect(fixed(text, at => [replace(at([...containers, 0, 'name']), 'x'), remove(at(['items', 501]))])).toBe(
    text.replace('name: p500\n', 'name: x\n').replace(items[501]!, ''),
  )
  expect(fixed(text, at => remove(at(['items', 500, 'spec'])))).toBe(text.replace(items[500]!, '  - kind: Pod # p500\n'))
  expect(fixed(text, at => replace(at(['items', 999, 'kind']), 'Job'))).toBe(text.replace('kind: Pod # p999', 'kind: Job # p999'))
  const anchored = text.replace('name: p500\n', 'name: &n p500\n').replace('last: 1', 'last: *n')
  expect(fixed(anchored, at => replace(at([...containers, 0, 'name']), 'x'))).toBeUndefined()
})
