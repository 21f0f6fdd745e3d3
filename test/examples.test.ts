import { expect, test } from 'vitest'
import type { Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import { unmarked } from './examples.ts'

const rule = (id: string): Rule => rules.find(found => found.id === id)!

test('marks come out, and where they stood is known', () => {
  expect(unmarked(rule('kubernetes/latest-tag'), 'a: «b»\nc: «d\n  e»\n')).toEqual({
    files: { 'manifest.yaml': 'a: b\nc: d\n  e\n' },
    marks: [
      { file: 'manifest.yaml', offset: 3, text: 'b' },
      { file: 'manifest.yaml', offset: 8, text: 'd\n  e' },
    ],
  })
})

test('several files are in the order of a report', () => {
  const { files, marks } = unmarked(rule('dockerfile/latest-tag'), { 'deploy.yaml': '«x»', Dockerfile: 'FROM «a»' })
  expect(Object.keys(files)).toEqual(['Dockerfile', 'deploy.yaml'])
  expect(marks.map(({ file, offset }) => `${file}:${offset}`)).toEqual(['Dockerfile:5', 'deploy.yaml:0'])
})

test.for(['a: «b', 'a: b»', 'a: «b «c»»'])('a mark that is not one is refused: %s', text => {
  expect(() => unmarked(rule('kubernetes/latest-tag'), text)).toThrow('does not open and close')
})
