import { parseImage } from '../../languages/image-reference.ts'
import { writtenImages } from '../../model/dockerfile/stage-reference.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write names of images that docker can read.',
  why: 'The build stops with "invalid reference format" before anything is pulled.',
  peers: ['buildkit:build-error'],
  references: ['https://docs.docker.com/reference/cli/docker/image/tag/#description'],
  on: where(writtenImages, ({ name }) => !parseImage(name)),

  *check({ name, at }) {
    const lower = name.replace(/^[^:@]*/, text => text.toLowerCase())
    const hint = lower !== name && parseImage(lower) ? ` Names of images are lower-case: write "${lower}".` : ` ${adviceOn(name)}`
    yield { at, message: `"${name}" is no name of an image, so the build stops here.${hint}` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «MyShop:1.2» AS base
        FROM «nginx:1.29.1:alpine»
        COPY --from=«acme/tools@sha256:5f70bf18» /bin/tool /bin/
      `,
    },
    {
      title: 'hosts, ports, stages in any case, and what only a build can know',
      good: dockerfile`
        ARG TAG
        FROM localhost:5000/acme/shop_v2:1.2 AS Base
        FROM Base
        COPY --from=Base /app /app
        FROM nginx:$TAG
      `,
    },
  ],
})

function adviceOn(name: string): string {
  if (/@(?!sha256:[a-f\d]{64}$)/.test(name)) return 'A digest is "@sha256:" with 64 digits of 0-9 and a-f.'
  if (/^\w+:\/\//.test(name)) return 'Leave the scheme out.'
  return 'Write registry/name:tag, with one colon before the tag.'
}
