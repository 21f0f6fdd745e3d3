import { type BrokenList, brokenListIn } from '../../languages/dockerfile/index.ts'
import { type WrittenInstruction, writtenInstructions } from '../../model/dockerfile/dockerfile.ts'
import { invalidJson, type Refusal } from '../../model/read-problem.ts'
import type { Project } from '../../project.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

const faults: Readonly<Record<BrokenList['fault'], string>> = {
  'single-quotes': ', which knows double quotes only',
  'typographic-quotes': ', which knows straight double quotes only',
  'comma-at-end': ', with a comma behind the last item',
  unclosed: ', as its "]" is missing',
  other: '',
}
const asShellText = 'a shell gets it as it stands and finds no such program'
/** What Docker makes of the text, where that is not `asShellText`. */
const otherwise: Readonly<Record<string, string>> = {
  ADD: 'its words are taken for names of files',
  COPY: 'its words are taken for names of files',
  VOLUME: 'its words are taken for names of folders',
}

export default rule({
  severity: 'warning',
  summary: 'Write lists as JSON: strings in double quotes, with commas between them.',
  why: 'Docker does not say that a list is broken. It takes it for shell text or file names, and the container fails only once it starts.',
  peers: ['buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  on: brokenLists,

  *check(subject) {
    if ('message' in subject) {
      yield { at: subject.at, message: subject.message, severity: 'error' }
      return
    }
    const { at, node, list } = subject
    const better = list.items && JSON.stringify(list.items).replaceAll('","', '", "')
    const place = at.at('text').slice(node.text.length - list.text.length, node.text.length)
    yield {
      at: place,
      message: `This list is no JSON${faults[list.fault]}, so ${otherwise[node.keyword] ?? asShellText}. ${better && better.length <= 80 ? `Write ${better}.` : 'Put each item in double quotes, with commas between them.'}`,
      ...(better && { fix: replace(place, better) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        COPY «['package.json', '/app/']»
        RUN «["npm", "ci",]»
        VOLUME «[/data]»
        CMD «[“node”, “index file.js”]»
        HEALTHCHECK CMD «["/probe"»
        ENTRYPOINT «["node" "server.js"]»
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        COPY ["package.json", "/app/"]
        RUN ["npm", "ci"]
        VOLUME ["/data"]
        CMD ["node", "index file.js"]
        HEALTHCHECK CMD ["/probe"]
        ENTRYPOINT ["node", "server.js"]
      `,
    },
    {
      title: 'what BuildKit refuses',
      bad: dockerfile`
        FROM node:22.21.0-slim
        SHELL «/bin/bash -c»
        CMD «["node", "server.js", 3000]»
      `,
    },
    {
      title: 'tests of the shell, and patterns of file names',
      good: dockerfile`
        FROM node:22.21.0-slim
        RUN [ -f server.js ] && [ "$(id -u)" = 0 ]
        RUN [[ -f server.js ]]
        RUN [ 'x' = "$X" ] || exit 1
        COPY [a-z]*.js /app/
        CMD ["node", "server.js"]
      `,
    },
  ],
})

const withBrokenLists = writtenInstructions(node => brokenListIn(node) !== undefined)

/** What BuildKit refuses, and what it takes for something else. */
function brokenLists(project: Project): (Refusal | (Pick<WrittenInstruction, 'at' | 'node'> & { readonly list: BrokenList }))[] {
  const lists = project.get(withBrokenLists).map(({ at, node }) => ({ at, node, list: brokenListIn(node)! }))
  return [...project.get(invalidJson), ...lists]
}
