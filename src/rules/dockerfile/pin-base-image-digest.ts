import { takenImages } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Pin images by digest.',
  why: 'A tag can be moved to another image, by accident or by whoever takes over the registry account; a digest names one content for ever.',
  presets: [],
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  on: takenImages,

  *check({ at, image }) {
    const { name, tag, digest } = image
    if (digest) return
    const written = tag ? `${name}:${tag}` : name
    yield {
      at,
      message: `"${written}" can be another image tomorrow. Pin what you have tested by its digest, "${written}@sha256:…", and let a bot such as Renovate move it.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        ARG GO=1.26
        FROM «golang:\${GO}» AS build
        COPY --from=«ghcr.io/astral-sh/uv:0.9.2» /uv /bin/
        FROM «gcr.io/distroless/static-debian13»
      `,
    },
    {
      title: 'pinned, a stage, nothing, or known to the build alone',
      good: dockerfile`
        ARG BASE
        FROM golang:1.26@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef AS build
        FROM \${BASE} AS tools
        FROM scratch
        COPY --from=build /app /app
        COPY --from=sources . .
      `,
    },
  ],
})
