import { invalidNetworksOrSecurity } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give "RUN --network" and "RUN --security" a value that they have.',
  why: 'BuildKit refuses any other value, so no image is built. Networks of Docker cannot be named here.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#run---network', 'https://docs.docker.com/reference/dockerfile/#run---security'],
  on: invalidNetworksOrSecurity,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24
        RUN --network=«bridge» go test ./...
        RUN --security=«privileged» make bench
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24
        RUN --network=none go test ./...
        RUN --network=default --security=sandbox make bench
      `,
    },
  ],
})
