import { flatMap } from '../../flat-map.ts'
import { brokenListIn } from '../../languages/dockerfile/index.ts'
import { type Instruction, stages } from '../../model/dockerfile/dockerfile.ts'
import { scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { unreadCommand } from '../../model/dockerfile/start.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write CMD and ENTRYPOINT as JSON lists.',
  why: 'In the shell form a shell is process 1 and passes no signals on: the program never hears SIGTERM, and each stop waits for the kill after 30 seconds.',
  peers: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/'],
  options: {
    stages: option<'final' | 'all'>('final', 'Which are judged: what the "final" image starts, or "all", broken lists too.', {
      schema: { enum: ['final', 'all'] },
    }),
    exec: option(true, 'Whether "exec program" will do in the shell form, which hands process 1 over to the program.'),
    shell: option(true, 'Whether the shell form will do behind SHELL, which says that a shell is meant.'),
    healthcheck: option(false, 'Whether the command of HEALTHCHECK is to be a list, too.'),
  },
  on: where(stages, ({ final, instructions }) => final || instructions.some(({ keyword }) => /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword))),

  *check(stage, { options }) {
    const keywords = options.healthcheck ? ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'] : ['ENTRYPOINT', 'CMD']
    const commands =
      options.stages === 'all'
        ? stage.instructions.filter(({ keyword }) => keywords.includes(keyword))
        : flatMap(keywords, keyword => (stage.final ? (stage.effective(keyword) ?? []) : []))
    // One that starts nothing is another fault.
    const unread = options.stages === 'final' && stage.final ? unreadCommand(stage)?.command : undefined
    for (const command of commands) {
      if (command === unread) continue
      const text = shellText(command)
      if (text === undefined || (options.exec && /^exec\s/.test(text)) || (options.shell && stage.before(command, 'SHELL'))) continue
      // A broken list is another fault.
      if (options.stages === 'final' && (/^\[\s*["']/.test(text) || brokenListIn(command.node))) continue
      const list = listOf(command)
      yield {
        at: command,
        message: command.keyword === 'HEALTHCHECK' ? healthFault(list) : fault(command.keyword, list),
        ...(list && command.keyword !== 'HEALTHCHECK' && { fix: replace(command.at('text'), list) }),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        USER 10001
        «CMD node "server.js" --title 'Our shop'»
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        USER 10001
        CMD ["node", "server.js", "--title", "Our shop"]
      `,
    },
    {
      title: 'what needs a shell',
      bad: dockerfile`
        FROM node:22.21.0-slim
        «ENTRYPOINT node server.js --port $PORT»
      `,
    },
    {
      title: 'everything that starts a shell',
      options: { stages: 'all', exec: false, shell: false, healthcheck: true },
      bad: dockerfile`
        FROM golang:1.24 AS test
        «CMD exec go test -run $TESTS»
        FROM debian:13.1-slim AS shop
        SHELL ["/bin/bash", "-c"]
        «CMD shop --port $PORT»
        FROM debian:13.1-slim
        «HEALTHCHECK --interval=1m CMD shop --check > /dev/null»
        ENTRYPOINT ["/shop"]
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS build
        CMD go test ./...
        FROM debian:13.1-slim AS shop
        ENTRYPOINT exec /shop --port $PORT
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        SHELL ["powershell", "-Command"]
        CMD Start-Service shop
      `,
    },
  ],
})

/** What the shell is given; undefined where there is none, or where it does no harm. */
function shellText(command: Instruction): string | undefined {
  const { keyword, node, stage } = command
  const [type, rest] = node.words
  const text = keyword !== 'HEALTHCHECK' ? node.text.trim() : type?.raw.toUpperCase() === 'CMD' ? (rest?.raw ?? '') : ''
  // Windows has no signals that a shell could keep.
  return node.json || text === '' || stage.windows ? undefined : text
}

/** The same as a list, where no shell is needed: one program with plain or quoted words. */
function listOf(command: Instruction): string | undefined {
  const scripts = scriptsOf(command)
  const program = scripts[0]?.commands[0]
  if (!program || scripts.length !== 1 || scripts[0]!.commands.length !== 1 || program.wrappers.length > 0) return undefined
  const { node, statement, pipeline, script } = program
  const alone = script.tree.statements.length === 1 && statement.items.length === 1 && pipeline.commands.length === 1 && program.inside.length === 0
  if (!alone || pipeline.negated || statement.background || node.assignments.length > 0 || node.redirects.length > 0) return undefined
  const items = node.words.map(({ value, raw }) => (/[*?~\\[{]/.test(raw.replaceAll(/"[^"]*"|'[^']*'/g, '')) ? undefined : value))
  return items.every(item => item !== undefined) ? JSON.stringify(items).replaceAll('","', '", "') : undefined
}

function fault(keyword: string, list: string | undefined): string {
  const instead = list ? `${keyword} ${list}` : `${keyword} ["sh", "-c", "exec …"], or start the program as a list`
  return `${keyword} in the shell form starts a shell that passes no signals on, so the program never hears SIGTERM. Write ${instead}.`
}

function healthFault(list: string | undefined): string {
  return `HEALTHCHECK starts a shell for each check, which an image without one cannot do. Write HEALTHCHECK CMD ${list ?? 'and the program as a list'}.`
}
