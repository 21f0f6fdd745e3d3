import { flatMap } from '../../flat-map.ts'
import type { Word } from '../../languages/shell/index.ts'
import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { knownShell } from '../../model/dockerfile/shell/system-shell.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write escapes like "\\n" with printf.',
  why: 'Whether echo makes a line break of "\\n" depends on the shell: dash does, bash and BusyBox write a backslash and an "n" into the file.',
  peers: ['hadolint:SC2028'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html'],
  options: {
    sh: option<'base' | 'any'>('base', 'What "sh" does: what that of the base image does, where it is known ("base"), or nobody knows ("any").', {
      schema: { enum: ['base', 'any'] },
    }),
  },
  on: commandsNamed('echo'),

  *check(command, { options }) {
    const { script, words } = command
    if (script.form === 'exec' || /^-[nE]*e/.test(words[0]?.raw ?? '')) return
    const shell = options.sh === 'any' ? script.shell : knownShell(script)
    if (shell === undefined || shell === 'dash' || shell === 'zsh') return
    for (const word of words) {
      const [escape] = /(?<!\\)(?:\\\\)*\\[rntabefv0x]/.exec(quotedText(word, script.tree.text)) ?? []
      // A prompt is read by the shell that shows it, escapes and all.
      if (escape === undefined || /\bPS\d=/.test(word.raw)) continue
      yield {
        at: command.at(word),
        message: `In ${shell} echo writes "${escape.slice(-2)}" as it stands, a backslash and a letter. Write printf '%b\\n' ${word.raw.length > 40 ? '…' : word.raw} instead.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN echo «"[shop]\nport = 8080"» > /etc/shop.ini
        FROM debian:13.1-slim
        SHELL ["/bin/bash", "-c"]
        RUN echo "ready" «'a\tb'»
      `,
    },
    {
      title: 'in a shell that nobody knows',
      options: { sh: 'any' },
      bad: dockerfile`
        FROM registry.example.com/base:1
        RUN echo «"a\tb"»
      `,
    },
    {
      title: 'dash, which knows them; asked for; and no escapes',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN echo "[shop]\nport = 8080" > /etc/shop.ini
        FROM alpine:3.24.1
        SHELL ["/bin/bash", "-c"]
        RUN echo $'a\tb' && echo 'PS1="\n\w> "' >> /root/.bashrc
        FROM alpine:3.24.1
        RUN echo -e "a\tb" && printf "a\tb" && echo "C:\\\\new" '\$HOME' && echo a\nb
      `,
    },
  ],
})

/** What stands between quotes, where a backslash stays; in `$'…'` the shell reads it. */
function quotedText({ parts }: Word, text: string): string {
  return flatMap(parts, part =>
    part.type === 'single' ? (text[part.range.start] === '$' ? [] : [part]) : part.type === 'double' ? part.parts.filter(({ type }) => type === 'literal') : [],
  )
    .map(({ range }) => text.slice(range.start, range.end))
    .join(' ')
}
