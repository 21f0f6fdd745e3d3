import { writtenInstructions } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** One word to the builder as it stands: plain text and quoted pieces, without blanks between them. */
const oneWord = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\\])+$/
/** What means something else inside double quotes. */
const quoting = /["'\\`]/

export default rule({
  severity: 'warning',
  summary: 'Write ENV and LABEL with "=".',
  why: 'Without it all the rest of the line is the value: a second variable on the line, or a forgotten quote, ends up in the first. Docker means to drop this form.',
  peers: ['buildkit:LegacyKeyValueFormat'],
  references: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  on: writtenInstructions(({ pairs }) => pairs.some(({ legacy }) => legacy)),

  *check(instruction) {
    const { node } = instruction
    const pair = node.pairs.find(({ legacy }) => legacy)
    if (!pair?.valueRange || !pair.rawValue) return
    // `NAME = value` has blanks where none may be: the sign is part of the value.
    const [, meant] = /^=[ \t]+(\S[^]*)$/.exec(pair.rawValue) ?? []
    const value = meant ?? pair.rawValue
    const better = oneWord.test(value) ? value : quoting.test(value) ? undefined : `"${value}"`
    const oneLine = pair.valueRange.end - pair.valueRange.start === pair.rawValue.length
    const place = instruction.at.at('pairs').at(0)
    yield {
      at: place,
      message: `${node.keyword} "${pair.key}" ${meant === undefined ? 'is written without "=", so all the rest of the line is its value' : 'is set to what is behind the blank, "=" included'}. Write ${node.keyword} ${pair.key}=${better && better.length <= 40 ? better : '"…"'}.`,
      ...(better && oneLine && { fix: replace(place, `${pair.key}=${better}`) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        ENV «NODE_ENV production»
        ENV «GREETING good morning»
        LABEL «team "the shop"»
        ONBUILD ENV «STAGE	$STAGE»
        ENV «ROOT = /srv»
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        ENV NODE_ENV=production
        ENV GREETING="good morning"
        LABEL team="the shop"
        ONBUILD ENV STAGE=$STAGE
        ENV ROOT=/srv
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        ENV NODE_ENV=production GREETING="good morning"
        LABEL team=shop
        ARG PORT
      `,
    },
  ],
})
