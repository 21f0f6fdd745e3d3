import { copies } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Names of files that hold credentials, whatever folder they are in. */
const secretFile =
  /^(?:\.env(?:\.(?!example$|sample$|template$|dist$)[\w-]+)?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|\.pgpass|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig|credentials\.json|service-account\.json|.*\.(?:p12|pfx|jks|keystore)|.*[-_.]?key\.pem|.*\.key)$/i
const secretFolder = /(?:^|\/)(?:\.aws|\.ssh|\.kube|\.gnupg|\.docker)(?:\/|$)/

export default rule({
  severity: 'error',
  summary: 'Keep files with credentials out of images.',
  why: 'Everyone who can pull the image can read the file, from its layer even after a later RUN has deleted it.',
  presets: ['recommended', 'security'],
  peers: ['trivy:DS-0031'],
  references: ['https://docs.docker.com/build/building/secrets/'],
  on: copies,

  *check(copy) {
    if (copy.node.flags.some(({ name }) => name === 'from')) return
    for (const [index, { value }] of copy.node.words.slice(0, -1).entries()) {
      const name = value.replace(/\/$/, '').split('/').at(-1)!
      if (/^[a-z]+:\/\//.test(value) || !(secretFile.test(name) || secretFolder.test(value))) continue
      yield {
        at: copy.at('words').at(index),
        message: `"${value}" holds credentials, and everyone who can pull the image can read it. Mount it while building ("RUN --mount=type=secret") or when it runs.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        COPY package.json «.npmrc» ./
        COPY «deploy/id_ed25519» /root/.ssh/
        ADD «.aws» /root/.aws
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim AS build
        COPY .env.example public.pem ./
        RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
        FROM scratch
        COPY --from=build /app/id_rsa /nowhere
      `,
    },
  ],
})
