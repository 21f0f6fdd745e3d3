import { missingHealthPrograms } from '../../model/dockerfile/health-program.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Install what HEALTHCHECK starts.',
  why: 'Slim images bring neither curl nor wget, so each check fails: Docker counts the container as unhealthy, and whatever waits for it waits for ever.',
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  on: missingHealthPrograms,

  *check({ at, program, stage: { root } }) {
    const name = root.image ? `${root.image.name}${root.image.tag ? `:${root.image.tag}` : ''}` : 'scratch'
    yield {
      at,
      message: `"${name}" has no ${program}, and nothing here installs it, so every check fails. Install it, or let the program of the image ask itself.`,
    }
  },

  examples: [
    {
      bad: {
        Dockerfile: dockerfile`
          FROM python:3.14-slim
          RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
          HEALTHCHECK CMD «curl» --fail http://localhost:8000/health || exit 1
          CMD ["gunicorn", "shop:app"]
        `,
        'alpine.Dockerfile': dockerfile`
          FROM node:24-alpine
          HEALTHCHECK --interval=30s CMD ["«curl»", "-f", "http://localhost:3000/"]
        `,
      },
    },
    {
      title: 'installed, copied, brought by the image, or by a script',
      good: {
        Dockerfile: dockerfile`
          FROM python:3.14-slim AS base
          RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
          FROM base
          HEALTHCHECK CMD curl --fail http://localhost:8000/health || exit 1
        `,
        'alpine.Dockerfile': dockerfile`
          FROM node:24-alpine
          HEALTHCHECK CMD wget -q -O /dev/null http://localhost:3000/ || exit 1
        `,
        'script.Dockerfile': dockerfile`
          FROM debian:13.1-slim
          RUN /tmp/install.sh
          HEALTHCHECK CMD curl --fail http://localhost:8000/
        `,
        'full.Dockerfile': dockerfile`
          FROM node:24
          HEALTHCHECK CMD curl --fail http://localhost:3000/
        `,
      },
    },
  ],
})
