import { stageNames } from '../../model/dockerfile/stage-name.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What each of them means to the builder. */
const reserved: ReadonlyMap<string, string> = new Map([
  ['scratch', 'the empty image'],
  ['context', 'the build context'],
])

export default rule({
  severity: 'warning',
  summary: 'Do not call a stage "scratch" or "context".',
  why: 'The builder has a meaning of its own for these names, so what refers to the stage may get the empty image or the build context.',
  peers: ['hadolint:DL3063', 'buildkit:ReservedStageName'],
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  on: where(stageNames, ({ name }) => reserved.has(name)),

  *check({ name, written, at }) {
    const meaning = reserved.get(name)
    if (!meaning) return
    yield { at, message: `"${written}" is ${meaning} to the builder, so a stage of that name cannot be told from it. Give the stage another name.` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.22.1 AS «context»
        FROM alpine:3.22.1 AS «Scratch»
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.22.1 AS contexts
        FROM scratch AS empty
      `,
    },
  ],
})
