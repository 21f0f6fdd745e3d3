import { callOf, changes, type PackageCommand, packageCommands } from '../../model/dockerfile/package/package-install.ts'
import type { Command, Script } from '../../model/dockerfile/shell/run.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Update the package lists in the RUN that installs.',
  why: 'On its own, the update is a layer that the cache keeps for months: a later install then asks for versions that the mirror no longer has, and fails, or installs what is long patched.',
  peers: ['checkov:CKV_DOCKER_5', 'trivy:DS-0017'],
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  on: loneUpdates,

  *check(update) {
    yield {
      at: update.command.at(update.actionWord),
      message: `"${callOf(update)}" on its own is a layer that the cache keeps, so a later install works with stale lists. Write it into the RUN that installs: "${callOf(update)} && …".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get «update»
        RUN apt-get install -y --no-install-recommends curl
      `,
    },
    {
      title: 'installed before, not behind',
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache curl && apk «update»
      `,
    },
    {
      title: 'something installs, or may',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install -y --no-install-recommends curl
        RUN apt-get update && apt-get upgrade -y
        RUN apt-get update && /tmp/install-tools.sh
        RUN apt-get update && mk-build-deps --install debian/control
        RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update
        FROM fedora:43
        RUN dnf -y update && dnf clean all
      `,
    },
  ],
})

/** Updates with nothing behind them in their RUN that needs the lists. */
function loneUpdates(project: Project): PackageCommand[] {
  const calls = project.subjects(packageCommands)
  const updates = calls.filter(({ command, manager, action }) => manager.refreshes.has(action) && !isMounted(command))
  const last = new Map<Script, number>(updates.map(({ command: { script } }) => [script, script.commands.findLastIndex(mayInstall)]))
  for (const call of calls) {
    const { script, index } = call.command
    if (needsLists(call) && last.has(script)) last.set(script, Math.max(last.get(script)!, index))
  }
  return updates.filter(({ command: { script, index } }) => last.get(script)! < index)
}

/** What is mounted may be the lists, for all RUNs. */
function isMounted({ script }: Command): boolean {
  return script.instruction.node.flags.some(({ name }) => name === 'mount')
}

function needsLists(call: PackageCommand): boolean {
  return changes(call) || call.action === 'source' || call.action === 'download'
}

/** A program that may install by itself: a script, or one that is told to. */
function mayInstall({ name, nameWord, words }: Command): boolean {
  if (name === undefined || nameWord.raw.includes('/') || /^(?:(?:ba|da|z|k|a)?sh|source|\.|eval)$|install|\.sh$/.test(name)) return true
  return words.some(({ value }) => /^-{0,2}install|^add$|^setup$/.test(value ?? ''))
}
