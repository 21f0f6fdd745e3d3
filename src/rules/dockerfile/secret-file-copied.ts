import { type Copy, contextCopies, fileName, isRemote, type Operand } from '../../model/dockerfile/copy.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Names of files that hold credentials and nothing else, whatever folder they are in. */
const secretFile =
  /^(?:\.env|\.netrc|\.pypirc|\.git-credentials|\.pgpass|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|kubeconfig|credentials\.json|service-?account(?:-key)?\.json|.*\.(?:p12|pfx|ppk)|(?:.*[-_.])?(?:priv|private[-_]?)?key\.pem)$/i
const secretFolder = /(?:^|\/)(?:\.aws|\.ssh|\.kube|\.gnupg|\.docker\/config\.json)(?:\/|$)/
/** Names of files that may hold some. */
const doubtfulFile =
  /^(?:\.env\.(?!(?:example|sample|template|dist|defaults?)$)[\w.-]+|\.npmrc|\.htpasswd|\.vault-token|(?!(?:example|sample|template|dist|defaults?)\.)[\w-]+\.env|(?:[\w-]+[-_.])?secrets?\.(?:json|properties|toml|ya?ml)|terraform\.tfstate|.*\.(?:key|jks|keystore))$/i
/** What is for everyone to see. */
const publicFile = /\.pub$|public|pubkey|trust|cacerts|known_hosts|authorized_keys/i
/** Where package managers and TLS look for the keys of others. */
const keyring = /^\/(?:etc\/(?:apt|apk|pki|yum|zypp|ssl\/certs)|usr\/share\/keyrings|usr\/local\/share\/ca-certificates)(?:\/|$)/

export default rule({
  severity: 'error',
  summary: 'Keep files with credentials out of images.',
  why: 'Everyone who can pull the image can read the file, from its layer even after a later RUN has deleted it.',
  presets: ['recommended', 'security'],
  peers: ['trivy:DS-0031'],
  references: ['https://docs.docker.com/build/building/secrets/'],
  on: where(contextCopies, copy => copy.sources.some(source => kindOf(source, copy) !== undefined)),

  *check(copy) {
    const shipped = copy.stage.use.shipped
    for (const source of copy.sources) {
      const kind = kindOf(source, copy)
      // A build stage may need what is in doubt, and nobody pulls it.
      if (!kind || (kind === 'doubtful' && !shipped)) continue
      const who = shipped ? 'everyone who can pull the image can read it' : 'it stays in the build cache, for everyone who can read that'
      yield {
        at: source.at,
        severity: kind === 'secret' && shipped ? 'error' : 'warning',
        message: `"${source.written}" ${kind === 'secret' ? 'holds' : 'may hold'} credentials, and ${who}. Mount it while building ("RUN --mount=type=secret") or when it runs.`,
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
        COPY [«".env.production"», "/srv/"]
        COPY «config/prod.env» «config/secrets.yaml» /srv/config/
      `,
    },
    {
      title: 'public keys, examples, and what a build stage needs',
      good: dockerfile`
        FROM node:22.21.0-slim AS build
        COPY .npmrc .env.local ./
        RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
        FROM debian:13.1-slim
        COPY .env.example example.env public.pem deploy/id_ed25519.pub truststore.jks ./
        COPY vendor.key vendor.asc /etc/apt/trusted.gpg.d/
        COPY --from=build /app/id_rsa /nowhere
      `,
    },
  ],
})

function kindOf({ written, resolved = written }: Operand, { destination }: Copy): 'secret' | 'doubtful' | undefined {
  const name = fileName(resolved)
  const kind = secretFile.test(name) || secretFolder.test(resolved) ? 'secret' : doubtfulFile.test(name) ? 'doubtful' : undefined
  return kind && (isRemote(resolved) || publicFile.test(name) || keyring.test(destination.resolved ?? '')) ? undefined : kind
}
