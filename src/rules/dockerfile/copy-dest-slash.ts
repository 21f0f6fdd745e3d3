import { copyInstructions } from '../../model/dockerfile/copy.ts'
import { where } from '../../model/where.ts'
import { dockerfile, insert, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'End the destination with "/" when several files are copied.',
  why: 'Without the slash it is the name of a file: BuildKit writes one source over the other, and the classic builder refuses to build.',
  peers: ['hadolint:DL3021', 'trivy:DS-0011'],
  references: ['https://docs.docker.com/reference/dockerfile/#destination'],
  on: where(copyInstructions, ({ sources, heredocs, destination }) => sources.length + heredocs > 1 && !isFolder(destination.resolved ?? '/')),

  *check({ keyword, instruction, sources, heredocs, destination }) {
    const count = sources.length + heredocs
    yield {
      at: destination.at,
      message: `${keyword} writes ${count} sources to "${destination.written}", which is the name of one file. End it with a slash: "${destination.written}/".`,
      ...(!instruction.node.json && !/["'\\$]/.test(destination.written) && { fix: insert(destination.at, '/') }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        WORKDIR /srv
        COPY package.json package-lock.json «shop»
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        WORKDIR /srv
        COPY package.json package-lock.json shop/
      `,
    },
    {
      title: 'heredocs are sources, too',
      bad: dockerfile`
        FROM debian:13.1-slim
        ARG TARGET=/etc/shop
        COPY <<one <<two «$TARGET»
        first
        one
        second
        two
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        ARG DEST
        WORKDIR /srv
        COPY package.json package-lock.json .
        COPY ["my file", "other file", "./"]
        COPY one two $DEST
        COPY --chown=10001 package.json shop
      `,
    },
  ],
})

/** The working directory and what is above it are folders as they are. */
function isFolder(path: string): boolean {
  return /[/\\]["']?$/.test(path) || /(?:^|\/)\.\.?$/.test(path)
}
