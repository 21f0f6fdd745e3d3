import { type Instruction, isKeyword } from '../../languages/dockerfile/index.ts'
import { dockerfiles } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write all instructions in one case.',
  why: 'Upper case is what everyone expects; a mix makes instructions hard to tell from their arguments.',
  peers: ['buildkit:ConsistentInstructionCasing'],
  references: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  on: where(dockerfiles, file => !file.value!.instructions.every(isUpper)),

  *check(file) {
    const { instructions } = file.value!
    const lower = instructions.filter(isLower).length > instructions.filter(isUpper).length
    for (const [index, instruction] of instructions.entries()) {
      const { written, keyword } = instruction
      if (!isKeyword(keyword) || (lower ? isLower(instruction) : isUpper(instruction))) continue
      const better = lower ? keyword.toLowerCase() : keyword
      const at = file.at('instructions').at(index).at('keyword')
      yield {
        at,
        message: `"${written}" is not in the ${lower ? 'lower' : 'upper'} case of the other instructions. Write ${better}.`,
        fix: replace(at, better),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.22.1
        «copy» app /app
        «User» 10001
        ENTRYPOINT ["/app"]
      `,
      fixed: dockerfile`
        FROM alpine:3.22.1
        COPY app /app
        USER 10001
        ENTRYPOINT ["/app"]
      `,
    },
    {
      title: 'the majority decides',
      bad: dockerfile`
        «FROM» alpine:3.22.1
        copy app /app
        user 10001
      `,
      fixed: dockerfile`
        from alpine:3.22.1
        copy app /app
        user 10001
      `,
    },
    {
      good: dockerfile`
        from alpine:3.22.1
        onbuild RUN apk upgrade
        entrypoint ["/app"]
      `,
    },
  ],
})

function isLower({ written, keyword }: Instruction): boolean {
  return written === keyword.toLowerCase()
}

function isUpper({ written, keyword }: Instruction): boolean {
  return written === keyword
}
