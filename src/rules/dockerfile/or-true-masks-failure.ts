import type { Command as ShellCommand, Statement } from '../../languages/shell/index.ts'
import { lists } from '../../model/dockerfile/shell/and-or-list.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Forgive one command, not all before it.',
  why: '"|| true" at the end of a chain of "&&" forgives every command of the chain: the build goes on without the packages that could not be installed, and the image fails in production.',
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_03'],
  on: where(lists, ({ statement }) => statement.items.at(-1)!.operator === '||'),

  *check({ script, statement, asked }) {
    const { items } = statement
    const last = items.at(-1)!
    const before = items.slice(0, -1)
    if (asked || last.operator !== '||' || !isNothing(last.pipeline.commands) || before.length < 2) return
    const masked = before.filter(({ pipeline }) => !asks(pipeline.commands[0]))
    if (before.slice(1).some(({ operator }) => operator !== '&&') || masked.length < 2) return
    const range = { start: last.operatorRange!.start, end: last.pipeline.range.end }
    yield {
      at: script.at({ range }),
      message: `This forgives not only ${nameOf(masked.at(-1)!) ?? 'the last command'}: when ${nameOf(masked[0]!) ?? 'the first'} fails, the build goes on without it. Put braces around what may fail: "{ …; } || true".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install --yes shop && systemctl enable shop «|| true»
      `,
    },
    {
      title: 'one command alone, in braces, or behind a test',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && { apt-get install --yes shop-extras || true; } && rm -rf /var/lib/apt/lists/*
        RUN [ -f /srv/shop.key ] && chmod 600 /srv/shop.key || true
        RUN apt-get update; systemctl enable shop || true
        RUN if grep -q a /a && grep -q b /b || true; then make; fi
        RUN make && make test || exit 1
      `,
    },
  ],
})

type Item = Statement['items'][number]

function isNothing(commands: readonly ShellCommand[]): boolean {
  const [command] = commands
  return commands.length === 1 && command?.type === 'simple' && /^(?:true|:|exit 0)$/.test(command.words.map(({ raw }) => raw).join(' '))
}

/** A test that says no is no failure. */
function asks(command: ShellCommand | undefined): boolean {
  if (command?.type === 'test') return true
  return command?.type === 'simple' && /^(?:\[|test|command|which|type|grep|getent|id|echo|printf|cd|true|set|export)$/.test(command.words[0]?.value ?? 'set')
}

function nameOf({ pipeline }: Item): string | undefined {
  const [command] = pipeline.commands
  return command?.type === 'simple' ? command.words[0]?.raw : undefined
}
