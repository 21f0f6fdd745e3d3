import { stageCircles } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let no stage need itself through others.',
  why: 'None of the stages can be built before the others, so BuildKit refuses the file with "circular dependency detected".',
  peers: ['buildkit:build-error'],
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  on: stageCircles,

  *check({ at, reference, circle }) {
    // A COPY from its own stage has a rule of its own.
    if (circle.length === 1 && reference.kind === 'copy') return
    const [first, ...others] = circle.map(({ name, index }) => (name === undefined ? `stage ${index}` : `"${name}"`))
    const way = others.map(name => `needs ${name}, which `).join('')
    yield { at, message: `${first} ${way}needs ${first}, so BuildKit can begin with none of them. Take what they share into a stage of its own.` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        COPY --from=«assets» /dist /src/dist
        RUN go build -o /app .
        FROM node:22.21.0-slim AS assets
        COPY --from=build /src/schema.json .
        RUN npm run build
      `,
    },
    {
      title: 'through FROM and mounts',
      bad: dockerfile`
        FROM golang:1.24 AS base
        RUN --mount=type=bind,from=«final»,target=/final ls /final
        FROM base AS build
        FROM alpine:3.22.1 AS final
        COPY --from=build /app /app
      `,
    },
    {
      title: 'a later stage may be copied from',
      good: dockerfile`
        FROM golang:1.24 AS build
        COPY --from=assets /dist /src/dist
        FROM node:22.21.0-slim AS assets
        RUN npm run build
        FROM alpine:3.22.1
        COPY --from=build /app /app
        COPY --from=assets /dist /dist
      `,
    },
  ],
})
