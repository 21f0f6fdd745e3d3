import { isAbsolute } from '../../model/dockerfile/copy.ts'
import { workdirs } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Start with an absolute WORKDIR.',
  why: 'A relative one is below whatever directory the base image works in, and moves when the base changes that.',
  peers: ['hadolint:DL3000', 'buildkit:WorkdirRelativePath', 'checkov:CKV_DOCKER_10', 'trivy:DS-0009'],
  references: ['https://docs.docker.com/reference/build-checks/workdir-relative-path/'],
  options: {
    which: option<'first' | 'all'>('first', 'Which are judged: the "first" WORKDIR, as the next may build on it, or "all".', {
      schema: { enum: ['first', 'all'] },
    }),
  },
  on: where(workdirs, ({ node: { words } }) => words[0] !== undefined && !/^["']?(?:\/|[a-z]:)/i.test(words[0].raw)),

  *check(instruction, { options }) {
    const { node, stage } = instruction
    const [word] = node.words
    if (!word) return
    const path = stage.resolve(instruction)
    if (!path || isAbsolute(path)) return
    if (options.which === 'first' && stage.before(instruction, 'WORKDIR')) return
    const whole = path.replace(/^[.~/]+(?=\/|$)\/?/, '') || 'app'
    yield {
      at: instruction.at('words').at(0),
      message: `WORKDIR ${word.raw} is below whatever directory the base image works in. Write the whole path, for instance "${stage.windows ? `C:\\${whole.replaceAll('/', '\\')}` : `/${whole}`}".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        ARG NAME=shop
        FROM golang:1.24 AS build
        WORKDIR «src/shop»
        FROM debian:13.1-slim
        ARG NAME
        WORKDIR «"$NAME/bin"»
        FROM debian:13.1-slim
        WORKDIR «\srv»
      `,
    },
    {
      title: 'below one that is absolute, Windows paths, and what only a build can know',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        WORKDIR "/srv"
        FROM base
        WORKDIR shop
        FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS windows
        ARG ROOT
        WORKDIR C:/shop
        WORKDIR $ROOT/bin
      `,
    },
  ],
})
