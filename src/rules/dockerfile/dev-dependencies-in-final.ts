import { developmentInstalls } from '../../model/dockerfile/package/development-install.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave development dependencies out of the image that ships.',
  why: 'Test frameworks and compilers are pulled to every node, and each fault that is found in them is a fault of the image.',
  references: ['https://docs.npmjs.com/cli/v11/commands/npm-ci#omit', 'https://docs.docker.com/build/building/multi-stage/'],
  on: developmentInstalls,

  *check({ at, command, instead }) {
    yield {
      at,
      message: `"${command}" brings the development dependencies into the image that ships. Write "${instead}", or build in a stage of its own.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        COPY package.json package-lock.json ./
        RUN npm «ci» --no-audit
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'of other trades',
      bad: {
        'php.Dockerfile': dockerfile`
          FROM php:8.4-fpm
          RUN composer «install» --no-interaction
        `,
        'python.Dockerfile': dockerfile`
          FROM python:3.14-slim
          RUN pip install --no-cache-dir -r requirements.txt -r «requirements-dev.txt»
          RUN uv «sync» --locked
        `,
      },
    },
    {
      title: 'left out, taken out again, set for the stage, not shipped, or an image for development',
      good: {
        Dockerfile: dockerfile`
          FROM node:24 AS build
          RUN npm ci && npm run build
          FROM node:24-slim AS api
          ENV NODE_ENV=production
          RUN npm ci
          FROM node:24-slim
          RUN npm ci --omit=dev && npm install --global pm2
        `,
        'prune.Dockerfile': dockerfile`
          FROM node:24-slim
          RUN npm ci && npm run build && npm prune --omit=dev
        `,
        'dev.Dockerfile': dockerfile`
          FROM node:24-slim
          RUN npm install
        `,
        'web.Dockerfile': dockerfile`
          FROM node:24-slim
          RUN npm install
          CMD ["npm", "run", "dev"]
        `,
      },
    },
  ],
})
