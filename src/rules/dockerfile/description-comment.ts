import type { Instruction } from '../../languages/dockerfile/index.ts'
import { writtenInstructions } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Start the comment above a stage or ARG with its name.',
  why: '"docker build --call=outline" shows such a comment as the description of the target or argument, and leaves out any other.',
  presets: [],
  peers: ['buildkit:InvalidDefinitionDescription'],
  references: ['https://docs.docker.com/reference/build-checks/invalid-definition-description/'],
  options: {
    files: option('all', 'Which Dockerfiles: all, or those that ask for it with "# check=experimental=InvalidDefinitionDescription".', {
      schema: { enum: ['all', 'experimental'] },
    }),
  },
  on: writtenInstructions(isMisdescribed),

  *check({ at, node, dockerfile: { directives } }, { options }) {
    const asked = directives.some(({ name, value }) => name === 'check' && /experimental=(?:[^;]*,)?(?:all|InvalidDefinitionDescription)\b/i.test(value))
    if (options.files === 'experimental' && !asked) return
    yield {
      at: node.keyword === 'ARG' ? at.at('pairs').at(0) : at.at('words').at(2),
      // BuildKit keeps silent, so no build stops for it.
      ...(!asked && { check: '' }),
      message: `The comment above does not start with "${namesIn(node)[0]}", so it is not shown as its description. Start it so, or put an empty line between them.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        # The version to build.
        ARG «VERSION=1.2»
        # build compiles all
        FROM golang:1.24 AS build
        # Base is what ships
        FROM alpine:3.22.1 AS «base»
      `,
    },
    {
      options: { files: 'experimental' },
      good: dockerfile`
        # The version to build.
        ARG VERSION=1.2
        FROM alpine:3.22.1
      `,
    },
    {
      good: dockerfile`
        # VERSION is the version to build.
        ARG VERSION=1.2 FLAVOUR=plain
        # FLAVOUR is what to leave out.

        # the image
        #
        FROM golang:1.24 AS build
        # unnamed
        FROM alpine:3.22.1
      `,
    },
  ],
})

/** Whether the comment above starts with another word than a name that is given here. */
function isMisdescribed(node: Instruction): boolean {
  const comment = node.precedingComments.at(-1)
  const names = comment ? namesIn(node) : []
  return names.length > 0 && !names.includes(comment!.text.split(' ')[0]!)
}

/** What can be described: arguments, and a stage. */
function namesIn({ keyword, pairs, words }: Instruction): string[] {
  if (keyword === 'ARG') return pairs.map(({ key }) => key)
  return keyword === 'FROM' && words.length === 3 ? [words[2]!.raw.toLowerCase()] : []
}
