import { overriddenEntrypoints } from '../../model/dockerfile/override.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write one ENTRYPOINT in a stage.',
  why: 'Only the last one counts. The others are read, changed and never run.',
  peers: ['hadolint:DL4004', 'buildkit:MultipleInstructionsDisallowed', 'trivy:DS-0007'],
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  on: overriddenEntrypoints,

  *check({ instruction, winner }) {
    yield {
      at: instruction,
      message: 'This ENTRYPOINT never runs: a later one in the stage takes its place. Remove one of them.',
      related: [{ at: winner, message: 'the one that counts' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        «ENTRYPOINT ["/usr/bin/shop"]»
        COPY start.sh /start.sh
        ENTRYPOINT ["/start.sh"]
      `,
    },
    {
      title: 'one in each stage',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        ENTRYPOINT ["/usr/bin/shop"]
        FROM base
        ENTRYPOINT ["/usr/bin/shop", "--verbose"]
        CMD ["serve"]
      `,
    },
  ],
})
