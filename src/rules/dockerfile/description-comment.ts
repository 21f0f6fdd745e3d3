import { dockerfiles } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
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
  on: where(dockerfiles, ({ value }) => value!.comments.length > 0),

  *check(file, { options }) {
    const { instructions, directives } = file.value!
    const asked = directives.some(({ name, value }) => name === 'check' && /experimental=(?:[^;]*,)?(?:all|InvalidDefinitionDescription)\b/i.test(value))
    if (options.files === 'experimental' && !asked) return
    for (const [index, { keyword, words, pairs, precedingComments }] of instructions.entries()) {
      if (precedingComments.length === 0) continue
      const names = keyword === 'ARG' ? pairs.map(({ key }) => key) : keyword === 'FROM' && words.length === 3 ? [words[2]!.raw.toLowerCase()] : []
      const comment = precedingComments.at(-1)
      if (!comment || names.length === 0 || names.includes(comment.text.split(' ')[0]!)) continue
      const instruction = file.at('instructions').at(index)
      yield {
        at: keyword === 'ARG' ? instruction.at('pairs').at(0) : instruction.at('words').at(2),
        // BuildKit keeps silent, so no build stops for it.
        ...(!asked && { check: '' }),
        message: `The comment above does not start with "${names[0]}", so it is not shown as its description. Start it so, or put an empty line between them.`,
      }
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
