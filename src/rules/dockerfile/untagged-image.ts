import { baseImages } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give base images a tag.',
  why: 'Without one the build takes "latest": it changes under you, and no build can be repeated.',
  peers: ['hadolint:DL3006', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  on: baseImages,

  *check({ stage, image }) {
    if (image.tag || image.digest) return
    yield {
      at: stage.imageWord,
      message: `"${image.name}" has no tag, so each build takes whatever is the latest by then. Pin a release, for instance "${image.name}:<version>".`,
    }
  },

  examples: [
    {
      title: 'a port is not a tag',
      bad: dockerfile`
        FROM «localhost:5000/base»
        COPY app /app
      `,
    },
    {
      title: 'stages, scratch and what only a build can know',
      good: dockerfile`
        ARG BASE
        FROM debian:13.1-slim AS base
        FROM base AS build
        FROM \${BASE} AS tools
        FROM scratch
        COPY --from=build /app /app
      `,
    },
  ],
})
