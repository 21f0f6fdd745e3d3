import { invalidMounts } from '../../model/read-problem.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write "RUN --mount" with fields and values that it has.',
  why: 'BuildKit refuses a mount that it cannot read, so no image is built.',
  peers: ['hadolint:DL1000', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#run---mount'],
  on: invalidMounts,

  *check({ at, message, foreign }) {
    yield { at, message, ...(foreign && { severity: 'warning' }) }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        RUN --mount=«type=cash»,target=/root/.npm npm ci
        RUN --mount=type=cache,«traget=/root/.npm» npm ci
        RUN --mount=type=cache,target=/root/.npm,«sharing=exclusive» npm ci
        RUN --mount=type=bind,«from=\${BASE}»,target=/base ls /base
        RUN «--mount=type=secret,required» npm publish
      `,
    },
    {
      title: 'short names, defaults and values that only a build knows',
      good: dockerfile`
        FROM node:22.21.0-slim
        ARG NPM_CACHE=/root/.npm
        RUN --mount=type=cache,dst=$NPM_CACHE,id=npm,sharing=locked npm ci
        RUN --mount=target=/src,rw --mount=from=alpine,src=/etc,target=/alpine ls /src /alpine
        RUN --mount=type=secret,id=npm,env=NPM_TOKEN,required --mount=type=ssh,mode=0600 npm publish
        RUN --mount=type=tmpfs,target=/tmp,size=64m npm test
      `,
    },
  ],
})
