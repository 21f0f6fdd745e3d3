import { shippedCompilations } from '../../model/dockerfile/compilation.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Build in one stage and ship from another.',
  why: 'The image ships compiler, sources and build caches: hundreds of megabytes to pull for every new node, and tools for whoever breaks in.',
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  on: shippedCompilations,

  *check({ stage, instruction, command }) {
    yield {
      at: stage.imageWord,
      message: `The image is built ("${command}") in the stage that ships, so it carries the compiler and the sources. Build in a stage of its own and "COPY --from" the result into a small one.`,
      related: [{ at: instruction, message: 'the build' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «golang:1.24»
        COPY . .
        RUN CGO_ENABLED=0 go build -o /app ./cmd/app
        USER 10001
        ENTRYPOINT ["/app"]
      `,
    },
    {
      title: 'interpreted, or built elsewhere',
      good: {
        Dockerfile: dockerfile`
          FROM golang:1.24 AS build
          RUN go build -o /app ./cmd/app
          FROM debian:13.1-slim
          COPY --from=build /app /app
          CMD ["/app"]
        `,
        'python.Dockerfile': dockerfile`
          FROM python:3.13-slim
          RUN pip install --no-cache-dir -r requirements.txt && echo make
          CMD ["python", "app.py"]
        `,
        'extension.Dockerfile': dockerfile`
          FROM alpine:3.22.1
          RUN apk add --no-cache --virtual .build gcc && make install && apk del .build
          CMD ["/usr/local/bin/shop"]
        `,
      },
    },
  ],
})
