import { addWord, type Arguments, argumentsOf, type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { textOf } from '../../model/dockerfile/shell/shell-variable.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Add users with large numbers with --no-log-init.',
  why: 'useradd gives each number its own place in /var/log/faillog and /var/log/lastlog, so with a large one these are gigabytes of nothing, which the layer then stores.',
  peers: ['hadolint:DL3046'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  on: commandsNamed('useradd'),

  *check(command) {
    const given = argumentsOf(command, { values: ['b', 'c', 'd', 'e', 'f', 'g', 'G', 'k', 'K', 'p', 'R', 'P', 's', 'u', 'uid', 'Z'] })
    const uid = numberIn(command, given)
    if (!/^\d{6,}$/.test(uid) || given.has('l', 'no-log-init')) return
    yield {
      at: command.at(command.nameWord),
      message: `useradd with the number ${uid} makes log files of gigabytes, which end up in the image. Write "useradd --no-log-init".`,
      fix: addWord(command, command.nameWord, '--no-log-init'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ARG ADMIN_UID=1000010001
        RUN groupadd shop && «useradd» --gid shop --uid=100001 shop
        RUN «useradd» -u \${ADMIN_UID} admin
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        ARG ADMIN_UID=1000010001
        RUN groupadd shop && useradd --no-log-init --gid shop --uid=100001 shop
        RUN useradd --no-log-init -u \${ADMIN_UID} admin
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --uid 10001 shop && useradd -l -u 1000010001 admin && useradd --uid "$UID" other
      `,
    },
  ],
})

/** The number that a user is given, by default where a build may say another. */
function numberIn(command: Command, { flags }: Arguments): string {
  const { value, valueWord } = flags.findLast(({ name }) => name === 'u' || name === 'uid') ?? {}
  return value ?? (valueWord && textOf(command, valueWord)) ?? ''
}
