import { aptArchives, aptLists, type LeftCache } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import type { Project } from '../../project.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Delete the package lists of apt in the RUN that fetches them.',
  why: 'The lists are tens of megabytes that no container needs, and stale after a day. Deleted in a later RUN, they stay in the layer of the first.',
  peers: ['hadolint:DL3009'],
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
    alone: option(false, 'Whether an update counts that nothing behind it in its RUN installs from; it is to move into the RUN that does.'),
  },
  on: leftovers,

  *check({ call, shipped, alone, lists }, { options }) {
    if ((alone && !options.alone) || (options.stages === 'final' && !shipped)) return
    yield {
      at: call.command.at(call.actionWord),
      message: lists
        ? `"${callOf(call)}" leaves tens of megabytes of package lists in this layer. End this RUN with "rm -rf /var/lib/apt/lists/*", or keep them in a cache mount on /var/lib/apt/lists.`
        : `Without docker-clean, "${callOf(call)}" keeps all packages that it fetches in this layer. Add a cache mount on /var/cache/apt, or end this RUN with "apt-get clean".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get «update» && apt-get install -y --no-install-recommends curl && rm -rf /tmp/*
        RUN rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      title: 'the packages, where docker-clean is gone',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN rm -f /etc/apt/apt.conf.d/docker-clean
        RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get «install» -y curl
      `,
    },
    {
      title: 'an update on its own',
      options: { alone: true },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get «update»
      `,
    },
    {
      title: 'deleted, mounted, for a later RUN, or in a stage that does not ship',
      good: dockerfile`
        FROM debian:13.1-slim AS build
        RUN apt-get update && apt-get install -y gcc
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install -y curl && apt-get clean && rm -rf /var/lib/{apt,dpkg}/lists/* /tmp/*
        RUN apt-get update && apt-get install -y git && find /var/lib/apt/lists -type f -delete
        RUN apt-get update && apt-get install -y file && (cd /var/lib/apt && rm -rf ./lists/*)
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y jq
        RUN apt-get update && apt-get install -y less && apt-get clean && /usr/local/bin/clean-layer.sh
        RUN apt-get update
      `,
    },
  ],
})

function leftovers(project: Project): (LeftCache & { readonly lists: boolean })[] {
  const lists = project.subjects(aptLists).map(left => ({ ...left, lists: true }))
  return [...lists, ...project.subjects(aptArchives).map(left => ({ ...left, lists: false }))]
}
