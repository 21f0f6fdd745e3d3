import { overriddenHealthchecks } from '../../model/dockerfile/override.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write one HEALTHCHECK in a stage.',
  why: 'Only the last one counts. What the others check goes unnoticed.',
  peers: ['hadolint:DL3012', 'buildkit:MultipleInstructionsDisallowed', 'trivy:DS-0023'],
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  on: overriddenHealthchecks,

  *check({ instruction, winner }) {
    yield {
      at: instruction,
      message: 'This HEALTHCHECK never runs: a later one in the stage takes its place. Remove one of them, or let one command check both.',
      related: [{ at: winner, message: 'the one that counts' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1
        «HEALTHCHECK CMD ["curl", "--fail", "http://localhost/"]»
        HEALTHCHECK --interval=1m CMD ["curl", "--fail", "http://localhost/ready"]
      `,
    },
    {
      title: 'one in each stage',
      good: dockerfile`
        FROM nginx:1.29.1 AS web
        HEALTHCHECK CMD ["curl", "--fail", "http://localhost/"]
        FROM web
        HEALTHCHECK NONE
      `,
    },
  ],
})
