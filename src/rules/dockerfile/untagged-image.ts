import { pulledImages } from '../../model/dockerfile/stage-reference.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'
import { deprecationOf, pinOf } from '../../facts/base-images.ts'

export default rule({
  severity: 'warning',
  summary: 'Give images a tag.',
  why: 'Without one the build takes "latest": it changes under you, and no build can be repeated.',
  peers: ['hadolint:DL3006', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  options: {
    deprecated: option(false, 'Whether images of FROM count that get no more updates under any tag.'),
  },
  on: where(pulledImages, ({ image }) => !image.tag && !image.digest),

  *check({ image, stage, at }, { options }) {
    if (!options.deprecated && image === stage.image && deprecationOf(image)) return
    yield {
      at,
      message: `"${image.name}" has no tag, so each build takes whatever is the latest by then. ${pinOf(image)}.`,
    }
  },

  examples: [
    {
      title: 'a port is not a tag; COPY --from and mounts take images, too',
      bad: dockerfile`
        FROM «localhost:5000/base»
        COPY --from=«nginx» /etc/nginx /etc/nginx
        RUN --mount=type=bind,from=«acme/tools»,target=/mnt /mnt/tool
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
        COPY --from=tooling /app /app
      `,
    },
    {
      title: 'one that is to be left, whatever the tag',
      good: dockerfile`
        FROM centos
      `,
    },
  ],
})
