import { flatMap } from '../../flat-map.ts'
import type { Command as ShellCommand } from '../../languages/shell/index.ts'
import { type Pipe, pipes } from '../../model/dockerfile/shell/pipeline.ts'
import { remoteScripts } from '../../model/dockerfile/shell/remote-script.ts'
import type { Command, Script } from '../../model/dockerfile/shell/run.ts'
import { knownShell } from '../../model/dockerfile/shell/system-shell.ts'
import type { Project } from '../../project.ts'
import { dockerfile, option, rule } from '../../rule.ts'

/** Programs that do not fail, or whose failing is no news. */
const harmless = new Set(
  (
    'awk base64 basename cat cmp cut date df diff dirname dpkg dpkg-query du echo egrep env false fgrep find getent grep head id ldd ls printenv printf ps ' +
    'pwd rpm scanelf sed seq set sort stat strings tac tail tee tr true uname uniq wc which xargs yes'
  ).split(' '),
)
/** Programs that fail on an empty or broken input by themselves. */
const careful = new Set(
  'apt-key bsdtar bunzip2 cpio dpkg egrep fgrep gpg grep gunzip md5sum patch sha1sum sha256sum sha512sum tar unxz unzip unzstd xz zcat zstd'.split(' '),
)

export default rule({
  severity: 'warning',
  summary: 'Let a RUN fail when any part of a pipe does.',
  why: 'The shell asks only the last command of a pipe how it went: a download that breaks off before it leaves a wrong image, and the build goes on.',
  peers: ['hadolint:DL4006'],
  references: ['https://docs.docker.com/build/building/best-practices/#using-pipes'],
  options: {
    pipes: option<'risky' | 'all'>(
      'risky',
      'Which are judged: "risky" ones, where something can fail that the last command does not notice and no "set -o pipefail" stands before, or "all". A download that is run as it comes is another fault: dockerfile/curl-pipe-shell.',
      { schema: { enum: ['risky', 'all'] } },
    ),
    shells: option(['ash', 'bash', 'ksh', 'sh', 'zsh'], 'Shells whose "-o pipefail" in SHELL counts.'),
  },
  on: pipes,

  *check(pipe, { options, project }) {
    const { script, node } = pipe
    if (options.shells.includes(script.shell) && hasPipefail(script.shellArguments)) return
    const risky = riskyIn(pipe)
    if (
      options.pipes === 'risky' &&
      (pipe.pipefail || pipe.asked || risky === undefined || pipe.commands.some(command => project.get(runDownloads).has(command)))
    )
      return
    const command = node.commands[risky ?? 0]!
    const name = (command.type === 'simple' && command.words[0]?.raw) || 'what stands before the pipe'
    yield {
      at: script.at({ range: node.pipes[risky ?? 0]! }),
      message: `When ${name} fails, the build goes on with what it left, as only the end of a pipe is asked. ${adviceFor(script)}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSL https://example.com/names «|» jq --raw-output '.[]' > /etc/names && echo done
        RUN version=$(curl -fsS https://example.com/latest «|» jq -r .version) && ./install "$version"
        FROM alpine:3.24.1
        RUN wget -qO- https://example.com/names «|» sort -u > /etc/names
      `,
    },
    {
      title: 'any of them',
      options: { pipes: 'all', shells: ['bash'] },
      bad: dockerfile`
        FROM debian:13.1-slim
        SHELL ["/bin/sh", "-o", "pipefail", "-c"]
        RUN echo ready «|» tee /etc/motd
      `,
    },
    {
      title: 'set by SHELL, in a stage below, or by the script; nothing that fails unnoticed',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
        FROM base
        RUN curl -fsSL https://example.com/install.sh | sh
        FROM alpine:3.24.1
        RUN set -eo pipefail; wget -qO- https://example.com/names | sort > /etc/names
        RUN echo "$SUM  shop.tar" | sha256sum -c && if ldd /shop | wc -l; then echo dynamic; fi
        RUN wget -qO- https://example.com/setup | sh
        RUN wget -qO- https://example.com/shop.tar.gz | tar -xz && bash -o pipefail -c 'wget -qO- https://example.com/a | sh'
      `,
    },
  ],
})

function adviceFor(script: Script): string {
  const shell = knownShell(script)
  if (!namesShell(script)) return `Write SHELL ["${shell === 'ash' ? '/bin/ash' : '/bin/bash'}", "-o", "pipefail", "-c"] above`
  return shell === 'ash' || shell === 'bash' ? 'Write "set -o pipefail" first' : 'Let bash run it, with "set -o pipefail" first'
}

/** Whether it is no matter for SHELL: a heredoc with `#!` or for a program of its own, the string behind `sh -c`. */
function namesShell({ form, tree, instruction }: Script): boolean {
  return form === 'exec-shell' || (form === 'heredoc' && (tree.text.startsWith('#!') || !instruction.node.text.trimStart().startsWith('<<')))
}

/** The commands that run what comes through a pipe. */
function runDownloads(project: Project): ReadonlySet<Command> {
  return new Set(flatMap(project.get(remoteScripts), ({ command, piped }) => (piped ? [command] : [])))
}

/** `-o pipefail`, also as `-euo pipefail`. */
function hasPipefail(args: readonly string[]): boolean {
  return args.some((arg, index) => arg === 'pipefail' && /^-[a-z]*o$/i.test(args[index - 1] ?? ''))
}

/** Which of its commands can fail so that the last one does not notice, by its place; undefined where none can. */
function riskyIn({ node, commands }: Pipe): number | undefined {
  const names = new Map(commands.map(({ node: command, name }) => [command as ShellCommand, name]))
  if (careful.has(names.get(node.commands.at(-1)!) ?? '')) return undefined
  const index = node.commands.slice(0, -1).findIndex(command => command.type === 'simple' && !harmless.has(names.get(command) ?? ''))
  return index < 0 ? undefined : index
}
