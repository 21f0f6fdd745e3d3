import type { Command as ShellCommand } from '../../languages/shell/index.ts'
import { type Pipe, pipes } from '../../model/dockerfile/shell/pipeline.ts'
import type { Command } from '../../model/dockerfile/shell/run.ts'
import { expansionsOf } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Programs that read no input. */
const deaf = new Set(
  'basename cd chgrp chmod chown cp du echo export kill ln ls mkdir mkfifo mktemp mv printf ps pwd rm rmdir sleep touch uname unlink which'.split(' '),
)

export default rule({
  severity: 'warning',
  summary: 'Pipe to programs that read their input.',
  why: 'A program that reads no input ignores what is piped to it: what was to be deleted or copied stays as it is, and nobody is told.',
  peers: ['hadolint:SC2216'],
  references: ['https://www.shellcheck.net/wiki/SC2216'],
  on: pipes,

  *check(pipe) {
    for (const command of unread(pipe))
      yield {
        at: command.at(command.nameWord),
        message: `${command.name} reads no input, so what is piped to it is lost. Write "| xargs ${command.name}" if its arguments are meant, or ";" if not.`,
      }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN find /srv -name '*.tmp' | «rm» -f && grep -l shop /etc/* | «cp» -t /srv && echo 5 | «sleep»
      `,
    },
    {
      title: 'answers, and what reads it all the same',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN find /srv -name '*.tmp' -print0 | xargs -0 rm -f && yes | cp -i /a /b && ls | echo "$(cat)" && cat /names | { rm -f /a; cat; }
        RUN echo y | rm -i /srv/shop || ls | rm -f < /names
      `,
    },
  ],
})

function unread({ node, commands }: Pipe): Command[] {
  const places = new Map(node.commands.map((command, index) => [command, index]))
  return commands.filter(command => {
    const index = places.get(command.node) ?? 0
    if (index < 1 || !deaf.has(command.name ?? '') || command.nameWord !== command.node.words[0]) return false
    return !(asking.has(command.name!) && answers(node.commands[index - 1])) && !readsOtherwise(command)
  })
}

/** Programs that may ask before they delete a file, or write over one. */
const asking = new Set(['cp', 'ln', 'mv', 'rm', 'unlink'])

/** Answers to questions. */
function answers(before: ShellCommand | undefined): boolean {
  return before?.type === 'simple' && /^(?:yes|echo|printf)$/.test(before.words[0]?.value ?? '')
}

function readsOtherwise({ node }: Command): boolean {
  const substitutes = node.words.some(
    word => word.parts.some(({ type }) => type === 'process') || expansionsOf(word).some(({ part }) => part.type === 'command'),
  )
  return substitutes || node.redirects.some(({ operator }) => operator.startsWith('<'))
}
