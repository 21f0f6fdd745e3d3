import { expect, test } from 'vitest'
import { regularExpression } from '../../src/languages/go-regexp.ts'

test.each([
  ['^(?i)(abort|warn)?$', 'WARN', 'warned'],
  ['(?i)^yes$', 'YES', 'yess'],
  ['^a\\_b\\:c\\-d$', 'a_b:c-d', 'a\\_b'],
  ['^[a-z\\-\\.]+$', 'a-b.c', 'a_b'],
  ['^[\\w\\-]+$', 'a-b', 'a b'],
  ['^\\\\_$', '\\_', '_'],
  ['^(?P<year>\\d{4})$', '2027', '27'],
  ['^\\p{Lu}+$', 'ÄB', 'äb'],
  ['^[^/]+/\\S+$', 'a/b', '/b'],
])('%s', (pattern, fits, unfit) => {
  const expression = regularExpression(pattern)
  expect([fits, unfit].map(text => expression?.test(text))).toEqual([true, false])
})

test.each(['[[:alpha:]]+', '\\Aa\\z', '(a)\\1', '(?i', 'a(?i)b', '\\Qa.b\\E', '[a', '\\pL'])('%s is not judged', pattern => {
  expect(regularExpression(pattern)).toBeUndefined()
})
