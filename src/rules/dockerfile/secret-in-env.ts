import { secretUnder } from '../../languages/secret.ts'
import { variables } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of ENV and ARG.',
  why: 'Both stand in the history of the image: everyone who can pull it can read them with "docker history".',
  presets: ['recommended', 'security'],
  peers: ['hadolint:DL3064', 'buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'],
  references: ['https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/'],
  on: variables,

  *check(instruction) {
    for (const [index, { key, value }] of instruction.node.pairs.entries()) {
      const what = value === undefined ? undefined : secretUnder(key, value)
      if (!what) continue
      const where = instruction.keyword === 'ARG' ? 'Mount it while building: "RUN --mount=type=secret".' : 'Give it to the container when it runs.'
      yield {
        at: instruction.at('pairs').at(index),
        message: `${instruction.keyword} "${key}" holds ${what}, and everyone who can pull the image can read it. ${where}`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        ARG «NPM_TOKEN=q8Wz-33-rivet-gasket»
        ENV PORT=3000 «SESSION_SECRET=tr0ub4dor-and-3-friends»
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        ARG NPM_TOKEN
        ENV PASSWORD_FILE=/run/secrets/db TOKEN=\${NPM_TOKEN} KEY_ALIAS=alias/shop
        RUN --mount=type=secret,id=npm npm ci
      `,
    },
  ],
})
