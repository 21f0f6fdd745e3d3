import { flatMap } from '../../flat-map.ts'
import { type Assignment, type CommandSubstitution, type Part, type Word } from '../../languages/shell/index.ts'
import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { variablesOf } from '../../model/dockerfile/shell/word-splitting.ts'
import { dockerfile, option, rule } from '../../rule.ts'

const declarations = ['export', 'local', 'declare', 'typeset', 'readonly']

export default rule({
  severity: 'warning',
  summary: 'Set a variable before you export it.',
  why: '"export NAME=$(command)" succeeds whether the command does or not: neither "&&" nor "set -e" stops the build, which goes on with an empty text.',
  peers: ['hadolint:SC2155'],
  references: ['https://www.shellcheck.net/wiki/SC2155'],
  options: {
    commands: option<'failing' | 'all'>(
      'failing',
      'Which are judged: "failing" ones, without those that print a word and hardly ever fail, as mktemp and uname, or "all".',
      {
        schema: { enum: ['failing', 'all'] },
      },
    ),
  },
  on: commandsNamed(...declarations),

  *check(command, { options }) {
    const { name, node, script } = command
    if (command.inside.includes('shell') || script.form === 'exec') return
    for (const assignment of node.assignments) {
      const masked = substitutions(assignment)
      const first = masked.find(part => options.commands === 'all' || variablesOf(script).trusting.wordsOf(part) !== 'one')
      if (!first) continue
      yield {
        at: script.at({ range: assignment.nameRange }),
        message: `${name} succeeds even when ${programIn(first)} fails, and the build goes on with an empty "${assignment.name}". Write "${assignment.name}=$(…) && ${name} ${assignment.name}".`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN export «VERSION»="$(curl -fsS https://example.com/latest)" && ./install "$VERSION"
      `,
    },
    {
      title: 'all commands',
      options: { commands: 'all' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN export «GNUPGHOME»="$(mktemp -d)" && gpg --import /key.asc
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN VERSION="$(curl -fsS https://example.com/latest)" && export VERSION && ./install "$VERSION"
        RUN export GNUPGHOME="$(mktemp -d)" ARCH=$(uname -m) NAME=shop && gpg --import /key.asc
      `,
    },
  ],
})

function substitutions({ value }: Assignment): CommandSubstitution[] {
  return value && value.value === undefined ? within(value.parts) : []
}

function within(parts: Word['parts']): CommandSubstitution[] {
  return flatMap(parts, (part: Part) => (part.type === 'command' ? [part] : part.type === 'double' ? within(part.parts) : []))
}

function programIn({ script }: CommandSubstitution): string {
  const first = script.statements[0]?.items[0]?.pipeline.commands[0]
  return (first?.type === 'simple' && first.words[0]?.raw) || 'the command'
}
