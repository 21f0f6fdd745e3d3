import { argumentsOf, type Command, runScripts } from '../../model/run.ts'
import { dockerfile, rule } from '../../rule.ts'

interface Cache {
  readonly downloads: RegExp
  readonly folder: string
}

const apt: Cache = { downloads: /^(?:update|install|upgrade|dist-upgrade)$/, folder: '/var/cache/apt,sharing=locked' }
const rpm: Cache = { downloads: /^(?:install|update|upgrade|groupinstall)$/, folder: '/var/cache/dnf,sharing=locked' }
const pip: Cache = { downloads: /^(?:install|download|wheel)$/, folder: '/root/.cache/pip' }
const maven: Cache = { downloads: /./, folder: '/root/.m2' }
const gradle: Cache = { downloads: /./, folder: '/root/.gradle' }

/** Where programs keep what they download, when root runs them in the official images. */
const caches: Readonly<Record<string, Cache>> = {
  'apt-get': apt,
  apt,
  apk: { downloads: /^(?:add|upgrade)$/, folder: '/var/cache/apk,sharing=locked' },
  dnf: rpm,
  yum: { ...rpm, folder: '/var/cache/yum,sharing=locked' },
  npm: { downloads: /^(?:ci|clean-install|install|i)$/, folder: '/root/.npm' },
  pnpm: { downloads: /^(?:install|i|add|fetch)$/, folder: '/root/.local/share/pnpm/store' },
  yarn: { downloads: /^(?:install|add)$/, folder: '/usr/local/share/.cache/yarn' },
  pip,
  pip3: pip,
  uv: { downloads: /^(?:sync|pip)$/, folder: '/root/.cache/uv' },
  poetry: { downloads: /^(?:install|sync)$/, folder: '/root/.cache/pypoetry' },
  go: { downloads: /^(?:build|install|mod|get|test)$/, folder: '/go/pkg/mod' },
  cargo: { downloads: /^(?:build|install|fetch|test)$/, folder: '/usr/local/cargo/registry' },
  mvn: maven,
  mvnw: maven,
  gradle,
  gradlew: gradle,
  composer: { downloads: /^(?:install|i|create-project|require)$/, folder: '/root/.composer/cache' },
  dotnet: { downloads: /^(?:restore|build|publish)$/, folder: '/root/.nuget/packages' },
}

export default rule({
  severity: 'info',
  summary: 'Keep what package managers download in a cache mount.',
  why: 'Once one line above changes, everything is downloaded again; a cache mount stays with the builder, and out of the image.',
  presets: [],
  references: ['https://docs.docker.com/build/cache/optimize/#use-cache-mounts'],
  on: runScripts,

  *check({ instruction, commands }) {
    // What is behind ONBUILD runs in builds that are not here.
    if (instruction.keyword !== 'RUN') return
    if (instruction.node.flags.some(({ name, value }) => name === 'mount' && /(?:^|,)type=(?:cache|tmpfs)(?:,|$)/.test(value ?? ''))) return
    const command = commands.find(each => cacheOf(each))
    const cache = command && cacheOf(command)
    if (!cache) return
    yield {
      at: command.at(command.nameWord),
      message: `${command.name} downloads everything again whenever this layer is built. Keep its cache for the next build: "RUN --mount=type=cache,target=${cache.folder} …".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.27 AS build
        RUN «go» mod download
        FROM debian:13.1-slim
        RUN rm -f /etc/apt/apt.conf.d/docker-clean && «apt-get» update && apt-get install --yes curl
      `,
    },
    {
      good: dockerfile`
        FROM node:24-slim
        RUN --mount=type=cache,target=/root/.npm npm ci
        RUN npm run build && go version
      `,
    },
  ],
})

function cacheOf(command: Command): Cache | undefined {
  const cache = command.name !== undefined && Object.hasOwn(caches, command.name) ? caches[command.name] : undefined
  return cache?.downloads.test(argumentsOf(command).operands[0]?.value ?? '') ? cache : undefined
}
