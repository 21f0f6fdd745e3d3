import { npmCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Empty the cache of npm in the RUN that fills it, or mount one.',
  why: 'npm keeps each archive that it downloads beside what it unpacks, so the layer holds all packages twice, and no later RUN can take them out.',
  references: ['https://docs.npmjs.com/cli/v11/commands/npm-cache', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: npmCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves its cache in this layer, so all packages are in it twice. Keep it out with "RUN --mount=type=cache,target=/root/.npm", or end this RUN with "npm cache clean --force".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        COPY package.json package-lock.json ./
        RUN npm «ci» --omit=dev
        RUN npm cache clean --force && npm «install» -g serve@14.2.5
      `,
    },
    {
      good: dockerfile`
        FROM node:24-slim AS build
        RUN npm ci && npm run build
        FROM node:24-slim
        RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
        RUN npm install -g serve@14.2.5 && npm cache clean --force
        RUN npm ci --cache /tmp/npm && rm -rf /tmp/npm
        RUN npm ci && rm -rf /root/.npm /tmp/*
        RUN npm run build && npm prune --omit=dev
      `,
    },
  ],
})
