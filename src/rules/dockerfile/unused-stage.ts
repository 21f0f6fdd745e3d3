import { type Stage, stages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Remove stages that nothing uses.',
  why: 'The builder leaves them out, so their tests, checks and files are not there, whatever their readers think.',
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  options: {
    targets: option<string[]>(
      [],
      'Stages that are built with --target. Once there are any, every other stage that nothing uses is reported, not just those without a name.',
    ),
  },
  on: where(stages, isUnused),

  *check(stage, { options }) {
    const { name } = stage.node
    const known = options.targets.length > 0
    // A stage with a name may be there for --target.
    if (name !== undefined && (!known || options.targets.some(target => target.toLowerCase() === name))) return
    yield {
      at: stage.from.at('keyword'),
      message: `Nothing is built on this stage or copied from it, so it is never built${name === undefined ? ', and without a name it cannot be asked for' : ''}. Remove it, or ${name === undefined ? 'name what it is for' : 'copy from it'}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        «FROM» golang:1.24
        RUN go test ./...
        FROM debian:13.1-slim
        COPY shop /shop
      `,
    },
    {
      title: 'targets are known',
      options: { targets: ['Test'] },
      bad: dockerfile`
        FROM golang:1.24 AS test
        «FROM» golang:1.24 AS lint
        FROM debian:13.1-slim
      `,
    },
    {
      title: 'built on, copied from, mounted, or a target perhaps',
      good: dockerfile`
        FROM golang:1.24 AS test
        FROM debian:13.1-slim
        FROM debian:13.1-slim AS base
        FROM alpine:3.22.1
        FROM base
        COPY --from=1 /etc/shop /etc/shop
        RUN --mount=from=3,target=/mnt ls /mnt
      `,
    },
  ],
})

function isUnused({ final, use }: Stage): boolean {
  return !final && use.children.length === 0 && use.copies.length === 0
}
