import { stagesByName } from '../../model/dockerfile/stage-name.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give each stage a name of its own.',
  why: 'Of two stages with one name, FROM and COPY --from take the one that BuildKit saw last, so an image is built from other parts than its reader thinks.',
  peers: ['hadolint:DL3024', 'buildkit:DuplicateStageName', 'checkov:CKV_DOCKER_11', 'trivy:DS-0012'],
  references: ['https://docs.docker.com/reference/build-checks/duplicate-stage-name/'],
  on: where(stagesByName, ({ length }) => length > 1),

  *check([first, ...others]) {
    for (const { written, at } of others) {
      yield {
        at,
        message: `A stage above is called "${first.written}" already${written === first.written ? '' : ', and names are compared without case'}. What refers to "${written}" takes one or the other, by its place in the file; give this stage another name.`,
        related: [{ at: first.at, message: 'the first of that name' }],
      }
    }
  },

  examples: [
    {
      title: 'case does not count',
      bad: dockerfile`
        FROM golang:1.24 AS build
        RUN go build -o /api ./cmd/api
        FROM node:22.21.0-slim AS «Build»
        RUN npm run build
        FROM debian:13.1-slim
        COPY --from=build /srv/shop/dist /srv
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS api
        FROM node:22.21.0-slim AS web
        FROM debian:13.1-slim
        COPY --from=api /api /api
        COPY --from=web /dist /srv
      `,
    },
  ],
})
