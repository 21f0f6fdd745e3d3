import { pulledImages } from '../../model/dockerfile/stage-reference.ts'
import { dockerfile, option, rule } from '../../rule.ts'
import { deprecationOf, pinOf } from '../../facts/base-images.ts'

export default rule({
  severity: 'warning',
  summary: 'Give images a tag that names one release, never "latest".',
  why: 'The next build takes whatever the tag means by then: a build that worked yesterday breaks today, and none can be repeated.',
  peers: ['hadolint:DL3007', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  options: {
    floating: option(['latest'], 'Tags that float, besides a missing one.'),
    deprecated: option(false, 'Whether images of FROM count that get no more updates under any tag.'),
  },
  on: pulledImages,

  *check({ image, stage, at }, { options }) {
    const { tag, digest, name } = image
    if (digest || !tag || !options.floating.includes(tag) || (!options.deprecated && image === stage.image && deprecationOf(image))) return
    yield {
      at,
      message: `"${name}:${tag}" floats: the next build takes whatever "${tag}" means by then. ${pinOf(image)}.`,
    }
  },

  examples: [
    {
      title: 'also through an ARG, and in COPY --from',
      bad: dockerfile`
        ARG TAG=latest
        FROM «node:\${TAG}» AS build
        FROM «nginx:latest»
        COPY --from=«acme/assets:latest» /srv /srv
      `,
    },
    {
      good: dockerfile`
        ARG TAG
        FROM node:22.21.0-slim AS build
        FROM nginx:\${TAG} AS chosen
        FROM nginx:latest@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
        COPY --from=build /app /usr/share/nginx/html
      `,
    },
    {
      title: 'one that is to be left, as other tools judge it',
      options: { deprecated: true },
      bad: dockerfile`
        FROM «openjdk:latest»
      `,
    },
  ],
})
