import { overriddenCommands } from '../../model/dockerfile/override.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write one CMD in a stage.',
  why: 'Only the last one counts. The others are read, changed and never run.',
  peers: ['hadolint:DL4003', 'buildkit:MultipleInstructionsDisallowed', 'trivy:DS-0016'],
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  on: overriddenCommands,

  *check({ instruction, winner }) {
    yield {
      at: instruction,
      message: 'This CMD never runs: a later one in the stage takes its place. Remove one of them.',
      related: [{ at: winner, message: 'the one that counts' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        «CMD ["node", "server.js"]»
        COPY . /app
        CMD ["node", "cluster.js"]
      `,
    },
    {
      title: 'one in each stage',
      good: dockerfile`
        FROM node:22.21.0-slim AS dev
        CMD ["node", "--watch", "server.js"]
        FROM dev
        ENTRYPOINT ["node"]
        CMD ["server.js"]
      `,
    },
  ],
})
