import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDockerignore } from '../../src/languages/dockerignore.ts'

fc.configureGlobal({ seed: 1 })

describe('one pattern', () => {
  test.each([
    ['node_modules', 'node_modules', true],
    ['node_modules', 'node_modules/a/b.js', true],
    ['node_modules', 'web/node_modules', false],
    ['**/node_modules', 'web/node_modules/a.js', true],
    ['**/node_modules', 'node_modules', true],
    ['**/node_modules', 'my_node_modules', false],
    ['**foo', 'a/xfoo', true],
    ['/dist', 'dist/a.js', true],
    ['./dist/', 'dist', true],
    ['a/../dist', 'dist', true],
    ['  dist  ', 'dist', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/README.md', false],
    ['**/*.md', 'docs/api/README.md', true],
    ['**/*.md', 'README.md', true],
    ['*', 'docs/README.md', true],
    ['*/temp*', 'a/temporary', true],
    ['*/temp*', 'a/b/temporary', false],
    ['docs/**', 'docs/a/b', true],
    ['docs/**', 'docs', false],
    ['docs/**/b', 'docs/b', true],
    ['docs/**/b', 'docs/x/y/b', true],
    ['**', 'anything/at/all', true],
    ['temp?', 'tempa', true],
    ['temp?', 'temp', false],
    ['temp?', 'temp/a', false],
    ['[a-c].txt', 'b.txt', true],
    ['[^a-c].txt', 'b.txt', false],
    ['a.b', 'axb', false],
    ['a+(b)', 'a+(b)', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['.git', '.gitignore', false],
    ['é?', 'é😀', true],
    ['[', '[', false],
    ['!', 'a', false],
    ['# comment', '# comment', false],
    ['\\# file', '# file', true],
    ['', 'a', false],
  ])('%j on %j: %s', (pattern, path, ignored) => {
    expect(parseDockerignore(pattern).matches(path)).toBe(ignored)
  })
})

test('the last pattern that matches wins', () => {
  const { matches } = parseDockerignore('*.md\n!README*.md\nREADME-secret.md\n')
  expect(['a.md', 'README.md', 'README-secret.md', 'a.txt'].map(matches)).toEqual([true, false, true, false])
})

test('a negation brings back what lies under it', () => {
  const { matches } = parseDockerignore('*\r\n!src\r\n! /package.json\r\n')
  expect(['src/a/b.ts', 'package.json', 'README.md'].map(matches)).toEqual([false, false, true])
})

test('a byte order mark and comments are skipped', () => {
  expect(parseDockerignore('\uFEFFdist\n#dist/keep').matches('dist')).toBe(true)
})

test('paths may be spelled as COPY spells them', () => {
  const { matches } = parseDockerignore('dist')
  expect(['./dist', '/dist', 'dist/', 'dist/./a', 'src/../dist'].map(matches)).toEqual([true, true, true, true, true])
  expect(['.', '', '/'].map(parseDockerignore('**').matches)).toEqual([false, false, false])
})

test('no text makes it throw', () => {
  const pieces = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '**', '!', '.', '..', '?', '[', ']', '^', '\\', '-', '\n', '#', ' ', '{', '('))
    .map(parts => parts.join(''))
  fc.assert(fc.property(pieces, pieces, (text, path) => typeof parseDockerignore(text).matches(path) === 'boolean'))
})

describe('below a folder that is left out', () => {
  test.each([
    ['src\n!src/main.ts', 'src', true],
    ['src\n!src/main.ts', 'src/lib', false],
    ['*\n!**/*.ts', 'src', true],
    ['*\n!*/main.ts', 'src', true],
    ['*\n!*.md', 'docs', false],
    ['*\n!docs', 'src', false],
    ['src\nsrc/main.ts', 'src', false],
  ])('%j may bring back a part of %s: %s', (text, path, expected) => {
    expect(parseDockerignore(text).keepsBelow(path)).toBe(expected)
  })

  test.each([
    ['*', true],
    ['# nothing\n**', true],
    ['**/*\n', true],
    ['*\n!src', false],
    ['.*', false],
    ['*.md', false],
    ['', false],
  ])('%j leaves everything out: %s', (text, expected) => {
    expect(parseDockerignore(text).everything).toBe(expected)
  })
})
