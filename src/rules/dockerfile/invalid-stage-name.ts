import { invalidStageNames } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Start the name of a stage with a letter, and use letters, digits, "-", "_" and "." in it.',
  why: 'BuildKit refuses any other name, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  on: invalidStageNames,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS «1-build»
        FROM golang:1.24 AS «test/unit»
        FROM alpine:3.22.1 AS «\${NAME}»
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS build_1.24-cgo
        FROM alpine:3.22.1 AS Final
      `,
    },
  ],
})
