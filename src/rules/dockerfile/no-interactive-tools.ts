import { type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, rule } from '../../rule.ts'

/** Programs that are of no use in a build, and why. */
const tools: ReadonlyMap<string, string> = new Map([
  ['free', 'shows the memory of the machine that builds'],
  ['kill', 'ends a process, and none of an earlier RUN is left'],
  ['mount', 'needs rights that a build does not have, and what it mounts is gone with this RUN'],
  ['ps', 'shows the processes of this RUN alone'],
  ['service', 'starts a process that ends with this RUN'],
  ['shutdown', 'has no machine to stop'],
  ['ssh', 'has no keys, unless it is given them with "--mount=type=ssh"'],
  ['top', 'waits for somebody to look at it'],
  ['vim', 'waits for somebody to type'],
])

export default rule({
  severity: 'info',
  summary: 'Leave out programs that need a running system, or somebody to sit before it.',
  why: 'Each RUN is a container of its own without init and terminal: what is started there is gone with it, and what waits for somebody waits forever.',
  peers: ['hadolint:DL3001'],
  references: ['https://docs.docker.com/reference/dockerfile/#run'],
  options: {
    context: option(
      true,
      'Whether what has its sense in a RUN will do: a service that the next commands use, "ssh" with its mount, "kill" of what was started.',
    ),
  },
  on: commandsNamed(...tools.keys()),

  *check(command, { options }) {
    if (options.context && makesSense(command)) return
    yield { at: command.at(command.nameWord), message: `"${command.name}" ${tools.get(command.name!)}. Leave it out of the build.` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «free» --human
        RUN echo ready && «service» nginx start
      `,
    },
    {
      title: 'everywhere',
      options: { context: false },
      bad: dockerfile`
        FROM postgres:18.1
        RUN «service» postgresql start && psql --file /schema.sql
      `,
    },
    {
      title: 'what the rest of the RUN needs',
      good: dockerfile`
        FROM postgres:18.1
        RUN service postgresql start && psql --file /schema.sql
        RUN --mount=type=ssh ssh -T git@git.example.com
        RUN ./server & sleep 1 && ./warm-up && kill $!
        RUN apt-get update && apt-get install --yes vim
      `,
    },
  ],
})

function makesSense({ name, script, index }: Command): boolean {
  const mounts = script.instruction.node.flags.some(({ name: flag, value }) => flag === 'mount' && /type=(?:ssh|secret)/.test(value ?? ''))
  switch (name) {
    case 'service':
      return index < script.commands.length - 1
    case 'kill':
    case 'ps':
      return script.commands.length > 1
    case 'ssh':
      return mounts
    case 'mount':
      return script.instruction.node.flags.some(({ name: flag, value }) => flag === 'security' && value === 'insecure')
    default:
      return false
  }
}
