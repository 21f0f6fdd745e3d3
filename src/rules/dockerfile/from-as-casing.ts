import { namedStages, type Stage } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write AS in the case of its FROM.',
  why: 'A lower-case "as" gets lost between the image and the name of the stage.',
  peers: ['buildkit:FromAsCasing'],
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  on: where(namedStages, stage => betterAs(stage) !== undefined),

  *check(stage) {
    const { written, words } = stage.node.from!
    const better = betterAs(stage)!
    const at = stage.follow(['from', 'words', 1, 'value'])
    yield { at, message: `"${words[1]!.raw}" is not in the case of its "${written}". Write ${better}.`, fix: replace(at, better) }
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

/** The AS that goes with its FROM; undefined where that stands there, or FROM itself is in mixed case. */
function betterAs({ node: { from } }: Stage): string | undefined {
  const better = from?.written === 'FROM' ? 'AS' : from?.written === 'from' ? 'as' : undefined
  const as = from?.words[1]?.raw
  return as === undefined || as === better ? undefined : better
}
