import { flatMap } from '../../flat-map.ts'
import { groupedBy } from '../../grouped.ts'
import { installs, type PackageCommand, packageCommands } from '../../model/dockerfile/package/package-install.ts'
import type { Family } from '../../facts/package-managers.ts'
import type { Stage } from '../../model/dockerfile/dockerfile.ts'
import { argumentsOf, type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { isRoot, userAt } from '../../model/dockerfile/user.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

interface Cache {
  /** Where root keeps it in the official images. */
  readonly folder: string
  /** Sub-commands that download; of package managers, besides those that install and upgrade. */
  readonly downloads?: RegExp
  /** Command lines that need nothing more once an earlier RUN has downloaded it all. */
  readonly uses?: RegExp
}

const managers: Readonly<Partial<Record<Family, Cache>>> = {
  apk: { folder: '/var/cache/apk,sharing=locked' },
  apt: { folder: '/var/cache/apt,sharing=locked', downloads: /^update$/ },
  bun: { folder: '/root/.bun/install/cache' },
  cargo: { folder: '/usr/local/cargo/registry', downloads: /^(?:build|fetch|test)$/, uses: /^(?:build|test)\b/ },
  dnf: { folder: '/var/cache/dnf,sharing=locked' },
  go: { folder: '/go/pkg/mod', downloads: /^(?:build|mod|test)$/, uses: /^(?:build|install|run|test)\b/ },
  npm: { folder: '/root/.npm' },
  pip: { folder: '/root/.cache/pip', downloads: /^(?:download|wheel)$/ },
  pnpm: { folder: '/root/.local/share/pnpm/store', downloads: /^fetch$/ },
  uv: { folder: '/root/.cache/uv' },
  yarn: { folder: '/usr/local/share/.cache/yarn' },
  yum: { folder: '/var/cache/yum,sharing=locked' },
  zypper: { folder: '/var/cache/zypp,sharing=locked' },
}

const maven: Cache = { folder: '/root/.m2', uses: /./ }
const gradle: Cache = { folder: '/root/.gradle', uses: /./ }

const builders: Readonly<Record<string, Cache>> = {
  composer: { folder: '/root/.composer/cache', downloads: /^(?:install|i|create-project|require)$/ },
  dotnet: { folder: '/root/.nuget/packages', downloads: /^(?:restore|build|publish)$/, uses: /^(?:build|publish)\b/ },
  gradle,
  gradlew: gradle,
  mvn: maven,
  mvnw: maven,
  poetry: { folder: '/root/.cache/pypoetry', downloads: /^(?:install|sync)$/ },
}

export default rule({
  severity: 'info',
  summary: 'Keep what package managers download in a cache mount.',
  why: 'Once one line above changes, everything is downloaded again; a cache mount stays with the builder, and out of the image.',
  presets: [],
  references: ['https://docs.docker.com/build/cache/optimize/#use-cache-mounts'],
  on: firstDownloads,

  *check({ command, program, folder }) {
    const { instruction } = command.script
    const user = userAt(instruction)
    // That of others than root is in their home, which nobody here knows.
    const target = user.instruction && !isRoot(user.name ?? '') ? '…,uid=…' : folder
    // What is behind ONBUILD runs in builds that are not here.
    if (instruction.keyword !== 'RUN') return
    if (instruction.node.flags.some(({ name, value }) => name === 'mount' && /(?:^|,)type=(?:cache|tmpfs)(?:,|$)/.test(value ?? ''))) return
    yield {
      at: command.at(command.nameWord),
      message: `${program} downloads everything again whenever this layer is built. Keep its cache for the next build: "RUN --mount=type=cache,target=${target} …".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.27 AS build
        RUN «go» mod download
        FROM python:3.14 AS tools
        RUN «python3» -m pip install --no-compile httpie==3.2.4 && mvn package
        FROM debian:13.1-slim
        RUN rm -f /etc/apt/apt.conf.d/docker-clean && «apt-get» update && apt-get install --yes curl
      `,
    },
    {
      good: dockerfile`
        FROM node:24-slim
        RUN --mount=type=cache,target=/root/.npm npm ci
        RUN npm run build && go version
        FROM golang:1.27
        RUN --mount=type=cache,target=/go/pkg/mod go mod download
        RUN go build ./cmd/shop
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        RUN dotnet publish --no-restore
      `,
    },
  ],
})

interface Download {
  readonly command: Command
  /** As its user writes it. */
  readonly program: string
  readonly folder: string
  /** It downloads what no RUN before it has. */
  readonly rest: boolean
}

const builds = commandsNamed(...Object.keys(builders))

/** Flags with which a build takes what is there. */
const offline = new Set(['--no-restore', '--no-build', '--offline'])

/** In each script the first command that fills a cache. */
function firstDownloads(project: Project): Download[] {
  const downloads = [...flatMap(project.get(packageCommands), ofManager), ...flatMap(project.get(builds), ofBuilder)]
  const byScript = groupedBy(downloads, download => download.command.script)
  const first = Array.from(byScript.values(), all => all.reduce((before, each) => (each.command.index < before.command.index ? each : before)))
  const filled = new Map<Stage, Set<string>>()
  return first.filter(({ command: { script }, folder, rest }) => {
    const before = script.stage.chain.some(link => filled.get(link)?.has(folder))
    filled.set(script.stage, (filled.get(script.stage) ?? new Set<string>()).add(folder))
    return !(rest && before)
  })
}

function ofManager(call: PackageCommand): Download[] {
  const { command, program, manager, action } = call
  const cache = managers[manager.family]
  if (!cache || !(installs(call) || manager.upgrades.has(action) || cache.downloads?.test(action))) return []
  return [{ command, program, folder: cache.folder, rest: cache.uses?.test(action) ?? false }]
}

function ofBuilder(command: Command): Download[] {
  const program = command.name!
  const { folder, downloads = /./, uses } = builders[program]!
  const action = argumentsOf(command).operands[0]?.value ?? ''
  const stays = command.words.some(({ value }) => offline.has(value ?? ''))
  return downloads.test(action) && !stays ? [{ command, program, folder, rest: uses?.test(action) ?? false }] : []
}
