import { stageChain, stageNamed } from '../../languages/dockerfile/index.ts'
import { type Copy, stageCopies } from '../../model/dockerfile/copy.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Copy files from another stage, not all of it.',
  why: 'Compilers, caches and credentials of the build come along, and files of the base are overwritten with those of another system.',
  peers: ['hadolint:DL3067'],
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  options: {
    stages: option<'final' | 'all'>('final', 'Which are judged: the "final" image, unless it or what is copied starts from scratch, or "all" stages.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: where(stageCopies, ({ destination }) => destination.written === '/'),

  *check(copy, { options }) {
    const { instruction, sources } = copy
    const from = instruction.node.flags.find(({ name }) => name === 'from')?.value
    if (from === undefined || !sources.some(({ written }) => written === '/')) return
    if (options.stages === 'final' && !isShippedWhole(copy, from)) return
    yield {
      at: instruction,
      message: `"COPY --from=${from} / /" takes a whole file system, with all that its build left behind. Copy the folders that the image needs.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        RUN go build -o /usr/local/bin/shop .
        FROM debian:13.1-slim
        «COPY --from=build / /»
      `,
    },
    {
      title: 'one layer of many, a folder of its own, and build stages',
      good: dockerfile`
        FROM debian:13.1-slim AS rootfs
        COPY --from=acme/cross:1.6 / /
        FROM scratch AS files
        COPY --from=rootfs / /
        FROM debian:13.1-slim
        COPY --from=files / /
        COPY --from=rootfs / /rescue/
      `,
    },
  ],
})

/** Whether what one build left behind comes on top of another system, and is shipped. To fill an empty stage makes one layer of many. */
function isShippedWhole({ stage }: Copy, from: string): boolean {
  if (!stage.use.shipped || stage.imageName === 'scratch') return false
  const source = stageNamed(stage.dockerfile.value!, from)
  return !source || stageChain(source).at(-1)?.baseImage !== 'scratch'
}
