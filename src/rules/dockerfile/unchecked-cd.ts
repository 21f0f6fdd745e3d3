import { stopsOnError } from '../../model/dockerfile/shell/errexit.ts'
import { type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Go on only where "cd" went well.',
  why: 'When the folder is missing, the commands behind ";" run in the one before: they delete, build and install in the wrong place, and the build succeeds.',
  peers: ['hadolint:SC2164'],
  references: ['https://www.shellcheck.net/wiki/SC2164'],
  on: commandsNamed('cd', 'pushd'),

  *check(command) {
    if (!isUnchecked(command)) return
    const folder = command.words[0]?.raw ?? ''
    yield {
      at: command.at(command.node),
      message: `When there is no ${folder}, what follows runs in the folder before it, and nobody is told. Write "${command.name} ${folder} &&", or "set -e" first.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «cd /srv/shop»; rm -rf *; make
        RUN (test -d /opt && «cd /opt/shop»; make) && echo done
      `,
    },
    {
      title: 'asked, at the end, or in a shell that stops',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN cd /srv/shop && rm -rf * ; cd / ; cd . ; cd /opt || exit 1; if cd /var; then make; fi
        RUN set -ex; cd /srv/shop; make
        RUN cd /srv/shop
        SHELL ["/bin/bash", "-ec"]
        RUN cd /srv/shop; make
      `,
    },
  ],
})

/** Whether nothing asks for its status: no `&&` or `||`, no condition, no end of the script, and no `set -e`. */
function isUnchecked(command: Command): boolean {
  const { script, pipeline, statement, inside, words } = command
  if (inside.includes('condition') || inside.includes('shell') || pipeline.negated || /^(?:\/|-|\.\.?(?:\/\.\.?)*\/?)$/.test(words[0]?.value ?? ''))
    return false
  if (words.length === 0 || statement.items.at(-1)!.pipeline !== pipeline) return false
  if (statement.items.some(({ operator }) => operator === '||')) return false
  const last = inside.length === 0 && script.tree.statements.at(-1) === statement
  return !last && script.form !== 'exec' && !stopsOnError(script)
}
