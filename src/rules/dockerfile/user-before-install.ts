import { groupedBy } from '../../grouped.ts'
import { changes, type PackageCommand, packageCommands } from '../../model/dockerfile/package/package-install.ts'
import { databaseOf } from '../../facts/package-managers.ts'
import { type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { isRoot, userAt } from '../../model/dockerfile/user.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What gives a command more rights than its user has, or makes it believe so. */
const raising = new Set(['sudo', 'doas', 'su', 'gosu', 'su-exec', 'setpriv', 'runuser', 'fakeroot', 'fakechroot', 'chroot', 'unshare'])

export default rule({
  severity: 'warning',
  summary: 'Install packages before switching to another user than root.',
  why: 'Only root may write to the package database: the build stops with "Permission denied", or passes only where the tag of the base still runs as root.',
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  on: firstInstalls,

  *check(install) {
    const { instruction } = install.script
    const user = userAt(instruction)
    // What is behind ONBUILD runs as whoever the image ends as.
    if (instruction.keyword !== 'RUN' || user.name === undefined || isRoot(user.name)) return
    const manager = install.name!
    yield {
      at: install.at(install.nameWord),
      message: user.instruction
        ? `${manager} runs as "${user.name}", who may not install packages, so the build stops here. Move it above "USER ${user.name}", or put "USER root" before it and switch back behind it.`
        : `${manager} runs as the user of the base image, who is not root, so the build stops here. Put "USER root" before it and switch back behind it.`,
      ...(user.instruction && { related: [{ at: user.instruction, message: 'the switch' }] }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --uid 10001 shop
        USER shop
        RUN echo hello && «apt-get» update && apt-get install --yes --no-install-recommends curl
      `,
    },
    {
      title: 'also from a stage below, or by the base image',
      bad: dockerfile`
        FROM alpine:3.24.1 AS base
        USER 10001:10001
        FROM base AS tools
        RUN «apk» add --no-cache git
        FROM memcached:1.6
        RUN «apt-get» update
      `,
    },
    {
      title: 'as root again, with more rights, or as someone that only the build knows',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG RUNTIME_USER
        USER shop
        ONBUILD RUN apt-get update
        RUN sudo apt-get update && apt-get download curl && pip install --user httpie
        USER 0:0
        RUN apt-get update
        USER $RUNTIME_USER
        RUN apt-get install --yes curl
      `,
    },
  ],
})

const pacman = commandsNamed('pacman')

/** In each script the first command that writes to the package database of the system. */
function firstInstalls(project: Project): Command[] {
  const calls = project.get(packageCommands).filter(needsRoot)
  const commands = [...calls.map(({ command }) => command), ...project.get(pacman)].filter(({ wrappers }) => !wrappers.some(wrapper => raising.has(wrapper)))
  const byScript = groupedBy(commands, command => command.script)
  return Array.from(byScript.values(), all => all.reduce((first, each) => (each.index < first.index ? each : first)))
}

/** dnf fetches its lists for any user, into a folder of their own. */
function needsRoot(call: PackageCommand): boolean {
  const { family, refreshes } = call.manager
  return databaseOf(family) !== undefined && (changes(call) || (refreshes.has(call.action) && family !== 'dnf' && family !== 'yum'))
}
