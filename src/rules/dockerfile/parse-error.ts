import { dockerfileErrors } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write Dockerfiles that BuildKit can read.',
  why: 'BuildKit stops at the first instruction that it cannot read, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/'],
  on: dockerfileErrors,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      title: 'the instructions after it are still linted',
      bad: dockerfile`
        FROM node:22.21.0-slim
        RUN «<<EOF»
        npm ci
        ENTRYPOINT ["node", "/app/server.js"]
      `,
    },
    {
      good: dockerfile`
        # syntax=docker/dockerfile:1
        FROM node:22-slim
        RUN <<EOF
        set -e
        echo "heredocs are instructions' text, not instructions"
        EOF
        COPY --link . /app
      `,
    },
  ],
})
