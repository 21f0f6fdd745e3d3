import type { Command as ShellCommand, Statement } from '../../languages/shell/index.ts'
import { lists, type List } from '../../model/dockerfile/shell/and-or-list.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

/** Commands that ask something. */
const tests = new Set(['[', 'test', 'command', 'which', 'type', 'hash', 'grep', 'egrep', 'true', 'false', 'getent', 'id', 'cmp', 'diff'])
/** Commands that do not fail, or for which it does no harm to run as well. */
const harmless = new Set(['[', '[[', 'test', 'echo', 'printf', 'export', 'exit', 'return', 'true', 'false', ':', 'set', 'unset', 'shift'])
const endings = new Set(['echo', 'exit', 'return', 'printf', 'true', ':'])
/** When one of them says no, the other way is meant. */
const conditions = new Set(['[', '[[', 'test'])
const closings = new Map([
  ['[', ']'],
  ['[[', ']]'],
])

export default rule({
  severity: 'info',
  summary: 'Write what may go either way with if, then and else.',
  why: '"test && this || that" is no choice between the two: when the test says yes and the first command fails, the second one runs as well, and the failure is forgotten.',
  peers: ['hadolint:SC2015'],
  references: ['https://www.shellcheck.net/wiki/SC2015'],
  options: {
    first: option<'test' | 'any'>('test', 'What stands first: a "test", so that a choice is meant, or "any" command.', { schema: { enum: ['test', 'any'] } }),
  },
  on: where(lists, ({ statement }) => statement.items.some(({ operator }) => operator === '||')),

  *check({ script, statement, asked }, { options }) {
    if (asked) return
    const or = orBehindAnd(statement, options.first)
    if (!or) return
    const [test, then, otherwise] = or
    yield {
      at: script.at({ range: otherwise.operatorRange! }),
      message: `When ${nameOf(then.pipeline.commands[0]) ?? 'what is before it'} fails, ${nameOf(otherwise.pipeline.commands[0]) ?? 'what follows'} runs as well, and the failure is forgotten. Write "if ${closings.has(test) ? `${test} … ${closings.get(test)}` : test}; then …; else …; fi".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN [ -f /srv/shop.tar ] && tar -xf /srv/shop.tar «||» curl -fsSLO https://example.com/shop.tar
      `,
    },
    {
      title: 'any command',
      options: { first: 'any' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN make && make install «||» make clean
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN [ -f /srv/shop.tar ] && echo there || curl -fsSLO https://example.com/shop.tar
        RUN [ -f /srv/shop.tar ] && tar -xf /srv/shop.tar || exit 1
        RUN test -f /a && rm /a || true
        RUN if [ -f /a ] && grep a /a || grep b /b; then make; fi
        RUN make || make clean && [ -f /a ] && [ -f /b ] || make again
      `,
    },
  ],
})

type Item = Statement['items'][number]

/** `a && b || c`, where b may fail after all. */
function orBehindAnd({ items }: List['statement'], first: 'test' | 'any'): readonly [test: string, then: Item, otherwise: Item] | undefined {
  for (const [index, otherwise] of items.entries()) {
    const then = items[index - 1]
    const test = items[index - 2]
    if (otherwise.operator !== '||' || then?.operator !== '&&' || !test) continue
    const [asks, does, else_] = [test, then, otherwise].map(({ pipeline }) => nameOf(pipeline.commands.at(-1)))
    if (isAssignment(otherwise.pipeline.commands[0]) || endings.has(else_ ?? '') || conditions.has(does ?? '')) continue
    if (first === 'any' || (tests.has(asks ?? '') && !harmless.has(does ?? '') && !harmless.has(else_ ?? '') && !isAssignment(then.pipeline.commands[0])))
      return [asks ?? '…', then, otherwise]
  }
  return undefined
}

function isAssignment(command: ShellCommand | undefined): boolean {
  return command?.type === 'simple' && command.words.length === 0
}

function nameOf(command: ShellCommand | undefined): string | undefined {
  return command?.type === 'simple' ? command.words[0]?.value : command?.type === 'test' ? '[[' : undefined
}
