import { flatMap } from '../../flat-map.ts'
import { expandWord, type Instruction, UNKNOWN } from '../../languages/dockerfile/index.ts'
import { short } from '../../languages/dockerfile/characters.ts'
import { writtenInstructions } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** Instructions whose words the builder fills variables into, so that it takes quotes out of them. Names of images have a rule of their own. */
const expanded = new Set(['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'])
/** Instructions that take blanks for the end of a name, quoted or not. */
const lists = new Set(['ADD', 'COPY', 'VOLUME'])

export default rule({
  severity: 'error',
  summary: 'Close quotes and braces in the words of instructions.',
  why: 'BuildKit takes each word apart to fill in its variables. At one with a quote or a "${" that is left open it stops the build.',
  peers: ['buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  // Most instructions have nothing that could be open.
  on: writtenInstructions(({ keyword, json, text }) => expanded.has(keyword) && !json && /["']|\$\{/.test(text)),

  *check(instruction) {
    const { node, at, dockerfile: file } = instruction
    for (const { raw, list, index } of partsOf(node)) {
      const problem = raw === undefined ? undefined : expandWord(raw, () => UNKNOWN, file).problem
      if (problem === undefined) continue
      const better = problem.startsWith('the closing') ? jsonList(node) : undefined
      const instead = better ? `A blank ends a name even between quotes: write ${node.keyword} ${short(better)}.` : hint(problem)
      yield {
        at: at.at(list).at(index),
        message: `BuildKit stops at ${short(raw!)}, as ${problem}. ${instead}`,
        ...(better && { fix: replace(at.at('text'), better) }),
      }
      // The next words are most likely the rest of this one.
      return
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        ENV «GREETING=it's NODE_ENV=production»
        LABEL «description="The shop's front»
        WORKDIR «/srv/\${NAME»
      `,
    },
    {
      title: 'names with blanks',
      bad: dockerfile`
        FROM node:22.21.0-slim
        COPY --link «"my» file.txt" "/srv/"
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        COPY --link ["my file.txt", "/srv/"]
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        ARG NAME
        ENV GREETING="it's" NODE_ENV='production' QUOTE=\" REST=\${NAME:?missing}
        LABEL description="The \"shop\"" maintainer=Joe\'s
        COPY ["it's here.txt", "/srv/"]
        COPY "file.txt" /srv/
        COPY <<"END" /etc/shop
        it's
        END
        CMD echo "it's
      `,
    },
  ],
})

interface Part {
  readonly raw: string | undefined
  readonly list: 'pairs' | 'words'
  readonly index: number
}

/** What the builder takes apart, by its place. */
function partsOf({ keyword, words, pairs }: Instruction): Part[] {
  if (!/^(?:ARG|ENV|LABEL)$/.test(keyword)) return words.map(({ raw }, index) => ({ raw, list: 'words', index }))
  return flatMap(pairs, ({ key, rawValue }, index) => [
    { raw: key, list: 'pairs', index },
    { raw: rawValue, list: 'pairs', index },
  ])
}

/** A name all of which is between quotes, or nothing of it. */
const name = /(?<!\S)(?:"[^"]*"|'[^']*'|[^\s"']+)(?!\S)/g

/** Names with blanks between quotes, as the list that they have to stand in. */
function jsonList({ keyword, text, heredocs }: Instruction): string | undefined {
  if (!lists.has(keyword) || heredocs.length > 0 || /[\\\n]/.test(text)) return undefined
  const items = text.match(name) ?? []
  const isWhole = text.replaceAll(name, '').trim() === ''
  return isWhole ? JSON.stringify(items.map(item => item.replaceAll(/^["']|["']$/g, ''))).replaceAll('","', '", "') : undefined
}

function hint(problem: string): string {
  const [, quote = '$'] = /^the closing (["'])/.exec(problem) ?? []
  return `Write what is missing, or \\${quote} for the character itself.`
}
