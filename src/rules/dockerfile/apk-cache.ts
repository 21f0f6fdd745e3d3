import { apkCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf, installs } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Add packages with apk --no-cache.',
  why: 'apk keeps the index of the repositories in the layer: megabytes that no container needs, and that a later RUN cannot take out again.',
  peers: ['hadolint:DL3019', 'trivy:DS-0025'],
  references: ['https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Local_Cache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: apkCaches,

  *check({ call, shipped, alone }, { options }) {
    if (alone || (options.stages === 'final' && !shipped)) return
    yield installs(call)
      ? {
          at: call.command.at(call.actionWord),
          message: `"${callOf(call)}" leaves the package index in this layer. Write "${callOf(call)} --no-cache"; it fetches the index by itself.`,
          fix: addWord(call.command, call.actionWord, '--no-cache'),
        }
      : {
          at: call.command.at(call.actionWord),
          message: `"${callOf(call)}" leaves the package index in this layer. ${call.action === 'update' ? 'Leave it out: "apk add --no-cache" fetches the index by itself.' : `Write "${callOf(call)} --no-cache".`}`,
        }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk «add» curl && apk add --no-cache jq
        RUN apk -U «add» git
      `,
      fixed: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache curl && apk add --no-cache jq
        RUN apk -U add --no-cache git
      `,
    },
    {
      title: 'the index alone',
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk «update» && apk add --no-cache curl
      `,
    },
    {
      title: 'no cache, a cache mount, or deleted in the same RUN',
      good: dockerfile`
        FROM alpine:3.24.1 AS build
        RUN apk add gcc
        FROM alpine:3.24.1
        RUN apk --no-cache add curl
        RUN --mount=type=cache,target=/var/cache/apk apk add git
        RUN apk update && apk add jq && rm -rf /var/cache/apk/* && apk del jq
        # Another fault: what it fetches is for a later RUN.
        RUN apk update
      `,
    },
  ],
})
