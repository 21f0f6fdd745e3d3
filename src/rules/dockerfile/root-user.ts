import { finalStages } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not end as root.',
  why: 'The process runs as root: whoever breaks into it is root in the container, and "runAsNonRoot" refuses to start it.',
  presets: ['recommended', 'security'],
  peers: ['hadolint:DL3002', 'checkov:CKV_DOCKER_8', 'trivy:DS-0002'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  on: finalStages,

  *check(stage) {
    const user = stage.effective('USER')
    const name = user && stage.resolve(user)
    if (!name || !/^(?:root|0+)(?::|$)/.test(name)) return
    yield {
      at: user.stage === stage ? user : stage.imageWord,
      message: `The last USER is "${name}", so the image runs as root. Switch to another user for the command, for instance "USER 10001".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        USER 10001
        COPY app /app
        «USER root»
        RUN chmod +x /app
      `,
    },
    {
      title: 'root in between, and in a stage that is not shipped',
      good: dockerfile`
        FROM golang:1.24 AS build
        USER root
        RUN go build -o /app .
        FROM debian:13.1-slim
        USER root
        COPY --from=build /app /app
        USER 10001
      `,
    },
  ],
})
