import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { expansionsOf } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give a program its file instead of a pipe from cat.',
  why: 'A pipe from cat is one program more, and when the file is missing nobody is told.',
  presets: [],
  peers: ['hadolint:SC2002'],
  references: ['https://www.shellcheck.net/wiki/SC2002'],
  on: commandsNamed('cat'),

  *check(command) {
    const { node, pipeline, words } = command
    const [file] = words
    if (
      pipeline.commands.length < 2 ||
      pipeline.commands[0] !== node ||
      words.length !== 1 ||
      !file ||
      /^-|[*?`[]/.test(file.raw) ||
      expansionsOf(file).some(({ quoted }) => !quoted)
    )
      return
    const next = pipeline.commands[1]
    const reader = (next?.type === 'simple' && next.words[0]?.raw) || 'the next command'
    yield { at: command.at(node), message: `${reader} can read ${file.raw} itself. Write "${reader} … < ${file.raw}".` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «cat /etc/passwd» | grep shop
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN cat /etc/passwd /etc/group | grep shop && cat /etc/motd && cat /srv/*.txt | sort && grep shop < /etc/passwd
      `,
    },
  ],
})
