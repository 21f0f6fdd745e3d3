import { yarnCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Empty the cache of yarn in the RUN that fills it, or mount one.',
  why: 'yarn keeps each archive that it downloads beside what it unpacks, so the layer holds all packages twice, and no later RUN can take them out.',
  peers: ['hadolint:DL3060'],
  references: ['https://classic.yarnpkg.com/en/docs/cli/cache', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: yarnCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves its cache in this layer, so all packages are in it twice. End this RUN with "yarn cache clean", or keep it in a cache mount on /usr/local/share/.cache/yarn.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        RUN yarn «install» --frozen-lockfile
        RUN yarn cache clean && «yarn» --production
      `,
    },
    {
      title: 'emptied, mounted, in a stage that does not ship, or all that there is',
      good: dockerfile`
        FROM node:24-slim AS build
        RUN yarn install && yarn build
        FROM node:24-slim
        RUN yarn install --production && yarn cache clean
        RUN yarn install --production && rm -rf "$(yarn cache dir)"
        RUN --mount=type=cache,target=/root/.cache/yarn YARN_CACHE_FOLDER=/root/.cache/yarn yarn install
        RUN --mount=type=cache,target=/usr/local/share/.cache/yarn/v6 yarn install
        RUN yarn install --immutable
        RUN yarn build && yarn --version
      `,
    },
  ],
})
