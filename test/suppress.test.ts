import { expect, test } from 'vitest'
import { PeerNames } from '../src/peers.ts'
import { readSource } from '../src/source/read.ts'
import { applySuppressions, isExpired, type Suppression, suppressionsOf } from '../src/suppress.ts'

function read(text: string, path = 'a.yaml'): Suppression[] {
  return suppressionsOf(readSource(path, text, { markdown: true, relaxed: false, paths: new Set() }), new PeerNames([]))
}

/** The texts that each suppression covers: its rules → the text of its scope. */
function scopes(text: string, path?: string): [string, string | undefined][] {
  return read(text, path).map(({ rules, scope }) => [rules.join(), scope && text.slice(scope.start, scope.end)])
}

test('a text without a suppression has none', () => {
  expect(read('a: 1 # disable\n')).toEqual([])
  expect(read('{"a": "# k8s-lint-disable-file"}', 'a.json')).toEqual([])
  expect(read('# k8s-lint is what checks this file\n# k8s-lint.yaml has the rules\n# see k8s-lint-action\na: k8s-lint\n')).toEqual([])
})

test.each<[string, string, string, string | undefined, string | undefined]>([
  ['one rule', 'a', 'a', undefined, undefined],
  ['rules between commas', 'a, b,c', 'a,b,c', undefined, undefined],
  ['rules between blanks', 'a\tb  c', 'a,b,c', undefined, undefined],
  ['every rule', '', '', undefined, undefined],
  ['every rule by name', 'all', '', undefined, undefined],
  ['a reason', 'a/b -- it is so -- really', 'a/b', 'it is so -- really', undefined],
  ['a reason only', '-- so', '', 'so', undefined],
  ['an empty reason', 'a --', 'a', undefined, undefined],
  ['a date', 'a until=2027-01-31', 'a', undefined, '2027-01-31'],
  ['a date first', 'until=2027-01-31, a -- until=2030-01-01', 'a', 'until=2030-01-01', '2027-01-31'],
  ['a rule with dashes', 'a--b', 'a--b', undefined, undefined],
])('reads %s', (_, written, rules, reason, until) => {
  for (const text of [
    `# k8s-lint-disable-file ${written}\na: 1\n`,
    `a: 1\n##  k8s-lint-disable-file ${written} \r\n`,
    `a: 1 # k8s-lint-disable-file ${written}`,
  ]) {
    const [suppression, ...more] = read(text)
    expect(more).toEqual([])
    expect(suppression).toMatchObject({ scope: undefined, reason, until, file: 'a.yaml' })
    expect(suppression!.rules.join()).toBe(rules)
    expect(suppression!.malformed).toBeUndefined()
  }
})

test.each<[string, string]>([
  ['# k8s-lint-disable-nextline a', '"k8s-lint-disable-nextline" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable-next-line"?'],
  ['# k8s-lint-disbale a', '"k8s-lint-disbale" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable"?'],
  ['# k8s-lint-ignore a', '"k8s-lint-ignore" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable-next-line"?'],
  ['# k8s-lint-Disable a', '"k8s-lint-Disable" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable"?'],
  ['# k8s-lint: disable-file a', '"k8s-lint: disable-file" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable-file"?'],
  ['# k8s-lint disable a', '"k8s-lint disable" is no directive, so this suppresses nothing. Did you mean "k8s-lint-disable"?'],
  [
    '# k8s-lint-disable-line a until=tomorrow',
    '"until=tomorrow" gives no day, so this suppresses nothing. Write the last day on which it holds: until=2027-01-31.',
  ],
  [
    '# k8s-lint-disable-line a until=2027-02-30',
    '"until=2027-02-30" gives no day, so this suppresses nothing. Write the last day on which it holds: until=2027-01-31.',
  ],
  [
    '# k8s-lint-disable-line a until:2027-02-03',
    '"until:2027-02-03" gives no day, so this suppresses nothing. Write the last day on which it holds: until=2027-01-31.',
  ],
  ['# k8s-lint-enable a', 'Nothing that this comment enables is disabled above it. Remove it, or name what is disabled.'],
])('%s is not ignored silently', (comment, message) => {
  const text = `a: 1\n${comment}\nb: 1\n`
  const [suppression, ...more] = read(text)
  expect(more).toEqual([])
  expect(suppression!.malformed).toBe(message)
  expect(suppression!.at.value).toBe(comment)
  const findings = [{ rule: 'a', file: 'a.yaml', range: { start: text.indexOf('b: 1'), end: text.length } }]
  expect(applySuppressions(findings, [suppression!], undefined).suppressed).toEqual([])
})

