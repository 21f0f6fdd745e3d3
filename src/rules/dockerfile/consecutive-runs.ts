import { finalStages, type Instruction } from '../../model/dockerfile.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Join RUN instructions that follow each other.',
  why: 'Each RUN is a layer: what one leaves behind stays in the image even when the next deletes it.',
  peers: ['hadolint:DL3059'],
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  options: {
    most: option(3, 'How many RUN instructions may follow each other.'),
  },
  on: finalStages,

  *check(stage, { options }) {
    for (const group of runGroups(stage.instructions)) {
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
      title: 'build stages, and mounts that differ',
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
      `,
    },
  ],
})

/** Runs of RUN instructions with the same flags; other flags are a reason for a layer of their own. */
function runGroups(instructions: readonly Instruction[]): Instruction[][] {
  const groups: Instruction[][] = []
  let previous: string | undefined
  for (const instruction of instructions) {
    const key = instruction.keyword === 'RUN' ? instruction.node.flags.map(({ name, value }) => `${name}=${value}`).join(' ') : undefined
    if (key !== undefined && key === previous) groups.at(-1)!.push(instruction)
    else if (key !== undefined) groups.push([instruction])
    previous = key
  }
  return groups
}
