import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dockerfile, type Instruction, parseDockerfile, resolveImage, resolveText } from '../../src/languages/dockerfile/index.ts'

const instruction = (text: string, index = 1): Instruction => parseDockerfile(`FROM a\n${text}`).instructions[index]!
const codes = (text: string): string[] => parseDockerfile(text).problems.map(({ code }) => code)
const cut = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end)

describe('a continued instruction', () => {
  test('is one text, without the comments and empty lines in it', () => {
    const { text, range } = instruction('RUN apt-get update && \\\n  # what for\n\n  apt-get install curl\nUSER 1')
    expect(text).toBe('apt-get update &&   apt-get install curl')
    expect(range).toEqual({ start: 7, end: 67 })
  })

  test('continues at the escape character that the directive names', () => {
    const { instructions, escape } = parseDockerfile('# escape=`\nFROM a\nRUN dir C:\\ `\n  /b\n')
    expect(escape).toBe('`')
    expect(instructions[1]!.text).toBe('dir C:\\   /b')
  })

  test('does not continue after an escaped escape character', () => {
    expect(parseDockerfile('FROM a\nENV A=b\\\\\nUSER 1\n').instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'ENV', 'USER'])
  })

  test('knows where each part stands in the file', () => {
    const file = 'FROM a\nCOPY one \\\n     two \\\n     /target/\n'
    const copy = parseDockerfile(file).instructions[1]!
    expect(copy.words.map(({ range }) => cut(file, range))).toEqual(['one', 'two', '/target/'])
  })
})

describe('a heredoc', () => {
  test('belongs to its instruction', () => {
    const file = 'FROM a\nRUN <<EOF\nset -e\nUSER no\nEOF\nUSER 1\n'
    const { instructions } = parseDockerfile(file)
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER'])
    expect(instructions[1]!.heredocs).toMatchObject([{ name: 'EOF', content: 'set -e\nUSER no\n', expand: true, chomp: false }])
    expect(cut(file, instructions[1]!.range)).toBe('RUN <<EOF\nset -e\nUSER no\nEOF')
  })

  test.each([
    ["RUN <<-'E' cat\n\tx\n\tE\n", { name: 'E', chomp: true, expand: false }],
    ['COPY <<one <<two /x/\n1\none\n2\ntwo\n', { name: 'one', content: '1\n' }],
    ['RUN cat 3<<E\nx\nE\n', { fd: 3 }],
  ])('of %j', (text, expected) => {
    expect(instruction(text).heredocs[0]).toMatchObject(expected)
  })

  test('that is not closed is one problem, and what follows is still parsed', () => {
    const { problems, instructions } = parseDockerfile('FROM a\nRUN <<EOF\nUSER 1\n')
    expect(problems.map(({ code }) => code)).toEqual(['unterminated-heredoc'])
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER'])
  })

  test('is none in a here-string', () => {
    expect(instruction('RUN cat <<<x').heredocs).toEqual([])
  })
})

describe('arguments', () => {
  test.each([
    ['CMD ["node", "a b.js"]', true, ['node', 'a b.js']],
    ["CMD ['node']", false, ["['node']"]],
    ['CMD node a.js', false, ['node a.js']],
    ['COPY --chown=1:1 --from=build "a" /b', false, ['a', '/b']],
    ['HEALTHCHECK --interval=5s CMD ["curl", "x"]', true, ['CMD', 'curl', 'x']],
    ['HEALTHCHECK NONE', false, ['NONE']],
    ['ONBUILD RUN make', false, ['make']],
    ['EXPOSE 80 443/tcp', false, ['80', '443/tcp']],
  ])('of %s', (text, json, values) => {
    const { json: isJson, words } = instruction(text)
    expect([isJson, words.map(({ value }) => value)]).toEqual([json, values])
  })

  test('of ENV are pairs, quoted, escaped or in the old form', () => {
    expect(instruction('ENV A=b "C=d e" F="g \\"h\\"" I=j\\ k').pairs.map(({ key, value }) => [key, value])).toEqual([
      ['A', 'b'],
      ['"C', 'd e'],
      ['F', 'g "h"'],
      ['I', 'j k'],
    ])
    expect(instruction('ENV A b c').pairs).toMatchObject([{ key: 'A', value: 'b c', legacy: true }])
    expect(instruction('ARG A B=1').pairs.map(({ key, value }) => [key, value])).toEqual([
      ['A', undefined],
      ['B', '1'],
    ])
  })

  test('of flags end at the first word that is none', () => {
    expect(instruction('RUN --mount=type=cache,target=/x --network=none echo --no').flags.map(({ name, value }) => [name, value])).toEqual([
      ['mount', 'type=cache,target=/x'],
      ['network', 'none'],
    ])
  })
})

