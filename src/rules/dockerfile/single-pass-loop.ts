import { type ForCommand, visitCommands } from '../../languages/shell/index.ts'
import { shellScriptsWith } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Loop over more than one word.',
  why: 'In double quotes a list is one word, so the loop runs once, with all of it: one file of that name is looked for, and the others stay as they were.',
  peers: ['hadolint:SC2043', 'hadolint:SC2066'],
  references: ['https://www.shellcheck.net/wiki/SC2066', 'https://www.shellcheck.net/wiki/SC2043'],
  options: {
    literals: option(false, 'Whether a list of one plain word counts, which others may be added to.'),
  },
  on: shellScriptsWith('for'),

  *check(script, { options }) {
    const loops: ForCommand[] = []
    visitCommands(script.tree, command => {
      if (command.type === 'for') loops.push(command)
    })
    for (const { words = [] } of loops) {
      const [word] = words
      if (!word || words.length > 1) continue
      const quoted = word.parts.length === 1 && word.parts[0]!.type === 'double' && word.value === undefined && !/\$@|\$\{@|\[@\]/.test(word.raw)
      const literal = options.literals && word.value !== undefined && !/[*?[{~]/.test(word.raw)
      if (!quoted && !literal) continue
      yield {
        at: script.at(word),
        check: quoted ? 'hadolint:SC2066' : 'hadolint:SC2043',
        message: quoted
          ? `In double quotes ${word.raw} is one word, so the loop runs once, with all of it. Write it without quotes, or read it line by line with "while read -r".`
          : `The loop runs once, for ${word.raw}. Add what else there is, or leave the loop out.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN for name in «"$(cat /names)"»; do mkdir "/srv/$name"; done
      `,
    },
    {
      title: 'plain words',
      options: { literals: true },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN for name in «api»; do mkdir "/srv/$name"; done
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN for name in api; do mkdir "/srv/$name"; done; for file in /srv/*; do for other in $NAMES; do cp "$file" "$other"; done; done
        RUN set -- api web; for name in "$@"; do mkdir "/srv/$name"; done; for name in "$first" "$second"; do mkdir "/srv/$name"; done
      `,
    },
  ],
})
