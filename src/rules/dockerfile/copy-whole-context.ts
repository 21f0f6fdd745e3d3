import { parseDockerignore } from '../../languages/dockerignore.ts'
import { copies, dockerignoreOf, type Instruction } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What a context holds that no image should. */
const unwanted = ['.git/config', '.env', 'node_modules/left-pad/index.js']

export default rule({
  severity: 'info',
  summary: 'Copy what the image needs, not the whole context.',
  why: 'Without a .dockerignore, "COPY ." ships the Git history, local settings and credentials, and every change of a README rebuilds the image.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  on: where(copies, takesContext),

  *check(copy, { project }) {
    const ignored = project.get(dockerignoreOf)(copy.source.file)
    const dockerignore = ignored === undefined ? undefined : parseDockerignore(ignored)
    // A .dockerignore that keeps these out shows that someone has thought about the rest.
    if (dockerignore && unwanted.some(path => dockerignore.matches(path))) return
    yield {
      at: copy,
      message: `"${copy.keyword} ${copy.node.text.trim()}" ships the whole build context, with .git and local settings${dockerignore ? '' : ', as there is no .dockerignore'}. Copy the folders that the image needs, or list the rest in .dockerignore.`,
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

/** Whether it copies the build context as a whole into the image that ships. */
function takesContext({ stage, node: { words, flags } }: Instruction): boolean {
  if (!stage.final || flags.some(({ name }) => name === 'from')) return false
  return words.some(({ value }, index) => index < words.length - 1 && /^(?:\.\/?|\/)$/.test(value))
}
