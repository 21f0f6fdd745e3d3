import { unknownFlags } from '../../model/read-problem.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Use flags that the instruction has.',
  why: 'BuildKit refuses a flag that it does not know, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/'],
  options: {
    allow: option<string[]>([], 'More flags that your frontend knows, without "--".'),
  },
  on: unknownFlags,

  *check({ at, message, flag, foreign }, { options }) {
    if (flag !== undefined && options.allow.includes(flag)) return
    yield { at, message, ...(foreign && { severity: 'warning' }) }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        RUN «--mnt=type=cache,target=/root/.cache» go build -o /app .
        FROM scratch
        COPY «--form=build» /app /app
      `,
    },
    {
      title: 'flags of the newest frontend, and arguments that look like flags',
      good: dockerfile`
        # syntax=docker/dockerfile:1-labs
        FROM debian:13.1-slim
        ADD --unpack --exclude=*.md https://example.com/site.tar.gz /srv/
        COPY --parents --link ./a/b /srv/
        RUN --device=vendor.com/gpu=all -- --help
        HEALTHCHECK --start-interval=2s CMD ["/probe"]
      `,
    },
    {
      options: { allow: ['shard'] },
      good: dockerfile`
        FROM debian:13.1-slim
        COPY --shard=2 . /srv/
      `,
    },
  ],
})
