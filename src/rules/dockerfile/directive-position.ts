import { dockerfiles } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

const directive = /^(syntax|escape|check)[ \t]*=[ \t]*(\S.*)$/i

export default rule({
  severity: 'warning',
  summary: 'Write parser directives at the top of the file.',
  why: 'BuildKit looks for them above the first comment, empty line and instruction only. Further down the line is a comment: the syntax, escape character or checks that it asks for are not used, and nothing says so.',
  references: ['https://docs.docker.com/reference/dockerfile/#parser-directives'],
  on: where(dockerfiles, ({ value }) => value!.comments.some(({ text }) => directive.test(text))),

  *check(file) {
    const { comments, directives, instructions } = file.value!
    const first = instructions[0]?.range.start ?? Infinity
    for (const [index, { text, range }] of comments.entries()) {
      const match = directive.exec(text)
      if (!match) continue
      const name = match[1]!.toLowerCase()
      // "check=skip" above an instruction is for that one, and the syntax may stand below a "#!" line.
      if (name === 'check' && /skip=/.test(match[2]!)) continue
      if (name === 'syntax' && index === 1 && comments[0]!.text.startsWith('!') && range.start < first) continue
      // Prose may start like this, but not above everything else, where a directive stands.
      if (!looksMeant(name, match[2]!)) continue
      const given = directives.some(directive => directive.name === name)
      yield {
        at: file.at('comments').at(index),
        message: `"# ${text}" is a mere comment here, as it stands below ${range.start < first ? 'a comment or an empty line' : 'an instruction'}. ${given ? 'The one at the top holds; delete this one.' : 'Move it to the top of the file.'}`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        # Builds the shop for Windows.
        «# escape=\`»
        FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
        COPY app.exe /
        «# syntax=docker/dockerfile:1»
      `,
    },
    {
      good: dockerfile`
        # syntax=docker/dockerfile:1
        # check=error=true
        # The syntax = of this file is the newest.
        FROM alpine:3.22.1
        # check=skip=JSONArgsRecommended
        CMD exec /app
      `,
    },
  ],
})

/** Whether the value is one that the directive takes. */
function looksMeant(name: string, value: string): boolean {
  if (name === 'escape') return value === '\\' || value === '`'
  return name === 'check' ? /^(?:error|experimental)=/.test(value) : /^[\w.-]+(?:[/:@][\w.-]+)+$/.test(value)
}
