import { stages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not end as root.',
  why: 'The process runs as root: whoever breaks into it is root in the container, and "runAsNonRoot" refuses to start it.',
  presets: ['recommended', 'security'],
  peers: ['hadolint:DL3002', 'checkov:CKV_DOCKER_8', 'trivy:DS-0002'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  options: {
    stages: option<'final' | 'all'>('final', 'Which stages are judged: the "final" one, which runs, or "all".', { schema: { enum: ['final', 'all'] } }),
  },
  on: where(stages, stage => /[$"']|^(?:root|0)/.test(stage.effective('USER')?.node.text ?? '')),

  *check(stage, { options }) {
    // Windows has no root.
    if (stage.fragment || stage.windows || !(stage.final || options.stages === 'all')) return
    const user = stage.effective('USER')
    // What a stage below sets is reported there.
    if (!stage.final && user?.stage !== stage) return
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
      title: 'in every stage',
      options: { stages: 'all' },
      bad: dockerfile`
        FROM golang:1.24 AS build
        «USER 0:0»
        FROM build AS test
        FROM debian:13.1-slim
        USER 10001
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
