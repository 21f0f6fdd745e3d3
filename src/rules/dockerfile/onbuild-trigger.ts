import { forbiddenTriggers } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Trigger neither ONBUILD nor FROM nor MAINTAINER with ONBUILD.',
  why: 'BuildKit refuses these three behind ONBUILD, so no image is built.',
  peers: ['hadolint:DL3043', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#onbuild'],
  on: forbiddenTriggers,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        ONBUILD «ONBUILD» RUN npm ci
        ONBUILD «from» alpine:3.22.1
        ONBUILD «MAINTAINER» shop@example.com
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        ONBUILD COPY --from=assets /maintainer /app
        ONBUILD RUN npm ci
        ONBUILD LABEL maintainer=shop@example.com
      `,
    },
  ],
})
