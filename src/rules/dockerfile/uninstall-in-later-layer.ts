import { written } from '../../model/dockerfile/package/download.ts'
import { uninstalls } from '../../model/dockerfile/package/uninstall.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Uninstall packages in the RUN that installs them.',
  why: 'What an earlier layer holds stays in the image: the compiler is gone from sight, but it is still pulled to every node.',
  references: ['https://docs.docker.com/build/building/best-practices/#run', 'https://docs.docker.com/build/building/multi-stage/'],
  on: uninstalls,

  *check({ command, word, origin }) {
    yield {
      at: command.at(word),
      message: `"${written(word)}" stays in the image: an earlier RUN installed it into a layer of its own, and "${command.name}" only hides it. Install, use and remove it in one RUN, or build in a stage of its own.`,
      related: [{ at: origin, message: 'the layer that keeps it' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache --virtual .build-deps build-base && apk add --no-cache git
        RUN make -C /src install
        RUN apk del «.build-deps» «git»
      `,
    },
    {
      title: 'in one RUN, of the base image, or where nothing ships',
      good: dockerfile`
        FROM debian:13.1 AS build
        RUN apt-get update && apt-get install --yes gcc
        RUN apt-get purge --yes gcc
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install --yes gcc && make -C /src && apt-get purge --yes --auto-remove gcc
        RUN apt-get remove --yes perl && apt-get autoremove --yes
      `,
    },
  ],
})
