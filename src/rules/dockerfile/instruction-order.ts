import { misplacedInstructions } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Start with FROM, and write nothing but ARG before it.',
  why: 'There is no image yet that the instruction could change: BuildKit stops there with "no build stage in current context".',
  peers: ['hadolint:DL3061', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  on: misplacedInstructions,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        ARG TAG=22.21.0-slim
        «LABEL» team=shop
        «ENV» PORT=3000
        FROM node:\${TAG}
      `,
    },
    {
      title: 'no FROM at all',
      bad: dockerfile`
        ARG FOLDER=/srv/shop
        «WORKDIR» \${FOLDER}
        COPY . .
      `,
    },
    {
      good: dockerfile`
        # syntax=docker/dockerfile:1
        # what we build on
        ARG TAG=22.21.0-slim
        FROM node:\${TAG}
        LABEL team=shop
      `,
    },
  ],
})
