import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { ruleIds } from '../../scripts/rule-index.ts'
import { withoutExamples, withoutTexts } from '../../scripts/without-texts.ts'

test.for([
  ['brackets in strings', `['a]', "b]", 'it\\'s ]']`],
  ['brackets in a template', '[yaml`args: [a, "b]\n`]'],
  ['a template inside a template', '[`${[1].map(n => `${n}]`).join()}]`]'],
  ['an escaped backtick', '[yaml`a \\` ]`]'],
  ['comments with quotes and brackets', "[ // it's ]\n /* don't ] */ 1]"],
  ['nested lists and objects', '[{ options: { floating: [[], {}] } }]'],
  ['nothing', '[]'],
])('the list ends where it ends: %s', ([, list]) => {
  const before = 'export default rule({\n  summary: "examples: [",\n'
  const after = ",\n  on: images, // ]\n  severity: 'error',\n})\n"
  expect(withoutExamples(`${before}  examples: ${list}${after}`)).toBe(`${before}  examples: []${after}`)
})

test('a file without examples, or with a list that never ends, stays as it is', () => {
  for (const text of ['export default rule({})\n', '  examples: [`never closed\n', '  examples: [1, /* never closed\n'])
    expect(withoutExamples(text)).toBe(text)
})

describe('every rule', () => {
  test.for(ruleIds())('%s loses its examples and nothing else', id => {
    const text = readFileSync(join(import.meta.dirname, `../../src/rules/${id}.ts`), 'utf8')
    const stripped = withoutExamples(text)
    expect(stripped).not.toContain('«')
    expect(stripped.match(/^ {2}examples: \[\],$/m)).not.toBeNull()
    const at = stripped.search(/^ {2}examples: \[\],$/m) + '  examples: ['.length
    expect(text.startsWith(stripped.slice(0, at)) && text.endsWith(stripped.slice(at))).toBe(true)
    expect(() => transformSync(stripped, { loader: 'ts' })).not.toThrow()
  })

  test.for(ruleIds())('%s keeps what it does', async id => {
    const text = withoutTexts(readFileSync(join(import.meta.dirname, `../../src/rules/${id}.ts`), 'utf8'))
    expect(text).not.toMatch(/^ {2}(?:severity|summary|why|presets|peers|references):/m)
    expect(text).toMatch(/^ {2}on: /m)
    expect(text).toMatch(/^ {2}\*?check\(/m)
    expect(() => transformSync(text, { loader: 'ts' })).not.toThrow()
  })
})
