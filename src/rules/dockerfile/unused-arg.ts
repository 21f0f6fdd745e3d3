import { type Argument, buildArguments } from '../../model/dockerfile/build-argument.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Declare with ARG what the build uses.',
  why: 'Whoever passes "--build-arg" for it believes that it changes something. Most often the name is misspelled, or the stage that needs it does not declare it.',
  references: ['https://docs.docker.com/build/building/variables/#scoping'],
  on: buildArguments,

  *check(argument) {
    if (argument.used || isRead(argument)) return
    yield {
      at: argument.pair.at('key'),
      message: argument.stage
        ? `ARG "${argument.name}" is used by nothing: no instruction of its stage names it, and no RUN follows that could read it. Remove it.`
        : `ARG "${argument.name}" is used by nothing: no FROM names it, and no stage declares it. Remove it, or write "ARG ${argument.name}" in the stage that needs it.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        ARG «NODE_VERSION»=24
        ARG ALPINE=3.24
        FROM alpine:\${ALPINE}
        COPY server /server
        ARG «PORT»=8080
        EXPOSE 80
      `,
    },
    {
      title: 'what a command can read, what a later stage declares, and what the builder itself reads',
      good: dockerfile`
        ARG VERSION=dev
        ARG BUILDKIT_INLINE_CACHE=1
        FROM alpine:3.24 AS base
        ARG CGO_ENABLED=0 HTTPS_PROXY
        FROM base
        ARG VERSION
        RUN make
      `,
    },
    {
      title: 'a stage that the build may choose',
      good: dockerfile`
        FROM golang:1.27 AS linux
        ARG GATEWAY
        FROM golang:1.27 AS windows
        ARG GATEWAY
        FROM \${TARGETOS}
        RUN make
      `,
    },
  ],
})

/** Read by the builder itself, whoever declares it. */
function isRead({ name }: Argument): boolean {
  return /^(?:https?|ftp|no|all)_proxy$/i.test(name) || /^(?:BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/.test(name)
}
