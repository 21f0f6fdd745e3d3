import { namedStages, type Stage } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Write the names of stages in lower case.',
  why: 'BuildKit takes them in any case, but shows them in lower case, and "COPY --from=Build" looks like another stage than "build".',
  peers: ['buildkit:StageNameCasing'],
  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  on: where(namedStages, ({ node: { nameWord, name } }) => nameWord?.raw !== name),

  *check(stage) {
    const { nameWord, name } = stage.node
    if (!nameWord || name === undefined) return
    const at = stage.at('nameWord')
    const { children, copies } = stage.use
    const places: Ref<unknown>[] = [
      at.at('value'),
      ...children.filter(child => means(child.node.image?.raw, stage)).map(child => child.follow(['image', 'value'])),
      ...copies.filter(({ reference }) => means(reference.name, stage)).map(({ at: place }) => place),
    ]
    yield {
      at,
      message: `The stage "${nameWord.raw}" is "${name}" to BuildKit. Write it so.`,
      fix: places.map(place => replace(place, name)),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS «BuildBase»
        FROM BuildBase AS build
        RUN --mount=type=bind,from=buildBase,target=/base go build -o /app .
        FROM alpine:3.22.1
        COPY --from=BUILDBASE /rules /rules
        COPY --from=0 /certs /certs
      `,
      fixed: dockerfile`
        FROM golang:1.24 AS buildbase
        FROM buildbase AS build
        RUN --mount=type=bind,from=buildbase,target=/base go build -o /app .
        FROM alpine:3.22.1
        COPY --from=buildbase /rules /rules
        COPY --from=0 /certs /certs
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS build-base_1.24
        FROM registry.example.com/Tools AS tools
      `,
    },
  ],
})

/** Whether a word names a stage, in whatever case; a number or a variable does otherwise. */
function means(word: string | undefined, stage: Stage): boolean {
  return word?.toLowerCase() === stage.node.name && word !== stage.node.name
}
