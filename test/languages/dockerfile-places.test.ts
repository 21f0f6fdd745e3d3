import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dumpDockerfile } from '../../src/languages/dockerfile/dump.ts'
import { type Dockerfile, environmentOf, type Instruction, parseDockerfile, type Range } from '../../src/languages/dockerfile/index.ts'

/** Dockerfiles as people write them, with what is hard to place in them. */
const written = [
  '# syntax=docker/dockerfile:1\n\n# base is what all are built on\nFROM --platform=$BUILDPLATFORM node:22-slim AS base\nWORKDIR /app\n\nCOPY package.json \\\n     package-lock.json \\\n     ./\nRUN npm ci\n',
  '\tFROM golang:1.24 as build\r\nARG VERSION\r\nENV CGO_ENABLED=0 \\\r\n    GOFLAGS="-trimpath -mod=readonly"\r\n# build it\r\nRUN go build \\\r\n  # with the version in it\r\n  -o /out/app ./cmd/app\r\n\r\nFROM scratch\r\nCOPY --from=build /out/app /app\r\nEXPOSE 8080 9090/tcp\r\nUSER 65532:65532\r\n',
  '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir C:\\ `\n  /b\nWORKDIR C:\\app\nVOLUME C:\\data\n',
  'FROM python:3.13\nRUN <<EOF\nset -e\nUSER nobody\nEOF\nCOPY --chown=1:1 <<one <<"two" /etc/\n1\none\n2\ntwo\nSTOPSIGNAL SIGINT\n',
  '\n\n   # a comment, indented\n   FROM a\n   ONBUILD COPY . /src\n   ONBUILD RUN make \\\n\n     all\nMAINTAINER Jo <jo@example.com>',
]
const fixtures = join(import.meta.dirname, '../../fixtures')
const found = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter(entry => entry.name.endsWith('Dockerfile') && !entry.parentPath.includes('broken'))
  .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

describe.each([...written, ...found].map((text, index) => [index, text] as const))('dockerfile-ast agrees about file %i', (_, text) => {
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index).filter(index => index === 0 || text[index - 1] === '\n')
  const offset = ({ line, character }: { line: number; character: number }): number => starts[line]! + character
  const range = ({ start, end }: { start: Parameters<typeof offset>[0]; end: Parameters<typeof offset>[0] }): Range => ({
    start: offset(start),
    end: offset(end),
  })
  const theirs = DockerfileParser.parse(text)
  const ours = parseDockerfile(text)

  test('on instructions and keywords', () => {
    expect(ours.instructions.map(item => [item.keyword, item.keywordRange, item.range])).toEqual(
      theirs.getInstructions().map(item => [item.getKeyword(), range(item.getInstructionRange()), range(item.getRange())]),
    )
  })

  test('on arguments, from the first to the last', () => {
    for (const [index, { textRange, keyword, heredocs }] of ours.instructions.entries()) {
      // Theirs counts the bodies of heredocs, and finds no arguments behind a second keyword.
      if (heredocs.length > 0 || keyword === 'ONBUILD') continue
      const args = theirs.getInstructions()[index]!.getArguments()
      expect([textRange.start, textRange.end]).toEqual([range(args[0]!.getRange()).start, range(args.at(-1)!.getRange()).end])
    }
  })

  test('on comments', () => {
    expect(ours.comments.map(comment => [comment.text, comment.range])).toEqual(
      theirs.getComments().map(comment => [comment.getContent() ?? '', range(comment.getRange())]),
    )
  })
})

const piece = fc.oneof(
  fc.constantFrom('FROM a\n', 'RUN ', 'ENV ', 'LABEL ', 'ARG ', 'COPY ', 'CMD ', 'HEALTHCHECK ', 'ONBUILD ', 'SHELL ', 'VOLUME ', 'user ', 'COPPY '),
  fc.constantFrom(
    'a',
    'k=v',
    '"x y"',
    "'z'",
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\\\n',
    '\\ \n',
    '`\n',
    '\n\n',
    '\\\n\n',
    '# c\n',
    '# escape=`\n',
    '#\n',
    '\ufeff',
    '\u00a0',
    'é🚀',
    '\u2028',
  ),
  fc.constantFrom(
    '<<E',
    '<<-E',
    "<<'E F'",
    'E\n',
    '\tE\n',
    'E F\n',
    '["x", "y"]',
    '[',
    ']',
    '--from=b',
    '--mount=type=cache,id="a,b",ro',
    '--link',
    '--',
    '=',
    '$A',
    '${A:-b}',
    '${',
    '"',
    "'",
    '\\',
    '`',
    'CMD ',
    'NONE',
  ),
)
const texts = fc.oneof(
  { arbitrary: fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 80 }),
)
const runs = { numRuns: 3000, seed: 7 }

const inside = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end

/** An instruction, and the one behind each ONBUILD. */
function nested(instruction: Instruction): Instruction[] {
  return instruction.onbuild ? [instruction, ...nested(instruction.onbuild)] : [instruction]
}

