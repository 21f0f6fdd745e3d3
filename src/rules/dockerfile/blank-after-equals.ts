import type { Assignment, SimpleCommand, Word } from '../../languages/shell/index.ts'
import { assigningCommands } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'
const declarers = new Set<string | undefined>(['export', 'readonly', 'local', 'declare', 'typeset'])

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
    if (wrappers.length > 0 || command.inside.includes('shell')) return
    const blank = blankBefore(node, nameWord) ?? (declarers.has(nameWord.value) ? blankBehind(node) : undefined)
    if (!blank || blank.assignment.name === 'IFS' || (options.values === 'text' && !isText(blank.value))) return
    const { assignment, value } = blank
    const range = { start: assignment.range.start, end: value.range.end }
    const effect =
      value === nameWord
        ? `this runs ${value.raw} as a program, and ${assignment.name} stays unset`
        : `${assignment.name} is empty, and ${value.raw} another name`
    yield {
      at: script.at({ range }),
      message: `With a blank behind "=" ${effect}. Write ${assignment.name}=${value.raw}.`,
      ...(options.values === 'text' && { fix: replace(script.at({ range: { start: assignment.range.end, end: value.range.start } }), '') }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «VERSION= 1.4.2»; «FOLDER= "/srv/shop"»; mkdir -p "$FOLDER"
        RUN export «JOBS= 4» && make
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN VERSION=1.4.2; FOLDER="/srv/shop"; mkdir -p "$FOLDER"
        RUN export JOBS=4 && make
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
        RUN export A= B= C && make
      `,
    },
  ],
})

/** A blank between the "=" of an assignment and what it was to hold. */
interface Blank {
  readonly assignment: Assignment
  readonly value: Word
}

function blankBefore({ assignments }: SimpleCommand, nameWord: Word): Blank | undefined {
  const assignment = assignments.findLast(each => each.range.end <= nameWord.range.start)
  return assignment && isEmpty(assignment) ? { assignment, value: nameWord } : undefined
}

/** `export NAME= value` */
function blankBehind({ assignments, words }: SimpleCommand): Blank | undefined {
  for (const assignment of assignments) {
    const value = isEmpty(assignment) ? words.find(({ range }) => range.start > assignment.range.start) : undefined
    if (value && !value.raw.includes('=') && !value.raw.startsWith('-')) return { assignment, value }
  }
  return undefined
}

function isEmpty({ value, append }: Assignment): boolean {
  return value?.raw === '' && !append
}

function isText({ raw, parts }: Word): boolean {
  return /^\d/.test(raw) || (parts.length === 1 && parts[0]!.type !== 'literal' && parts[0]!.type !== 'parameter')
}
