import type { Part, Statement } from '../../languages/shell/index.ts'
import { stopsOnError } from '../../model/dockerfile/shell/errexit.ts'
import { shellScripts } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, insert, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Start the script of a heredoc with "set -e".',
  why: 'A script goes on after a command that fails, and only its last one decides whether the build does: packages are missing from an image that was built without an error.',
  references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  on: project => project.get(shellScripts).filter(({ form }) => form === 'heredoc'),

  *check(script) {
    const { statements } = script.tree
    if (statements.length < 2 || stopsOnError(script)) return
    const forgotten = statements.slice(0, -1).find(mayFail)
    if (!forgotten) return
    const first = script.at({ range: { start: statements[0]!.range.start, end: statements[0]!.range.start } })
    yield {
      at: script.at(headOf(forgotten)),
      message: `When this fails, the script goes on, and the build with it: only the last command of a heredoc decides. Write "set -e" before it.`,
      fix: insert(first, 'set -e\n'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN <<EOF
        «apt-get update»
        apt-get install --yes --no-install-recommends shop
        EOF
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN <<EOF
        set -e
        apt-get update
        apt-get install --yes --no-install-recommends shop
        EOF
      `,
    },
    {
      title: 'one command, one chain, a shell that stops, and another program',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN <<EOF
        export DEBIAN_FRONTEND=noninteractive
        apt-get update && \
          apt-get install --yes shop
        EOF
        RUN <<EOF
        #!/bin/bash -eu
        make
        make install
        EOF
        RUN bash -e <<EOF
        make
        make install
        EOF
        RUN <<EOF
        cat > /etc/motd <<EOM
        Welcome
        EOM
        make install
        EOF
        RUN <<EOF
        VERSION="1.4.2"
        make VERSION=\$VERSION install
        EOF
        RUN python3 <<EOF
        print('a')
        print('b')
        EOF
        SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
        RUN <<EOF
        make
        make install
        EOF
      `,
    },
  ],
})

const harmless = new Set(['echo', 'export', 'printf', 'set', 'true', ':', 'unset', 'alias', 'local', 'umask'])

function mayFail({ items, background }: Statement): boolean {
  if (background) return false
  const checked = items.at(-1)!
  const [command] = checked.pipeline.commands
  // What stands behind `||` is the answer to a failure.
  if (checked.operator === '||') return false
  if (command?.type === 'function') return false
  // "cat" of a heredoc writes what stands there.
  if (command?.type === 'simple' && command.words.length === 1 && command.words[0]!.value === 'cat' && command.redirects.some(({ heredoc }) => heredoc))
    return false
  return (
    command?.type !== 'simple' ||
    (command.words.length === 0 ? command.assignments.some(({ value }) => value?.parts.some(isSubstitution)) : !harmless.has(command.words[0]!.value ?? ''))
  )
}

function isSubstitution(part: Part): boolean {
  return part.type === 'command' || (part.type === 'double' && part.parts.some(isSubstitution))
}

/** The command that a statement starts with. */
function headOf({ items, range }: Statement): { range: Statement['range'] } {
  const [command] = items[0]!.pipeline.commands
  return command?.type === 'simple' ? command : { range }
}
