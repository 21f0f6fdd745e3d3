import { withoutPassword, written } from '../../model/download.ts'
import { type Command, runScripts, type Script } from '../../model/run.ts'
import { expansionsOf } from '../../model/shell-text.ts'
import { dialectOf } from '../../model/shells.ts'
import { type Command as ShellCommand, type Script as ShellScript, type SimpleCommand, type Word } from '../../languages/shell/index.ts'
import { dockerfile, rule } from '../../rule.ts'

const downloaders = new Set(['curl', 'wget', 'fetch', 'aria2c'])
const interpreters = /^(?:node|perl|php\d*|python[\d.]*|ruby)$/

export default rule({
  severity: 'warning',
  summary: 'Look at a script before you run it.',
  why: 'Whatever the address answers runs as root in the build: a script that was changed, or one that broke off in the middle of a line. Nobody can tell later what it was.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/reference/dockerfile/#add---checksum'],
  on: runScripts,

  *check(script) {
    for (const { command, source } of remoteScripts(script)) {
      const url = source.words.map(written).find(word => /^[a-z]+:\/\//i.test(word))
      yield {
        at: command.at(command.nameWord),
        message: `${command.name} runs whatever ${url ? `"${withoutPassword(url)}"` : 'the address'} answers, unseen and unchecked. Take a release by its version with "ADD --checksum=sha256:…", or compare the script with a checksum first.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSL https://example.com/install.sh | «bash» -s -- --version 2
        RUN wget -qO- https://example.com/setup | sudo -E «sh» - && «sh» -c "$(curl -fsSL https://example.com/more.sh)"
        SHELL ["/bin/bash", "-c"]
        RUN «source» <(curl -fsSL https://example.com/env.sh) && curl https://example.com/get.py | «python3»
      `,
    },
    {
      title: 'data, and scripts that are checked first',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSL https://example.com/names | python3 -m json.tool && curl -fsS https://example.com/names | sh /filter.sh
        RUN curl -fsSLo /install.sh https://example.com/install.sh && echo "$SUM  /install.sh" | sha256sum -c && sh /install.sh
        RUN version="$(curl -fsS https://example.com/latest)" && cat /install.sh | bash
      `,
    },
  ],
})

interface RemoteScript {
  readonly command: Command
  readonly source: SimpleCommand
}

function* remoteScripts({ commands }: Script): Generator<RemoteScript> {
  for (const command of commands) {
    const source = readsInput(command) ? downloadBefore(command) : takesText(command) ? downloadIn(command.words) : undefined
    if (source) yield { command, source }
  }
}

/** Whether it runs what it reads from its input. */
function readsInput({ name = '', words }: Command): boolean {
  if (dialectOf(name) === undefined && !interpreters.test(name)) return false
  const operand = words.find(({ raw }) => !/^[-+]./.test(raw))
  if (words.some(({ raw }) => /^-[a-z]*[cem]$/.test(raw) && raw !== '-e')) return false
  return !operand || operand.raw === '-' || operand.raw === '/dev/stdin' || (dialectOf(name) !== undefined && words.some(({ raw }) => /^-[a-z]*s$/.test(raw)))
}

/** Whether it runs a text, or a file, that it is given. */
function takesText({ name = '' }: Command): boolean {
  return dialectOf(name) !== undefined || name === 'eval' || name === 'source' || name === '.'
}

/** How many programs of a pipe are looked at. */
const nearby = 8

/** What its input is downloaded with; what stands between may take it apart, but does not check it. */
function downloadBefore({ pipeline, node }: Command): SimpleCommand | undefined {
  const before = pipeline.commands.slice(0, nearby)
  const place = before.indexOf(node)
  return before.slice(0, Math.max(place, 0)).map(asDownload).find(Boolean)
}

function downloadIn(words: readonly Word[]): SimpleCommand | undefined {
  return words
    .flatMap(word => [...expansionsOf(word).map(({ part }) => part), ...word.parts])
    .flatMap(part => ('script' in part ? (firstOf(part.script) ?? []) : []))[0]
}

function firstOf({ statements }: ShellScript): SimpleCommand | undefined {
  return asDownload(statements[0]?.items[0]?.pipeline.commands[0])
}

function asDownload(command: ShellCommand | undefined): SimpleCommand | undefined {
  return command?.type === 'simple' && command.words.slice(0, 3).some(({ value }) => downloaders.has(value ?? '')) ? command : undefined
}
