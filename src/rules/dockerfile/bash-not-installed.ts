import { missingBashes } from '../../model/dockerfile/bash.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Install bash where you use it: Alpine has none.',
  why: 'Images of Alpine bring the shell of BusyBox alone, so the build stops, or the container does not start: "bash: not found".',
  references: ['https://wiki.alpinelinux.org/wiki/Shell_management'],
  on: missingBashes,

  *check({ at, stage, starts }) {
    const image = `${stage.root.image?.name}${stage.root.image?.tag ? `:${stage.root.image.tag}` : ''}`
    yield {
      at,
      message: `"${image}" has no bash, and nothing above installs it, so ${starts ? 'the container does not start' : 'the build stops here'}. Write /bin/sh, or "RUN apk add --no-cache bash" before it.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-alpine AS build
        RUN apk add --no-cache git
        SHELL [«"/bin/bash"», "-o", "pipefail", "-c"]
        RUN npm ci
        FROM alpine:3.24.1
        RUN «bash» -c 'echo ready'
      `,
    },
    {
      title: 'the command of the container',
      bad: dockerfile`
        FROM python:3.14-alpine
        COPY start.sh /start.sh
        ENTRYPOINT [«"/bin/bash"», "/start.sh"]
      `,
    },
    {
      title: 'installed, or perhaps brought by something else',
      good: dockerfile`
        FROM alpine:3.24.1 AS tools
        RUN apk add --no-cache bash
        SHELL ["/bin/bash", "-c"]
        RUN echo ready
        FROM alpine:3.24.1 AS brought
        RUN apk add --no-cache alpine-sdk && bash -c 'echo ready'
        FROM alpine:3.24.1
        COPY --from=tools / /
        CMD ["bash"]
      `,
    },
  ],
})
