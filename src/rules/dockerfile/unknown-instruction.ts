import { unknownInstructions } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Start each instruction with a word that Dockerfiles know.',
  why: 'BuildKit stops at the first line that it cannot make sense of, so no image is built. Often a line above has lost its backslash.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#overview'],
  on: unknownInstructions,

  *check({ at, message, foreign }) {
    yield { at, message, ...(foreign && { severity: 'warning' }) }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        «COPPY» . /app
        ENTRYPOINT ["node", "/app/server.js"]
      `,
    },
    {
      title: 'a line that was meant to go on',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update
            «apt-get» install --yes curl
        USER 10001
      `,
    },
    {
      title: "a frontend that is not Docker's may know it, so this is a warning",
      bad: dockerfile`
        # syntax=registry.example.com/tools/frontend:2
        FROM alpine:3.22.1
        «INCLUDE» base.Dockerfile
      `,
    },
    {
      good: dockerfile`
        from alpine:3.22.1
        RUN <<EOF
        adduser shop
        EOF
        onbuild copy . /src
      `,
    },
  ],
})
