import { aptCommands } from '../../model/dockerfile/package/package-install.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** Sub-commands that mean the same to apt-get. */
const same: ReadonlySet<string> = new Set(['install', 'reinstall', 'update', 'upgrade', 'remove', 'purge', 'autoremove', 'autopurge', 'clean', 'build-dep'])
/** Those that ask are apt-cache's. */
const asks: ReadonlySet<string> = new Set(['show', 'search', 'policy', 'depends', 'rdepends', 'showsrc'])

export default rule({
  severity: 'info',
  summary: 'Call apt-get in scripts instead of apt.',
  why: 'apt is made for people at a terminal: it warns of itself that its command line is not stable, and may change with any release.',
  peers: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9'],
  references: ['https://manpages.debian.org/trixie/apt/apt.8.en.html'],
  on: where(aptCommands, ({ command }) => command.name === 'apt'),

  *check({ command, action }) {
    const instead = asks.has(action) ? 'apt-cache' : 'apt-get'
    yield {
      at: command.at(command.nameWord),
      message: `apt is for people at a terminal, and may change its flags and output with any release. Write ${instead}.`,
      ...((same.has(action) || asks.has(action)) && command.nameWord.raw === 'apt' && { fix: replace(command.at(command.nameWord), instead) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «apt» update && sudo «apt» -y install curl && «apt» policy curl
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && sudo apt-get -y install curl && apt-cache policy curl
      `,
    },
    {
      title: 'what has no like in apt-get',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «apt» list --installed
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-cache policy curl && echo "apt install curl" && ls /etc/apt
      `,
    },
  ],
})
