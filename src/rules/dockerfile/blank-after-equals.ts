import type { SimpleCommand, Word } from '../../languages/shell/index.ts'
import { assigningCommands } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write no blank behind "=".',
  why: '"NAME= value" runs a program called "value", with an empty NAME: the variable stays what it was.',
  peers: ['hadolint:SC1007'],
  references: ['https://www.shellcheck.net/wiki/SC1007'],
  options: {
    values: option<'text' | 'any'>(
      'text',
      'What stands behind: a "text" that is no name of a program, or "any" word, as some set a variable to nothing for one command.',
      {
        schema: { enum: ['text', 'any'] },
      },
    ),
  },
  on: assigningCommands,

  *check(command, { options }) {
    const { node, nameWord, script, wrappers } = command
    const assignment = emptyBefore(node, nameWord)
    if (!assignment || wrappers.length > 0 || command.inside.includes('shell') || assignment.name === 'IFS') return
    if (options.values === 'text' && !isText(nameWord)) return
    const range = { start: assignment.range.start, end: nameWord.range.end }
    yield {
      at: script.at({ range }),
      message: `With a blank behind "=" this runs ${nameWord.raw} as a program, and ${assignment.name} stays unset. Write ${assignment.name}=${nameWord.raw}.`,
      ...(options.values === 'text' && { fix: replace(script.at({ range: { start: assignment.range.end, end: nameWord.range.start } }), '') }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «VERSION= 1.4.2»; «FOLDER= "/srv/shop"»; mkdir -p "$FOLDER"
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN VERSION=1.4.2; FOLDER="/srv/shop"; mkdir -p "$FOLDER"
      `,
    },
    {
      title: 'any word',
      options: { values: 'any' },
      bad: dockerfile`
        FROM golang:1.24
        RUN «GOFLAGS= go» build ./...
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24
        RUN GOFLAGS= go build ./... && while IFS= read -r line; do echo "$line"; done < /names && NAME= && NAME='' make
      `,
    },
  ],
})

function emptyBefore({ assignments }: SimpleCommand, { range }: Word): SimpleCommand['assignments'][number] | undefined {
  const last = assignments.findLast(each => each.range.end <= range.start)
  return last?.value?.raw === '' && !last.append ? last : undefined
}

function isText({ raw, parts }: Word): boolean {
  return /^\d/.test(raw) || (parts.length === 1 && parts[0]!.type !== 'literal' && parts[0]!.type !== 'parameter')
}
