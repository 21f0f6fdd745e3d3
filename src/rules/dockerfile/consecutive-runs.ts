import { type Instruction, stages } from '../../model/dockerfile/dockerfile.ts'
import { type Command, scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { shellInput } from '../../model/dockerfile/shell/wrappers.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Join RUN instructions that follow each other.',
  why: 'Each RUN is a layer: what one leaves behind stays in the image even when the next deletes it.',
  peers: ['hadolint:DL3059'],
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  options: {
    most: option(3, 'How many RUN instructions may follow each other.'),
    commands: option(2, 'Only RUN instructions with at most so many commands are counted, as long ones are apart for a reason; 0 for all.'),
    stages: option<'final' | 'all'>('final', 'Where: in the "final" stage, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: where(stages, ({ node: { instructions } }) => instructions.some((each, index) => isRun(each) && index > 0 && isRun(instructions[index - 1]!))),

  *check(stage, { options }) {
    if (options.stages === 'final' && !stage.final) return
    for (const group of runGroups(stage.instructions, options.commands || Infinity)) {
      if (group.length <= options.most) continue
      yield {
        at: group[0]!,
        message: `${group.length} RUN instructions follow each other here, each a layer of its own that keeps what later ones delete. Join those that belong together with "&&", or in one heredoc.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        «RUN apt-get update»
        RUN apt-get install --yes --no-install-recommends curl
        RUN curl --fail --output /tmp/shop.tar https://example.com/shop.tar
        RUN rm /tmp/shop.tar
      `,
    },
    {
      title: 'short ones, everywhere',
      options: { most: 1, commands: 1, stages: 'all' },
      bad: dockerfile`
        FROM golang:1.24 AS build
        RUN go vet ./... && go test ./...
        «RUN go env»
        # The newest is installed here.
        RUN bash -c 'go build -o /app .'
        FROM scratch
        COPY --from=build /app /
      `,
    },
    {
      title: 'build stages, mounts that differ, and steps that clean up after themselves',
      good: dockerfile`
        FROM golang:1.24 AS build
        RUN go env
        RUN go vet ./...
        RUN go test ./...
        RUN go build -o /app .
        FROM debian:13.1-slim
        RUN useradd shop
        RUN --mount=type=cache,target=/var/cache/apt apt-get update
        RUN install --directory /srv/shop
        RUN chown shop /srv/shop
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
        RUN curl -fsSLO https://example.com/a.tar && tar -xf a.tar && rm a.tar
        RUN curl -fsSLO https://example.com/b.tar && tar -xf b.tar && rm b.tar
        RUN useradd --uid 10001 shop
      `,
    },
  ],
})

/** RUN instructions in a row with the same flags, as other flags are a reason for a layer of their own, and with few commands. */
function isRun({ keyword }: Pick<Instruction, 'keyword'>): boolean {
  return keyword === 'RUN'
}

function runGroups(instructions: readonly Instruction[], commands: number): Instruction[][] {
  const groups: Instruction[][] = []
  let previous: string | undefined
  for (const instruction of instructions) {
    const counts = instruction.keyword === 'RUN' && commandsIn(instruction) <= commands
    const key = counts ? instruction.node.flags.map(({ name, value }) => `${name}=${value}`).join(' ') : undefined
    if (key !== undefined && key === previous) groups.at(-1)!.push(instruction)
    else if (key !== undefined) groups.push([instruction])
    previous = key
  }
  return groups
}

/** Those that a shell or another program merely starts are counted without it. */
function commandsIn(instruction: Instruction): number {
  return scriptsOf(instruction).reduce((count, { commands }) => count + commands.filter(counts).length, 0)
}

function counts({ wrappers, nameWord, words }: Command): boolean {
  return wrappers.length === 0 && !shellInput([nameWord, ...words], 0).script
}
