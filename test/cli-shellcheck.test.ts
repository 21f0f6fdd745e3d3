import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import { captured } from './io.ts'

/** Stands for ShellCheck: writes down what it is given, and finds the words that it is told to find. */
const stand = (findings: readonly { word: string; code: number; level: string }[], ending = ''): string => `#!/usr/bin/env node
const fs = require('node:fs')
const input = fs.readFileSync(0, 'utf8')
fs.appendFileSync(__dirname + '/log.jsonl', JSON.stringify({ arguments: process.argv.slice(2), input }) + '\\n')
${ending}
const comments = []
for (const { word, code, level } of ${JSON.stringify(findings)})
  for (const [index, text] of input.split('\\n').entries())
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const column = [...text.slice(0, at)].length + 1
      comments.push({ file: '-', line: index + 1, endLine: index + 1, column, endColumn: column + word.length, level, code, message: 'About ' + word, fix: null })
    }
process.stdout.write(JSON.stringify({ comments }))
process.exitCode = comments.length > 0 ? 1 : 0
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-shellcheck-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function install(program: string): void {
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/shellcheck'), program, { mode: 0o755 })
}

async function cli(dockerfile: string, ...argv: string[]) {
  mkdirSync(join(folder, 'tree'), { recursive: true })
  writeFileSync(join(folder, 'tree/Dockerfile'), dockerfile)
  const io = captured(join(folder, 'tree'))
  io.env = { PATH: [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter) }
  const code = await run(['--shellcheck', '--no-config', '--preset', 'recommended', '--format', 'compact', ...argv], io)
  const found = io.out.split('\n').filter(line => line.includes('[dockerfile/shellcheck]'))
  return { code, found, err: io.err }
}

const calls = (): { arguments: string[]; input: string }[] =>
  readFileSync(join(folder, 'bin/log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { arguments: string[]; input: string })

describe.skipIf(process.platform === 'win32')('--shellcheck', () => {
  test('reports what ShellCheck finds, at the place in the file', async () => {
    install(
      stand([
        { word: 'which', code: 2230, level: 'style' },
        { word: 'cat a', code: 2002, level: 'info' },
        { word: 'quote', code: 1078, level: 'warning' },
      ]),
    )
    const { found, code } = await cli(`FROM debian:13.1-slim
RUN echo "𝄞 é" && \\
    # about it
    which bash && \\
    cat a | wc -l
RUN <<EOF
#!/bin/bash
cat a
EOF
RUN ["sh", "-c", "echo \\"x\\" && which x"]
RUN ["which", "x"]
USER 10001
`)
    expect(found).toEqual([
      'Dockerfile:4:5: info: SC2230: About which. [dockerfile/shellcheck]',
      'Dockerfile:5:5: info: SC2002: About cat a. [dockerfile/shellcheck]',
      'Dockerfile:8:1: info: SC2002: About cat a. [dockerfile/shellcheck]',
      'Dockerfile:10:33: info: SC2230: About which. [dockerfile/shellcheck]',
    ])
    expect(code).toBe(0)
  })

  test('tells ShellCheck the shell, and what ENV and ARG set', async () => {
    install(stand([{ word: 'export', code: 2034, level: 'error' }]))
    const { found } = await cli(`FROM debian:13.1-slim AS base
ARG VERSION=1.2
ENV QUOTED="it's" OTHER=$VERSION
FROM base
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ARG UNKNOWN
RUN echo one
RUN <<EOF
#!/bin/sh
# shellcheck disable=SC2086
echo two
EOF
RUN echo one
USER 10001
`)
    expect(found, 'what is only said of the variables is not reported').toEqual([])
    const asked = calls().toSorted((a, b) => a.input.length - b.input.length)
    expect(asked.map(call => call.arguments)).toEqual([
      ['--format=json1', '--shell=bash', '--exclude=SC2187,SC1090,SC1091', '-'],
      ['--format=json1', '--shell=sh', '--exclude=SC2187,SC1090,SC1091', '-'],
    ])
    expect(asked[0]!.input).toMatch(/^export http_proxy='1' .*VERSION='1.2' QUOTED='it'\\''s' OTHER='1.2'.*\necho one$/)
    expect(asked[0]!.input).toContain("UNKNOWN='1'")
    expect(asked[1]!.input).toMatch(/^#!\/bin\/sh\n# shellcheck disable=SC2086\nexport .*\necho two\n$/)
  })

  test('leaves out what our own rules report there, and what a comment hides', async () => {
    install(
      stand([
        { word: 'which', code: 2230, level: 'warning' },
        { word: '$(cat', code: 2046, level: 'warning' },
      ]),
    )
    const text = `FROM debian:13.1-slim
RUN rm $(cat /list)
# hadolint ignore=SC2230 # as ever
RUN which bash
# k8s-lint-disable-next-line SC2230
RUN which zsh
USER 10001
`
    expect((await cli(text)).found.filter(line => line.includes('SC2230'))).toEqual([])
    expect((await cli(text, '--no-foreign-ignores')).found.filter(line => line.includes('SC2230'))).toEqual([
      'Dockerfile:4:5: warning: SC2230: About which. [dockerfile/shellcheck]',
    ])
    // With the rule of ours off, ShellCheck speaks for it.
    expect((await cli(text, '--rule', 'SC2046=off', '--rule', 'dockerfile/shellcheck=error')).found.length).toBeGreaterThanOrEqual(1)
  })

  test('is not asked where its rule is off', async () => {
    install(stand([{ word: 'which', code: 2230, level: 'error' }]))
    const { found, code } = await cli('FROM debian:13.1-slim\nRUN which bash\nUSER 10001\n', '--rule', 'dockerfile/shellcheck=off')
    expect([code, found]).toEqual([0, []])
    expect(calls).toThrow('ENOENT')
  })

  test.each([
    [
      'process.stdout.write("unrecognized format"); process.exit(0)',
      /^k8s-lint: ShellCheck printed something else than its findings: "unrecognized format"\. .*0\.7/,
    ],
    ['process.stderr.write("Unknown shell\\n"); process.exit(4)', /^k8s-lint: ShellCheck failed \(exit code 4\): Unknown shell\.\n$/],
    ['process.exit(2)', /^k8s-lint: ShellCheck failed \(exit code 2\): it said nothing\.\n$/],
  ])('ends the run where it does not do its work: %s', async (ending, message) => {
    install(stand([], ending))
    const { code, err } = await cli('FROM debian:13.1-slim\nRUN which bash\n')
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})

test('--shellcheck needs ShellCheck', async () => {
  const io = captured(folder)
  writeFileSync(join(folder, 'Dockerfile'), 'FROM a\n')
  // One that the linted tree brings is none.
  writeFileSync(join(folder, 'shellcheck'), stand([]), { mode: 0o755 })
  io.env = { PATH: ['.', '', join(folder, 'nowhere')].join(delimiter) }
  expect(await run(['--shellcheck'], io)).toBe(2)
  expect(io.err).toBe('k8s-lint: --shellcheck needs ShellCheck, and there is no "shellcheck" on the PATH. Install it, or leave the flag out.\n')
})