const pod = `metadata:
  name: x
# k8s-lint-disable-next-line a
# about the spec

spec:
  containers:
    # k8s-lint-disable-next-line b
    - name: one
      image: nginx
    - image: nginx # k8s-lint-disable-line c
      # k8s-lint-disable-next-line d
      args: [x,
        # k8s-lint-disable-next-line e
        y]
`

test('a comment covers all of what begins on the next line', () => {
  expect(scopes(pod)).toEqual([
    ['a', pod.slice(pod.indexOf('spec:'), -1)],
    ['b', '- name: one\n      image: nginx'],
    ['c', '    - image: nginx # k8s-lint-disable-line c\n'],
    ['d', 'args: [x,\n        # k8s-lint-disable-next-line e\n        y]'],
    ['e', 'y'],
  ])
  const crlf = pod.replaceAll('\n', '\r\n')
  expect(scopes(crlf).map(([, scope]) => scope)).toEqual(scopes(pod).map(([, scope]) => scope!.replaceAll('\n', '\r\n')))
})

test('above the first entry of a document it covers the document', () => {
  expect(scopes('# k8s-lint-disable-next-line a\nb: 1\nc: 1\n---\nd: 1\n')).toEqual([['a', '# k8s-lint-disable-next-line a\nb: 1\nc: 1\n']])
  expect(
    scopes('b: 1\n---\n# k8s-lint-disable-next-line a\n# k8s-lint-disable-next-line x\nb: 1\nc: 1\n').map(
      ([, scope]) => scope?.endsWith('b: 1\nc: 1\n') && scope.startsWith('---'),
    ),
  ).toEqual([true, true])
  expect(scopes('b: 1\n# k8s-lint-disable-next-line a\n---\nb: 1\nc: 1\n')).toEqual([['a', '---\nb: 1\nc: 1\n']])
  expect(scopes('# k8s-lint-disable-next-line a\n---\nb: 1\nc: 1\n')).toEqual([['a', '---\nb: 1\nc: 1\n']])
  expect(scopes('# k8s-lint-disable-next-line a\n- b\n- c\n')).toEqual([['a', '# k8s-lint-disable-next-line a\n- b\n- c\n']])
})

test('in a document that cannot be read it covers the line', () => {
  expect(scopes('# k8s-lint-disable-next-line yaml/syntax\na: b: c\nd: 1\n')).toEqual([['yaml/syntax', 'a: b: c\n']])
})

test('at the end of a text it covers nothing', () => {
  expect(scopes('a: 1\n# k8s-lint-disable-next-line a')).toEqual([['a', '# k8s-lint-disable-next-line a']])
})

test('a # in a scalar is no comment', () => {
  expect(
    scopes(
      'a: "\n  # k8s-lint-disable-file x\n  "\nb: |\n  # k8s-lint-disable-file x\nc: \'x # k8s-lint-disable-file x\'\n"d # k8s-lint-disable-file x": 1\ne: x#k8s-lint-disable-file\nf: | # k8s-lint-disable-file f\n  x\n',
    ),
  ).toEqual([['f', undefined]])
})

test('a block goes on until it is ended', () => {
  const text = '# k8s-lint-disable a, b\nx: 1\n# k8s-lint-enable a\ny: 1\n# k8s-lint-enable b\nz: 1\n# k8s-lint-disable -- all of it\nlast: 1\n'
  const all = read(text)
  expect(all.map(({ rules }) => rules)).toEqual([['a', 'b'], []])
  const at = (rule: string, key: string) => ({ rule, file: 'a.yaml', range: { start: text.indexOf(`${key}: 1`), end: text.length } })
  const findings = ['x', 'y', 'z', 'last'].flatMap(key => [at('a', key), at('b', key), at('c', key)])
  const { kept, suppressed } = applySuppressions(findings, all, undefined)
  expect(suppressed.map(({ finding }) => finding.rule + text[finding.range.start])).toEqual(['ax', 'bx', 'by', 'al', 'bl', 'cl'])
  expect(kept).toHaveLength(6)
  expect(all.map(({ used }) => [...used])).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ])
})

