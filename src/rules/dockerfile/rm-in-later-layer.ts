import { written } from '../../model/dockerfile/package/download.ts'
import { rewrites } from '../../model/dockerfile/layer.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Delete files in the RUN that makes them.',
  why: 'What an earlier layer holds stays in the image: it is still pulled, and whoever has the image can still read it.',
  references: ['https://docs.docker.com/build/building/best-practices/#run', 'https://docs.docker.com/reference/dockerfile/#run---mounttypebind'],
  on: rewrites,

  *check({ command, word, origin }) {
    if (command.name !== 'rm') return
    const instead =
      origin.keyword === 'RUN'
        ? 'Delete it in the RUN that fetches it.'
        : `Mount it for the RUN that needs it instead: "RUN --mount=type=bind,source=…,target=${written(word).replace(/\/\*$/, '')}".`
    yield {
      at: command.at(word),
      message: `"${written(word)}" stays in the image: ${origin.keyword} put it into a layer of its own, and "rm" only hides it. ${instead}`,
      related: [{ at: origin, message: 'the layer that keeps it' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY setup.sh /tmp/
        RUN /tmp/setup.sh && rm «/tmp/setup.sh»
        WORKDIR /opt
        RUN curl -fsSLO https://downloads.example.com/jdk.tar.gz
        RUN tar xzf jdk.tar.gz && rm -f «jdk.tar.gz»
      `,
    },
    {
      title: 'in the same RUN, mounted, made by the RUN itself, or not shipped',
      good: dockerfile`
        FROM debian:13.1 AS build
        COPY src /src
        RUN make -C /src && rm -rf /src
        FROM debian:13.1-slim
        COPY --from=build /out /app
        RUN curl -fsSLo /tmp/a.tgz https://downloads.example.com/a.tgz && tar xzf /tmp/a.tgz && rm /tmp/a.tgz
        RUN --mount=type=bind,source=setup.sh,target=/tmp/setup.sh /tmp/setup.sh
        RUN rm -rf /app/cache /var/lib/apt/lists/*
      `,
    },
  ],
})
