import { parseDockerignore } from '../../languages/dockerignore.ts'
import { dockerignoreOf, finalStages } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What a context holds that no image should. */
const unwanted = ['.git/config', '.env', 'node_modules/left-pad/index.js']

export default rule({
  severity: 'info',
  summary: 'Copy what the image needs, not the whole context.',
  why: 'Without a .dockerignore, "COPY ." ships the Git history, local settings and credentials, and every change of a README rebuilds the image.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  on: finalStages,

  *check(stage, { project }) {
    const ignored = project.get(dockerignoreOf)(stage.source.file)
    const dockerignore = ignored === undefined ? undefined : parseDockerignore(ignored)
    // A .dockerignore that keeps these out shows that someone has thought about the rest.
    if (dockerignore && unwanted.some(path => dockerignore.matches(path))) return
    for (const copy of stage.instructions) {
      if ((copy.keyword !== 'COPY' && copy.keyword !== 'ADD') || copy.node.flags.some(({ name }) => name === 'from')) continue
      const sources = copy.node.words.slice(0, -1)
      if (!sources.some(({ value }) => /^(?:\.\/?|\/)$/.test(value))) continue
      yield {
        at: copy,
        message: `"${copy.keyword} ${copy.node.text.trim()}" ships the whole build context, with .git and local settings${dockerignore ? '' : ', as there is no .dockerignore'}. Copy the folders that the image needs, or list the rest in .dockerignore.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.13-slim
        WORKDIR /app
        «COPY . .»
        CMD ["python", "app.py"]
      `,
    },
    {
      title: 'a .dockerignore keeps the rest out; build stages are not shipped',
      good: {
        'web/Dockerfile': dockerfile`
          FROM python:3.13-slim
          COPY . /app
        `,
        'web/.dockerignore': dockerfile`
          .git
          .venv
        `,
        'api/Dockerfile': dockerfile`
          FROM golang:1.24 AS build
          COPY . .
          FROM scratch
          COPY --from=build . .
        `,
      },
    },
  ],
})
