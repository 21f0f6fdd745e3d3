import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { unlistedInstalls } from '../../model/dockerfile/package/unlisted-install.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Fetch the package lists before apt installs.',
  why: 'The official images come without lists, so apt knows no package: "Unable to locate package". Where the lists of an older layer are there, it asks for versions that are gone.',
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  on: unlistedInstalls,

  *check(call) {
    yield {
      at: call.command.at(call.actionWord),
      message: `Nothing has fetched the package lists, and "${call.command.script.stage.root.image?.name}" comes without any, so apt finds no package and the build stops. Write "apt-get update && ${callOf(call)} …".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN apt-get «install» -y --no-install-recommends nginx
        RUN apt-get update
      `,
    },
    {
      title: 'fetched before, mounted, perhaps by a script, or a file of a package',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        RUN apt-get update
        FROM base AS web
        RUN apt-get install -y --no-install-recommends nginx
        FROM node:24-slim AS script
        RUN curl -fsSL https://deb.example.com/setup | bash -
        RUN apt-get install -y shop
        FROM debian:13.1-slim AS mount
        RUN --mount=type=bind,from=base,source=/var/lib/apt/lists,target=/var/lib/apt/lists apt-get install -y jq
        FROM debian:13.1-slim AS file
        COPY shop.deb /tmp/
        RUN apt-get install -y /tmp/shop.deb
        FROM registry.example.com/base:7
        RUN apt-get install -y jq
      `,
    },
  ],
})
