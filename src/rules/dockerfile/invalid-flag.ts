import { invalidFlags } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give each flag once, with a value that it takes.',
  why: 'BuildKit refuses a flag that is given twice or has a value that it cannot read, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/'],
  on: invalidFlags,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM --platform=«linux/amd64/v3/musl» golang:1.24 AS build
        FROM scratch
        COPY --chown=10001:10001 «--chown=0:0» --from=build /app /app
        COPY «--link=yes» rules /rules
        COPY «--chmod» 0555 run.sh /run.sh
      `,
    },
    {
      good: dockerfile`
        FROM --platform=$BUILDPLATFORM golang:1.24 AS build
        RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache go build -o /app .
        FROM --platform=linux/arm/v7 alpine:3.22.1
        COPY --link=false --chown= --from=build /app /app
      `,
    },
  ],
})
