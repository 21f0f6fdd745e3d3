import { namedStages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write AS in the case of its FROM.',
  why: 'A lower-case "as" gets lost between the image and the name of the stage.',
  peers: ['buildkit:FromAsCasing'],
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  on: where(namedStages, ({ node: { from } }) => from?.words[1]?.raw !== (from?.written === 'FROM' ? 'AS' : 'as')),

  *check(stage) {
    const { from, nameWord } = stage.node
    const as = from?.words[1]?.raw
    if (!from || !nameWord || as === undefined) return
    const { written } = from
    const better = written === 'FROM' ? 'AS' : written === 'from' ? 'as' : as
    if (as === better) return
    const at = stage.follow(['from', 'words', 1, 'value'])
    yield { at, message: `"${as}" is not in the case of its "${written}". Write ${better}.`, fix: replace(at, better) }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 «as» build
        from alpine:3.22.1 «AS» final
      `,
      fixed: dockerfile`
        FROM golang:1.24 AS build
        from alpine:3.22.1 as final
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS build
        From alpine:3.22.1 aS base
        from base as as
      `,
    },
  ],
})
