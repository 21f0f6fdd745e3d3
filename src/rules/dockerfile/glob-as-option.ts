import type { Word } from '../../languages/shell/index.ts'
import { runCommands } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write patterns of file names with "./" before them.',
  why: 'A file whose name begins with "-" is an option to the program that gets it.',
  presets: [],
  peers: ['hadolint:SC2035'],
  references: ['https://www.shellcheck.net/wiki/SC2035'],
  on: project => project.get(runCommands).filter(({ words }) => words.some(isPattern)),

  *check(command) {
    const { script, words, name, wrappers } = command
    if (script.form === 'exec' || wrappers.length > 0 || name === 'echo' || name === 'printf' || name === undefined) return
    for (const word of words) {
      if (word.value === '--') return
      if (!isPattern(word)) continue
      yield {
        at: command.at(word),
        message: `A file whose name begins with "-" is an option to ${name}. Write "./${word.raw}".`,
        fix: replace(command.at(word), `./${word.raw}`),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN cd /srv && rm -f «*.tmp»
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN cd /srv && rm -f ./*.tmp
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN rm -rf /srv/* ./*.tmp shop-*.tar && rm -- *.log && find . -name '*.o' && echo *
      `,
    },
  ],
})

function isPattern({ parts, raw }: Word): boolean {
  const [first] = parts
  return first?.type === 'literal' && /^[*?]/.test(raw)
}