test('a block of every rule is ended for one of them', () => {
  const text = '# k8s-lint-disable\nx: 1\n# k8s-lint-enable a\ny: 1\n# k8s-lint-enable\nz: 1\n'
  const [suppression] = read(text)
  const covered = (rule: string, key: string) =>
    applySuppressions([{ rule, file: 'a.yaml', range: { start: text.indexOf(`${key}: 1`), end: text.length } }], [suppression!], undefined).suppressed.length
  expect(['x', 'y', 'z'].map(key => [covered('a', key), covered('b', key)])).toEqual([
    [1, 1],
    [0, 1],
    [0, 0],
  ])
})

test('comments between and without documents count', () => {
  expect(scopes('# k8s-lint-disable-file a\n')).toEqual([['a', undefined]])
  expect(scopes('a: 1\n---\n# k8s-lint-disable-file b\n---\nc: 1\n---\n# k8s-lint-disable-file d\n')).toEqual([
    ['b', undefined],
    ['d', undefined],
  ])
})

const rules = `apiVersion: v1
kind: ConfigMap
metadata:
  name: x
data:
  # k8s-lint-disable-next-line outer
  r.yml: |
    # k8s-lint-disable-file whole
    groups:
      - name: g # k8s-lint-disable-line line
        rules:
          # k8s-lint-disable-next-line rule
          - alert: A
            expr: up == 0
          - alert: B
            expr: '# k8s-lint-disable-file none'
  note: |
    # k8s-lint-disable-file none
`

test('in a value of a ConfigMap it covers what begins on the next line there', () => {
  const found = scopes(rules)
  expect(found.map(([rule]) => rule).toSorted()).toEqual(['line', 'outer', 'rule', 'whole'])
  const of = Object.fromEntries(found)
  expect(of['rule']).toBe('- alert: A\n            expr: up == 0')
  expect(of['line']).toContain('- name: g # k8s-lint-disable-line line')
  expect(of['line']).not.toContain('rules')
  expect(of['whole']).toMatch(/^# k8s-lint-disable-file whole[^]*none'\n/)
  expect(of['whole']).not.toContain('note')
  expect(of['outer']).toMatch(/^r\.yml:[^]*none'$/)
  expect(read(rules).map(({ at }) => at.value)).toEqual(expect.arrayContaining(['# k8s-lint-disable-next-line rule']))
})

test('in a fenced block of Markdown', () => {
  const block = '```yaml\napiVersion: v1\n# k8s-lint-disable-next-line a\nmetadata:\n  name: x # k8s-lint-disable-file b\n```\n'
  const text = `# k8s-lint-disable-file not here\n\n${block}\nand\n\n${block}`
  expect(scopes(text, 'a.md')).toEqual([
    ['a', 'metadata:\n  name: x'],
    ['b', block.split('\n').slice(1, -2).join('\n') + '\n'],
    ['a', 'metadata:\n  name: x'],
    ['b', block.split('\n').slice(1, -2).join('\n') + '\n'],
  ])
  expect(new Set(read(text, 'a.md').map(({ scope }) => scope!.start)).size).toBe(4)
})

const workload = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    k8s-lint.dev/ignore: "a, b until=2027-01-31 -- so"
    other: "# k8s-lint-disable-file"
spec:
  template:
    metadata:
      annotations:
        k8s-lint.dev/ignore: '*'
    spec: {}
  x: 1
`

test('an annotation covers its object, or its pod template', () => {
  const [object, template, ...more] = read(`kind: X\n---\n${workload}---\nkind: Y\n`)
  expect(more).toEqual([])
  const text = `kind: X\n---\n${workload}---\nkind: Y\n`
  expect(object).toMatchObject({ rules: ['a', 'b'], reason: 'so', until: '2027-01-31' })
  expect(text.slice(object!.scope!.start, object!.scope!.end)).toBe(`---\n${workload}`)
  expect(object!.at.value).toBe('a, b until=2027-01-31 -- so')
  expect(template!.rules).toEqual([])
  expect(text.slice(template!.scope!.start, template!.scope!.end)).toBe(workload.slice(workload.indexOf('template:'), workload.indexOf('\n  x: 1')))
})

test('an annotation covers its item of a List', () => {
  const text =
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a, annotations: {k8s-lint.dev/ignore: a}}\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: b}\n'
  expect(scopes(text)).toEqual([['a', 'apiVersion: v1\n    kind: Pod\n    metadata: {name: a, annotations: {k8s-lint.dev/ignore: a}}']])
})

test('an annotation in JSON counts', () => {
  expect(scopes('{"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"k8s-lint.dev/ignore":"a"}}}', 'a.json').map(([rule]) => rule)).toEqual(['a'])
})

test('an annotation without rules, or with another name, is not ignored silently', () => {
  const of = (entry: string) => read(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  annotations:\n    ${entry}\n`).map(({ malformed }) => malformed)
  expect(of('k8s-lint.dev/ignore: "-- so"')).toEqual(['This annotation names no rule, so it suppresses nothing. Name the rules, or write "*" for all of them.'])
  expect(of('k8s-lint.dev/disable: a')).toEqual([
    'There is no annotation "k8s-lint.dev/disable", so this suppresses nothing. Did you mean "k8s-lint.dev/ignore"?',
  ])
})

