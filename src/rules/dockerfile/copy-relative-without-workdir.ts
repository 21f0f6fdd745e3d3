import { copyInstructions, isAbsolute } from '../../model/dockerfile/copy.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Set WORKDIR before copying to a relative path.',
  why: 'Where the files land is up to the base image, and moves when the base changes its working directory.',
  peers: ['hadolint:DL3045'],
  references: ['https://docs.docker.com/reference/dockerfile/#workdir'],
  options: {
    stages: option<'shipped' | 'all'>('shipped', 'Where: in what the final image is built of, or in "all" stages, those that only hand files over too.', {
      schema: { enum: ['shipped', 'all'] },
    }),
    scratch: option(false, 'Whether stages from scratch are judged, too, which always start in "/".'),
  },
  on: where(copyInstructions, ({ destination, stage, instruction }) => !isAbsolute(destination.written) && !stage.before(instruction, 'WORKDIR')),

  *check({ keyword, stage, destination }, { options }) {
    const { written, resolved } = destination
    if (resolved === undefined || isAbsolute(resolved)) return
    if (!options.scratch && stage.root.imageName === 'scratch') return
    if (options.stages === 'shipped' && !stage.use.shipped) return
    yield {
      at: destination.at,
      message: `${keyword} writes to "${written}" below whatever directory the base image works in, as no WORKDIR is set. Set one first, for instance "WORKDIR /app", or write the whole path.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1 AS web
        WORKDIR /usr/share/nginx/html
        FROM php:8.4-apache
        COPY index.php «./»
      `,
    },
    {
      title: 'every stage',
      options: { stages: 'all' },
      bad: dockerfile`
        FROM python:3.14-slim AS build
        COPY requirements.txt «.»
        RUN pip wheel --wheel-dir /wheels -r requirements.txt
        FROM python:3.14-slim
        COPY --from=build /wheels /wheels
      `,
    },
    {
      title: 'set in a stage below, Windows paths, variables, nothing to start from, not shipped',
      good: dockerfile`
        FROM python:3.14-slim AS build
        COPY requirements.txt .
        FROM debian:13.1-slim AS base
        WORKDIR /srv
        FROM base
        COPY shop bin/shop
        FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
        ARG ROOT
        COPY shop.exe c:/shop/
        COPY shop.exe $ROOT/shop/
        FROM scratch
        COPY rules rules
      `,
    },
  ],
})