describe('what BuildKit refuses', () => {
  test.each([
    ['FROM a\nCOPPY . .', ['unknown-instruction']],
    ['FROM a\nCOPY --form=b . .', ['unknown-flag']],
    ['FROM a\nCOPY .', ['missing-arguments']],
    ['FROM a b', ['from-arguments']],
    ['FROM a\nENV A', ['missing-value']],
    ['FROM a\nENV A=1 B', ['missing-value']],
    ['FROM a\nCMD [1]', ['json-strings']],
    ['RUN x\nFROM a', ['instruction-order']],
    ['# escape=x\nFROM a', ['invalid-escape']],
    ['# check=a\n# check=b\nFROM a', ['duplicate-directive']],
    ['ARG A', ['missing-from']],
    ['', ['empty']],
    ['# nothing', ['empty']],
    ['Dear reader,\nthis is a letter.\nYours', ['not-a-dockerfile']],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  test('names the nearest word', () => {
    expect(parseDockerfile('FROM a\nCOPPY . .').problems[0]!.message).toContain('Did you mean "COPY"?')
  })
})

describe('stages', () => {
  const file = 'ARG TAG=22\nFROM node:${TAG}-slim AS Build\nARG USER_ID=1\nENV HOME=/app\nFROM build\nUSER $USER_ID:$HOME\nFROM ${UNKNOWN}\n'
  const tree = parseDockerfile(file)

  test('find the one they are built on, whatever its case', () => {
    expect(tree.stages.map(stage => [stage.name, stage.parent?.index])).toEqual([
      ['build', undefined],
      [undefined, 0],
      [undefined, undefined],
    ])
  })

  test('resolve images and variables, and leave unknown what only a build knows', () => {
    expect(tree.stages.map(stage => resolveImage(tree, stage))).toEqual(['node:22-slim', undefined, undefined])
    const [user] = tree.stages[1]!.instructions
    // What is built on a stage has its ENVs and its ARGs.
    expect(resolveText(tree, tree.stages[1]!, user!, user!.text)).toBe('1:/app')
    // The image may set a variable that nothing here declares.
    expect(resolveText(tree, tree.stages[1]!, user!, '${NONE:-y}')).toBeUndefined()
  })
})

const fixtures = join(import.meta.dirname, '../../fixtures')
const ours = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter(entry => entry.name === 'Dockerfile' && !entry.parentPath.includes('broken'))
  .map(entry => [join(entry.parentPath, entry.name).slice(fixtures.length + 1), readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const)

test.each(ours)('dockerfile-ast sees the same instructions at the same places in %s', (_, text) => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const theirs = DockerfileParser.parse(text)
    .getInstructions()
    .map(item => {
      const { start, end } = item.getRange()
      return [item.getKeyword(), starts[start.line]! + start.character, starts[end.line]! + end.character]
    })
  expect(parseDockerfile(text).instructions.map(({ keyword, range }) => [keyword, range.start, range.end])).toEqual(theirs)
})

const piece = fc.constantFrom(
  'FROM ',
  'RUN ',
  'ENV ',
  'COPY ',
  'CMD ',
  'a',
  ' ',
  '\n',
  '\\\n',
  '\r\n',
  '<<E',
  'E\n',
  '#',
  '# escape=`\n',
  '"',
  "'",
  '[',
  ']',
  '["x"]',
  '--from=b',
  '=',
  '$',
  '${x:-y}',
  '\t',
  '`',
  'é🚀',
)

function rangesOf({ instructions, comments, directives, problems }: Dockerfile): { start: number; end: number }[] {
  return [...instructions, ...comments, ...directives, ...problems].map(({ range }) => range)
}

describe('whatever the text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')),
  )

  test('the parser does not throw, and every range lies in the text', () => {
    fc.assert(
      fc.property(texts, text => {
        for (const { start, end } of rangesOf(parseDockerfile(text))) expect(0 <= start && start <= end && end <= text.length).toBe(true)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })

  test('instructions follow each other, with their parts inside', () => {
    fc.assert(
      fc.property(texts, text => {
        let last = 0
        for (const item of parseDockerfile(text).instructions) {
          expect(item.range.start).toBeGreaterThanOrEqual(last)
          last = item.range.end
          for (const { range } of [...item.words, ...item.flags, ...item.pairs])
            expect(item.range.start <= range.start && range.end <= item.range.end).toBe(true)
        }
      }),
      { numRuns: 2000, seed: 7 },
    )
  })

  test('every line that says something belongs to something, until the first that is no instruction', () => {
    fc.assert(
      fc.property(texts, text => {
        const tree = parseDockerfile(text)
        const unknown = tree.problems.find(({ code }) => code === 'unknown-instruction' || code === 'not-a-dockerfile')
        const ranges = rangesOf(tree)
        for (const match of text.matchAll(/[^\s\\`][^\n]*/g)) {
          if (unknown && match.index >= unknown.range.start) break
          expect(ranges.some(({ start, end }) => start <= match.index && match.index < Math.max(end, start + 1))).toBe(true)
        }
      }),
      { numRuns: 1000, seed: 7 },
    )
  })
})