const day = (text: string) => new Date(text)

test.each([
  ['2027-01-31T23:59:59Z', false],
  ['2027-02-01T00:00:00Z', true],
  ['2027-02-01T00:30:00+02:00', false],
])('on %s a suppression until 2027-01-31 has ended: %s', (now, expired) => {
  const [suppression] = read('# k8s-lint-disable-file a until=2027-01-31\na: 1\n')
  expect(isExpired(suppression!, day(now))).toBe(expired)
  expect(isExpired(suppression!, undefined)).toBe(false)
  const finding = { rule: 'a', file: 'a.yaml', range: { start: 0, end: 1 } }
  expect(applySuppressions([finding], [suppression!], day(now)).kept).toEqual(expired ? [finding] : [])
})

test('the narrowest suppression is the one that is used', () => {
  const text = '# k8s-lint-disable-file\na: 1 # k8s-lint-disable-line x\n'
  const all = read(text)
  const finding = { rule: 'x', file: 'a.yaml', range: { start: text.indexOf('a: 1'), end: text.length } }
  applySuppressions([finding, { ...finding, file: 'b.yaml' }], all, undefined)
  expect(all.map(({ used }) => [...used])).toEqual([[], ['x']])
})

test('what the engine says of itself is hidden only by name', () => {
  const [all, named] = read('# k8s-lint-disable-file\n# k8s-lint-disable-file k8s-lint/unused-suppression\n')
  const finding = { rule: 'k8s-lint/unused-suppression', file: 'a.yaml', range: { start: 0, end: 1 } }
  expect(applySuppressions([finding], [all!], undefined).kept).toEqual([finding])
  expect(applySuppressions([finding], [named!], undefined).kept).toEqual([])
})

const dockerfile = `# k8s-lint-disable-file whole
FROM alpine

# k8s-lint-disable-next-line run
# about it
RUN apk add \\
    # k8s-lint-disable-next-line inner
    curl \\
    git
# k8s-lint-disable block
COPY <<EOF /a
# k8s-lint-disable-file none
EOF
# k8s-lint-enable
USER 1000
`

test('in a Dockerfile a comment covers the whole next instruction', () => {
  const found = Object.fromEntries(scopes(dockerfile, 'Dockerfile'))
  expect(Object.keys(found)).toEqual(['whole', 'run', 'inner', 'block'])
  expect(found['whole']).toBeUndefined()
  expect(found['run']!.trimEnd()).toBe(dockerfile.slice(dockerfile.indexOf('RUN'), dockerfile.indexOf('    git') + 7))
  expect(found['inner']).toBe('    curl \\\n')
  expect(found['block']).toBe(dockerfile.slice(dockerfile.indexOf('# k8s-lint-disable block'), dockerfile.indexOf('# k8s-lint-enable')))
})

test('in the script of a heredoc a comment covers the next line', () => {
  expect(scopes('FROM a\nRUN <<EOF\n# k8s-lint-disable-next-line a\necho one\necho two # k8s-lint-disable-line no\nEOF\n', 'Dockerfile')).toEqual([
    ['a', 'echo one\n'],
  ])
})
