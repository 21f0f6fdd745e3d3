import { tooManyArguments } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give FROM an image and a name at most, and HEALTHCHECK NONE nothing.',
  why: 'BuildKit stops at an instruction that has more arguments than it takes, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#from', 'https://docs.docker.com/reference/dockerfile/#healthcheck'],
  on: tooManyArguments,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «golang:1.24 build»
        HEALTHCHECK NONE «--interval=5s»
        FROM «debian:13.1-slim # what is shipped»
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 As build
        HEALTHCHECK none
        FROM --platform=linux/amd64 debian:13.1-slim
      `,
    },
  ],
})