describe('whatever the text', () => {
  const check = (claim: (dockerfile: Dockerfile, text: string) => void): void =>
    fc.assert(
      fc.property(texts, text => claim(parseDockerfile(text), text)),
      runs,
    )

  test('all ranges lie in it, parts inside their whole', () => {
    check((dockerfile, text) => {
      const file = { start: 0, end: text.length }
      for (const { range } of [...dockerfile.comments, ...dockerfile.directives, ...dockerfile.problems]) expect(inside(file, range)).toBe(true)
      for (const instruction of dockerfile.instructions.flatMap(nested)) {
        const { range, words, flags, pairs, heredocs } = instruction
        expect(inside(file, range)).toBe(true)
        for (const part of [...words, ...flags, ...pairs, ...heredocs]) expect(inside(range, part.range)).toBe(true)
        expect(inside(range, instruction.keywordRange) && inside(range, instruction.textRange)).toBe(true)
        for (const flag of flags) {
          expect(inside(flag.range, flag.valueRange ?? flag.range)).toBe(true)
          for (const field of flag.fields) expect(inside(flag.range, field.range) && inside(field.range, field.valueRange ?? field.range)).toBe(true)
        }
        for (const pair of pairs) expect(inside(pair.range, pair.keyRange) && inside(pair.range, pair.valueRange ?? pair.range)).toBe(true)
        for (const body of heredocs) expect(inside(body.range, body.contentRange) && inside(body.range, body.terminatorRange)).toBe(true)
      }
    })
  })

  test('instructions follow each other, and with comments and directives they are all there is', () => {
    check((dockerfile, text) => {
      const { instructions, comments, directives, problems } = dockerfile
      const last = instructions.at(-1)?.range.end ?? 0
      for (const [index, { range }] of instructions.entries()) expect(range.start).toBeGreaterThanOrEqual(instructions[index - 1]?.range.end ?? 0)
      const parts = [...instructions, ...comments, ...directives].map(({ range }) => range).toSorted((a, b) => a.start - b.start)
      // What is no Dockerfile is not read to its end, and neither is the body of a heredoc that is left open.
      const open = instructions.some(({ text: joined, range }) => joined.includes('<<') && problems.some(problem => inside(range, problem.range)))
      const given = open || problems.some(({ message }) => /^This is no|Did you mean "FROM"/.test(message))
      let at = 0
      for (const { start, end } of given ? [] : parts) {
        if (start > at) expect(text.slice(at, start)).toMatch(/^[\s\u0085\ufeff\\`]*$/)
        at = Math.max(at, end)
      }
      if (!given) expect(at).toBeGreaterThanOrEqual(last)
    })
  })

  test('joined texts lead back to the file, character by character', () => {
    check((dockerfile, text) => {
      for (const instruction of dockerfile.instructions.flatMap(nested))
        for (let index = 0; index < instruction.text.length; index++) expect(text[instruction.offsetAt(index)]).toBe(instruction.text[index])
    })
  })

  test('problems are sorted, and the file without any is one that can be built', () => {
    check(({ problems, stages, instructions }) => {
      for (const [index, { range, message, code }] of problems.entries()) {
        expect(range.start).toBeGreaterThanOrEqual(problems[index - 1]?.range.start ?? 0)
        expect([code, message]).toEqual([expect.stringMatching(/^[a-z]+(?:-[a-z]+)*$/), expect.stringMatching(/[.?]$/)])
      }
      if (problems.length === 0) expect(stages.length).toBeGreaterThan(0)
      expect(instructions.filter(({ keyword }) => keyword === 'FROM')).toEqual(stages.flatMap(({ from }) => from ?? []))
    })
  })

  test('it can be dumped, and its variables worked out', () => {
    check(dockerfile => {
      expect(dumpDockerfile(dockerfile)).toMatch(/\n$/)
      for (const instruction of dockerfile.instructions) environmentOf(dockerfile).expand(instruction.text, instruction)
    })
  })
})

describe('a file of several megabytes', () => {
  const million = 1_000_000
  test.each([
    ['one line', `FROM a\nRUN ${'x'.repeat(8 * million)}`, 2],
    ['one line of blanks', `FROM a\nRUN x${' '.repeat(4 * million)}y`, 2],
    ['many lines of one instruction', `FROM a\nRUN x${' \\\n  # why\n\n  && y'.repeat(20_000)}`, 2],
    ['heredocs that nobody closes', `FROM a\n${Array.from({ length: 10_000 }, (_, index) => `RUN <<E${index}\nx\n`).join('')}`, 10_001],
    ['a JSON list', `FROM a\nCMD ["${'\\\\'.repeat(million)}", "${'a", "'.repeat(100_000)}"]`, 2],
    ['an open quote', `FROM a\nENV A="${'\\" '.repeat(million)}`, 2],
    ['ONBUILD without end', `FROM a\n${'ONBUILD '.repeat(million / 2)}`, 2],
    ['stages on stages', Array.from({ length: 5000 }, (_, index) => `FROM ${index === 0 ? 'a' : `s${index - 1}`} AS s${index}\nENV A=$A:x\n`).join(''), 10_000],
  ])('is read: %s', (_, text, count) => {
    const dockerfile = parseDockerfile(text)
    expect(dockerfile.instructions).toHaveLength(count)
    expect(environmentOf(dockerfile)).toBeDefined()
  })
})
