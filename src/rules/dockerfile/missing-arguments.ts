import { missingArguments } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give each instruction the arguments that it needs.',
  why: 'BuildKit stops at an instruction that lacks one, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/'],
  on: missingArguments,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        «COPY» app
        ENV «MODE»
        ENV PORT=8080 «HOST»
        HEALTHCHECK --interval=30s CMD ["/probe"]
        «WORKDIR»
      `,
    },
    {
      title: 'an empty value is one, and CMD may be empty',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG MODE
        ENV HTTP_PROXY= MODE=$MODE
        COPY app \
          /app
        CMD []
      `,
    },
  ],
})
