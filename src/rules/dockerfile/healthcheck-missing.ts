import { stages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say how to check the health of the container.',
  why: 'Docker and Swarm take a process that hangs for a healthy one. Kubernetes has probes instead and does not read HEALTHCHECK.',
  presets: [],
  peers: ['hadolint:DL3057', 'checkov:CKV_DOCKER_2', 'trivy:DS-0026'],
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  options: {
    stages: option<'final' | 'all'>('final', 'Which stages are judged: the "final" one, or "all" that no other is built on.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: where(stages, stage => !stage.fragment && (stage.final || stage.use.children.length === 0) && !stage.effective('HEALTHCHECK')),

  *check(stage, { options }) {
    const judged = options.stages === 'final' ? stage.final : stage.use.children.length === 0
    if (!judged) return
    yield {
      at: stage.imageWord,
      message:
        'The image says nothing of how to check its health, so Docker takes a process that hangs for a healthy one. Add "HEALTHCHECK CMD …", or "HEALTHCHECK NONE" if something else checks it.',
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        FROM «debian:13.1-slim»
        COPY --from=build /shop /shop
      `,
    },
    {
      title: 'every stage that no other is built on',
      options: { stages: 'all' },
      bad: dockerfile`
        FROM debian:13.1-slim AS base
        FROM «golang:1.24» AS build
        FROM base
        HEALTHCHECK CMD ["/shop", "--check"]
      `,
    },
    {
      title: 'set in a stage below',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        HEALTHCHECK CMD ["/shop", "--check"]
        FROM base
        COPY shop /shop
      `,
    },
  ],
})
