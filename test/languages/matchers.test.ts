import { expect, test } from 'vitest'
import { readMatchers } from '../../src/languages/matchers.ts'

test.each([
  ['severity="page"', [['severity', '=', 'page']]],
  ['severity = page', [['severity', '=', 'page']]],
  [
    '{team=~"shop|stock", severity!="info",}',
    [
      ['team', '=~', 'shop|stock'],
      ['severity', '!=', 'info'],
    ],
  ],
  ['"a-b"="c d"', [['a-b', '=', 'c d']]],
  [
    'a="b,c",d!~e',
    [
      ['a', '=', 'b,c'],
      ['d', '!~', 'e'],
    ],
  ],
  ['text="say \\"hi\\""', [['text', '=', 'say "hi"']]],
  ['severity=', [['severity', '=', '']]],
  ['code=~5..', [['code', '=~', '5..']]],
  ['code=~(4|5)..', [['code', '=~', '(4|5)..']]],
])('%s', (text, matchers) => {
  const read = readMatchers(text)
  expect('error' in read ? read : read.map(({ name, operator, value }) => [name, operator, value])).toEqual(matchers)
})

test.each(['severity', 'severity == "page"', '"a-b', 'a="b', 'a b=c', 'a=~"("'])('%s is none', text => {
  expect(readMatchers(text)).toHaveProperty('error')
})
