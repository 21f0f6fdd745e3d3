import { callOf, loneUpdates } from '../../model/dockerfile/package/package-install.ts'
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
