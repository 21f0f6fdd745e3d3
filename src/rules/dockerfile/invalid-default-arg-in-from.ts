import { environmentOf } from '../../languages/dockerfile/index.ts'
import { parseImage } from '../../languages/image-reference.ts'
import { stages } from '../../model/dockerfile/dockerfile.ts'
import { globalNames } from '../../model/dockerfile/variable.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give ARGs that FROM needs a default.',
  why: 'Without --build-arg the name of the image is broken, and the build stops with "invalid reference format".',
  peers: ['buildkit:InvalidDefaultArgInFrom'],
  references: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  options: {
    undeclared: option(false, 'Whether variables count that no ARG above the first FROM declares, for which a default is no help.'),
  },
  on: where(stages, ({ node: { image, parent } }) => image?.raw.includes('$') === true && !parent),

  *check(stage, { options, project }) {
    const { from, image } = stage.node
    if (!from || !image) return
    const { value, missing } = environmentOf(stage.dockerfile.value!).expand(image.raw, from)
    if (value === undefined || value === 'scratch' || parseImage(value)) return
    const declared = project.get(globalNames)(stage)
    if (!options.undeclared && missing.some(name => !declared.has(name))) return
    const names = missing.map(name => `"${name}"`).join(' and ')
    yield {
      at: stage.imageWord,
      message: `Without build arguments this is ${value === '' ? 'empty' : `"${value}"`}, which is no image, so a plain "docker build" stops here. ${names === '' ? 'Mend the defaults of the ARGs in it' : `Give ${names} a default`}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        ARG VERSION
        ARG VARIANT=-slim
        FROM «node:$VERSION$VARIANT»
      `,
    },
    {
      title: 'an empty part, or a default on the spot',
      good: dockerfile`
        ARG VERSION
        ARG VARIANT
        FROM node:22.21.0$VARIANT AS build
        FROM node:\${VERSION:-22.21.0}
      `,
    },
    {
      title: 'declared too late is another fault',
      good: dockerfile`
        FROM node:$VERSION
        ARG VERSION=22.21.0
      `,
    },
  ],
})
