import { parseDockerignore } from '../../languages/dockerignore.ts'
import { contextCopies, isRemote } from '../../model/dockerfile/copy.ts'
import { dockerignoreOf } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Copy no files that .dockerignore leaves out.',
  why: 'What is left out never reaches the builder, so the build stops with "not found" though the file is there.',
  peers: ['buildkit:CopyIgnoredFile', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/build-checks/copy-ignored-file/'],
  options: {
    exceptions: option<'evaluate' | 'trust'>('evaluate', 'What is made of a .dockerignore with "!" patterns: "evaluate" them, or "trust" that all is well.', {
      schema: { enum: ['evaluate', 'trust'] },
    }),
  },
  on: where(contextCopies, ({ stage }, project) => project.get(dockerignoreOf)(stage.source.file) !== undefined),

  *check({ keyword, stage, sources }, { options, project }) {
    const text = project.get(dockerignoreOf)(stage.source.file)
    if (text === undefined || (options.exceptions === 'trust' && /^!/m.test(text))) return
    const dockerignore = parseDockerignore(text)
    for (const source of sources) {
      const { written, resolved } = source
      if (resolved === undefined || isRemote(resolved) || /[*?[\\]/.test(resolved)) continue
      const whole = /^(?:\.?\/)*\.?$/.test(resolved)
      if (whole ? !dockerignore.everything : !dockerignore.matches(resolved) || dockerignore.keepsBelow(resolved)) continue
      yield {
        at: source.at,
        // To leave out the check does not make the build go on; nothing copied of nothing sent does.
        ...(!whole && { check: 'buildkit:build-error' }),
        message: `${keyword} cannot find "${written}": .dockerignore leaves ${whole ? 'everything' : 'it'} out of the build context. Take it out of .dockerignore, or copy something else.`,
      }
    }
  },

  examples: [
    {
      bad: {
        Dockerfile: dockerfile`
          FROM node:22.21.0-slim
          COPY package.json «./dist/» «.env» /srv/
        `,
        '.dockerignore': dockerfile`
          dist
          **/.env*
        `,
      },
    },
    {
      title: 'nothing is sent at all',
      bad: {
        'web/Dockerfile': dockerfile`
          FROM nginx:1.29.1
          COPY «.» /usr/share/nginx/html
        `,
        'web/Dockerfile.dockerignore': '*\n',
      },
    },
    {
      title: 'brought back in whole or in part, from another stage, and what cannot be told',
      good: {
        Dockerfile: dockerfile`
          FROM node:22.21.0-slim AS build
          COPY dist/index.html src /srv/
          COPY *.log $NAME https://example.com/dist /srv/
          FROM nginx:1.29.1
          COPY --from=build /dist /dist
        `,
        '.dockerignore': dockerfile`
          # all but what is needed
          *
          !src/**/*.ts
          !dist/index.html
        `,
      },
    },
  ],
})
