import { groupedBy } from '../../grouped.ts'
import { type Command, commandsNamed, type Script } from '../../model/dockerfile/shell/run.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

const settings = commandsNamed('export', 'alias', 'cd', 'conda', 'mamba', 'source', '.')
/** Files that are read for what they set. */
const environments = /(?:^|\/)(?:activate|env|environment|nvm\.sh|sdkman-init\.sh|\.?(?:bash_?rc|profile|bash_profile|zshrc))$/

export default rule({
  severity: 'warning',
  summary: 'Set what is to last with ENV and WORKDIR.',
  why: 'Each RUN has a shell of its own, and what it exports ends with it: later instructions and the container know nothing of it, and nobody is told.',
  references: ['https://docs.docker.com/reference/dockerfile/#env', 'https://docs.docker.com/reference/dockerfile/#workdir'],
  on: lastSettings,

  *check(command) {
    const said = [command.nameWord, ...command.words].map(({ raw }) => raw).join(' ')
    yield {
      at: command.at(command.node),
      message: `"${said}" is the last that this RUN does, and ends with its shell, so it has no effect. ${insteadOf(command)}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «export LANG=C.UTF-8»
        RUN «cd /srv/shop»
        RUN ./configure && «export PATH="/opt/shop/bin:$PATH"»
        RUN python3 -m venv /venv && «. /venv/bin/activate»
      `,
    },
    {
      title: 'for what comes behind it in the same RUN, or kept in a file',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN export LANG=C.UTF-8 && make
        RUN cd /srv/shop && make && cd ..
        RUN . /venv/bin/activate && pip install shop
        RUN echo 'export LANG=C.UTF-8' >> /etc/profile
        RUN . ./prepare.sh
      `,
    },
  ],
})

/** The settings that are the last of their script; of "cd", those that are alone in it. */
function lastSettings(project: Project): Command[] {
  const byScript = groupedBy(project.get(settings), command => command.script)
  return Array.from(byScript, ([script, commands]) => commands.filter(command => endsWith(script, command))).flat()
}

function endsWith(script: Script, { name, node, inside, words }: Command): boolean {
  const last = script.tree.statements.at(-1)
  const item = last?.items.at(-1)
  if (script.instruction.keyword === 'CMD' || inside.length > 0 || item?.operator === '||' || last?.background) return false
  if (item?.pipeline.commands.length !== 1 || item.pipeline.commands[0] !== node || words.length === 0) return false
  if (name === 'cd') return script.commands.length === 1
  if (name === 'conda' || name === 'mamba') return words[0]!.value === 'activate'
  return (name !== '.' && name !== 'source') || environments.test(words[0]!.value ?? '')
}

function insteadOf({ name, words }: Command): string {
  const [first] = words
  if (name === 'cd') return `Write WORKDIR ${first!.raw}`
  if (name === 'export') return /^\w+=/.test(first!.raw) ? `Write ENV ${first!.raw}` : 'Write ENV'
  return name === 'alias' ? 'Leave it out, or put a script of that name on the PATH' : 'Set what it sets with ENV, for instance PATH'
}
