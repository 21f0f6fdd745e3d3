import { type WrittenInstruction, writtenInstructions } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, option, remove, rule } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave no empty line inside an instruction.',
  why: 'The instruction goes on behind it, which it does not look like; a later version of BuildKit is to refuse it.',
  peers: ['buildkit:NoEmptyContinuation'],
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  options: {
    place: option('empty-line', 'Where to report: at the empty line, or where the instruction ends.', { schema: { enum: ['empty-line', 'last-line'] } }),
  },
  on: writtenInstructions(({ emptyContinuations }) => emptyContinuations.length > 0),

  *check(instruction, { options }) {
    const { node } = instruction
    const lines = instruction.at.at('emptyContinuations')
    yield {
      at: options.place === 'last-line' ? lastCharacter(instruction) : lines.at(0),
      message: `${node.keyword} goes on behind this empty line, which BuildKit is going to refuse. Delete it, or put a "#" on it.`,
      fix: node.emptyContinuations.map((_, index) => remove(lines.at(index))),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && \
        «»
            apt-get install --yes curl

        USER 10001
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && \
            apt-get install --yes curl

        USER 10001
      `,
    },
    {
      options: { place: 'last-line' },
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY package.json \

             package-lock.json \
             .«/»
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        COPY package.json \
             package-lock.json \
             ./
      `,
    },
    {
      title: 'comments, and empty lines of a heredoc',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && \
            # what the tests need
            #
            apt-get install --yes curl
        COPY <<EOF /etc/motd

        hello
        EOF
      `,
    },
  ],
})

function lastCharacter({ at, node }: WrittenInstruction): Ref<string> {
  return at.at('text').slice(node.text.length - 1, node.text.length)
}
