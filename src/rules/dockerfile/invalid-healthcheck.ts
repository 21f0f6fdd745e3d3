import { invalidHealthchecks } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write HEALTHCHECK with CMD or NONE, and its times with a unit.',
  why: 'BuildKit refuses a check that it cannot read, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  on: invalidHealthchecks,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1
        HEALTHCHECK «curl» --fail http://localhost/
        FROM nginx:1.29.1
        HEALTHCHECK --interval=«30» CMD ["/probe"]
        FROM nginx:1.29.1
        HEALTHCHECK --interval=30s --retries=«-1» CMD ["/probe"]
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.29.1
        HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=0 --retries=3 cmd curl --fail http://localhost/
      `,
    },
  ],
})
