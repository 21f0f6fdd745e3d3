import type { Image } from '../languages/image-reference.ts'

/** The day these tables were last checked against their sources. */
export const baseImagesDate = '2026-11-21'

/** An official image of Docker Hub that gets no more updates. */
export interface DeprecatedImage {
  name: string
  /** What its notice names instead, the likeliest first; empty where it names nothing. */
  successors: readonly string[]
  /** Why, as half a sentence: `deprecated since …`. */
  reason: string
  source: string
}

export interface DefaultUser {
  /**
   * Whom a container runs as that sets no user: `drops-root` starts as root and lets its server run as another user, so it breaks
   * under `runAsNonRoot` all the same.
   */
  user: 'root' | 'drops-root' | 'nonroot'
  reason: string
  source: string
}

export interface SmallerBase {
  instead: string
  reason: string
}

// Each image has its deprecation notice in docker-library/docs, <name>/deprecated.md.
const notices: readonly [name: string, successors: readonly string[], reason: string][] = [
  ['adoptopenjdk', ['eclipse-temurin'], 'no updates since August 2021'],
  ['celery', ['python'], 'no updates since June 2017'],
  // The notice names no successor. These two rebuild the same distribution.
  ['centos', ['rockylinux', 'almalinux'], 'CentOS Linux ended in June 2024, the image stopped in 2020'],
  ['clearlinux', [], 'Clear Linux ended in July 2025'],
  ['consul', ['hashicorp/consul'], 'no updates since Consul 1.16'],
  ['django', ['python'], 'no updates since December 2016'],
  ['docker-dev', ['dockercore/docker'], 'no updates any more'],
  ['emqx', ['emqx/emqx'], 'no updates since EMQX 5.9'],
  ['express-gateway', [], 'the project is not maintained'],
  ['fsharp', ['mcr.microsoft.com/dotnet/sdk'], 'removed in favour of the .NET SDK image'],
  ['glassfish', [], 'abandoned by its maintainer'],
  ['hipache', ['traefik', 'nginx', 'haproxy', 'httpd'], 'Hipache has been inactive since 2015'],
  ['iojs', ['node'], 'io.js merged with Node.js'],
  ['java', ['eclipse-temurin'], 'no updates since December 2016; openjdk, its successor, is deprecated too'],
  ['jenkins', ['jenkins/jenkins'], 'no updates since Jenkins 2.60'],
  ['jobber', [], 'the project is not maintained'],
  ['kaazing-gateway', [], 'inactive since July 2018'],
  ['known', [], 'inactive since August 2018'],
  ['mono', [], 'inactive since June 2022'],
  ['nats-streaming', ['nats'], 'NATS Streaming ended in June 2023; JetStream, in nats, takes its place'],
  ['notary', [], 'the Notary project was archived in July 2025'],
  ['nuxeo', [], "Nuxeo's images are private now"],
  ['openjdk', ['eclipse-temurin', 'amazoncorretto', 'ibm-semeru-runtimes', 'sapmachine'], 'only early-access builds since July 2022'],
  ['opensuse', ['opensuse/leap', 'opensuse/tumbleweed'], 'no releases since Leap 42.3'],
  ['owncloud', ['owncloud/server'], 'no updates since December 2018'],
  ['php-zendserver', [], 'not maintained for years'],
  ['piwik', ['matomo'], 'Piwik is called Matomo since 2018'],
  ['plone', ['plone/plone-backend', 'plone/plone-frontend'], 'ends with Plone 5, out of support since October 2024'],
  ['rails', ['ruby'], 'no updates since December 2016'],
  ['rapidoid', [], 'inactive since August 2018'],
  ['sentry', [], 'no updates since July 2019; Sentry is installed as a whole'],
  ['sl', ['rockylinux', 'almalinux'], 'Scientific Linux ended in June 2024'],
  ['swarm', [], 'classic Swarm is archived; the Docker Engine has a Swarm mode'],
  ['thrift', [], 'inactive since February 2019'],
  ['ubuntu-debootstrap', ['ubuntu'], 'no updates any more'],
  ['ubuntu-upstart', [], 'Ubuntu uses Upstart no more'],
  ['vault', ['hashicorp/vault'], 'no updates since Vault 1.14'],
]

export const deprecatedImages: readonly DeprecatedImage[] = notices.map(([name, successors, reason]) => ({
  name,
  successors,
  reason,
  source: `https://github.com/docker-library/docs/blob/master/${name}/deprecated.md`,
}))

const deprecatedByName = new Map(deprecatedImages.map(image => [image.name, image]))

/** The deprecation of an official image, however it is spelled (`openjdk:17`, `docker.io/library/openjdk`), also in its mirrors. */
export function deprecationOf(image: Image): DeprecatedImage | undefined {
  return deprecatedByName.get(officialName(image) ?? '')
}

/** How to say which build of an image is meant. Distroless images are released without numbers. */
export function pinOf({ registry, repository, name }: Image): string {
  return registry === 'gcr.io' && repository.startsWith('distroless/')
    ? `Name one build by its digest: "${name}@sha256:…"`
    : `Pin a release, for instance "${name}:<version>"`
}

const officialDockerfiles = 'https://github.com/docker-library/official-images'

const rootImages = new Set(
  (
    'almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox caddy centos clojure composer debian docker drupal ' +
    'eclipse-temurin elixir erlang fedora gcc golang gradle haskell httpd ibm-semeru-runtimes ibmjava java joomla jruby julia maven mono ' +
    'nextcloud nginx node openjdk opensuse oraclelinux perl photon php pypy python registry rethinkdb rockylinux ruby rust sapmachine swift ' +
    'tomcat traefik ubuntu wordpress'
  ).split(' '),
)
const rootDroppingImages = new Set('cassandra couchdb ghost mariadb mongo mysql postgres rabbitmq redis valkey zookeeper'.split(' '))

/** Official images whose Dockerfile sets a user. */
const nonrootImages = new Set(['memcached', 'solr'])

interface UserRule extends DefaultUser {
  matches: (registry: string, repository: string, tag: string) => boolean
}

// The first that matches counts.
const userRules: readonly UserRule[] = [
  {
    user: 'nonroot',
    reason: 'distroless nonroot tags run as user 65532',
    source: 'https://github.com/GoogleContainerTools/distroless',
    matches: (registry, repository, tag) => registry === 'gcr.io' && repository.startsWith('distroless/') && /(?:^|-)nonroot(?:-|$)/.test(tag),
  },
  {
    user: 'root',
    reason: 'distroless runs as root but for its nonroot tags',
    source: 'https://github.com/GoogleContainerTools/distroless',
    matches: (registry, repository) => registry === 'gcr.io' && repository.startsWith('distroless/'),
  },
  {
    user: 'nonroot',
    reason: "the .NET distroless images run as user 'app' (1654)",
    source: 'https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md',
    matches: (registry, repository, tag) => registry === 'mcr.microsoft.com' && repository.startsWith('dotnet/') && /-(?:chiseled|distroless)(?:-|$)/.test(tag),
  },
  {
    user: 'root',
    reason: "the .NET images create the user 'app' but leave it to you to switch to it",
    source: 'https://github.com/dotnet/dotnet-docker/discussions/4995',
    matches: (registry, repository) => registry === 'mcr.microsoft.com' && /^dotnet\/(?:sdk|aspnet|runtime|runtime-deps)$/.test(repository),
  },
  {
    user: 'nonroot',
    reason: 'Chainguard images run as user 65532 but for those that cannot',
    source: 'https://github.com/chainguard-images/images/blob/main/BEST_PRACTICES.md',
    // Root on purpose: tool chains and bases that install packages, databases that prepare their volume. Anything with a shell is doubtful.
    matches: (registry, repository, tag) => registry === 'cgr.dev' && !/\/(?:go|postgres|.*-base|busybox|bash)$/.test(repository) && !tag.endsWith('-dev'),
  },
  {
    user: 'nonroot',
    reason: 'Bitnami builds its images to run as user 1001',
    source: 'https://docs.bitnami.com/tutorials/bitnami-best-practices-hardening-containers/',
    matches: (registry, repository) => registry === 'docker.io' && /^bitnami(?:legacy|secure)?\/(?!minideb$)/.test(repository),
  },
  {
    user: 'nonroot',
    reason: 'nginx-unprivileged runs as user 101 and listens on 8080',
    source: 'https://github.com/nginx/docker-nginx-unprivileged',
    matches: (_registry, repository) => /^(?:nginxinc|nginx)\/nginx-unprivileged$/.test(repository),
  },
  {
    user: 'nonroot',
    reason: 'the images of Red Hat for languages and servers run as user 1001 or 185',
    source: 'https://github.com/sclorg/s2i-base-container',
    matches: (registry, repository) =>
      isRedHat(registry) && /^ubi\d+\/(?:dotnet|go-toolset|httpd|nginx|nodejs|openjdk|perl|php|python|ruby)(?:-|$)/.test(repository),
  },
  {
    user: 'root',
    reason: 'the Universal Base Images set no user',
    source: 'https://catalog.redhat.com/software/base-images',
    matches: (registry, repository) => isRedHat(registry) && /^ubi\d+(?:[-/](?:ubi-)?(?:ubi|minimal|micro|init))?$/.test(repository),
  },
  {
    user: 'nonroot',
    reason: 'its Dockerfile ends with a user of its own',
    source: 'the Dockerfile that its publisher keeps beside the sources',
    matches: (registry, repository) => ownUsers.some(([from, name]) => from === registry && name.test(repository)),
  },
]

function isRedHat(registry: string): boolean {
  return registry === 'registry.access.redhat.com' || registry === 'registry.redhat.io'
}

/** Images whose publishers' Dockerfiles end with USER. */
const ownUsers: readonly (readonly [registry: string, repository: RegExp])[] = [
  ['docker.io', /^apache\/(?:airflow|kafka)$/],
  ['docker.io', /^confluentinc\/cp-/],
  ['docker.io', /^grafana\/(?:grafana|loki|mimir|tempo)(?:-\w+)?$/],
  ['docker.io', /^jenkins\/(?:jenkins|agent|inbound-agent)$/],
  ['docker.io', /^jupyter\//],
  ['docker.io', /^mambaorg\/micromamba$/],
  ['docker.io', /^prom\/(?:alertmanager|node-exporter|prometheus|pushgateway)$/],
  ['docker.io', /^selenium\//],
  ['docker.io', /^trinodb\/trino$/],
  ['quay.io', /^jupyter\//],
  ['quay.io', /^keycloak\/keycloak$/],
  ['quay.io', /^prometheus\/(?:alertmanager|node-exporter|prometheus|pushgateway)$/],
]

/**
 * Whom the image runs as when neither a Dockerfile nor a Pod says; `undefined` where that is not known.
 *
 * Official images: what their Dockerfiles and entry points do. Other publishers: their documentation, as `source` says.
 */
export function defaultUserOf(image: Image): DefaultUser | undefined {
  const name = officialName(image)
  const tag = image.tag ?? 'latest'
  if (name === 'haproxy') return haproxyUser(tag)
  if (name !== undefined) return officialUser(name)

  const rule = userRules.find(candidate => candidate.matches(image.registry, image.repository, tag))
  return rule && { user: rule.user, reason: rule.reason, source: rule.source }
}

function officialUser(name: string): DefaultUser | undefined {
  const source = officialDockerfiles
  if (rootImages.has(name)) return { user: 'root', reason: `${name} sets no user`, source }
  if (rootDroppingImages.has(name)) return { user: 'drops-root', reason: `${name} starts as root to prepare its volume`, source }
  if (nonrootImages.has(name)) return { user: 'nonroot', reason: `${name} sets a user of its own`, source }
  return
}

/** https://github.com/docker-library/docs/blob/master/haproxy/content.md: "the 2.4+ versions of the container will run as USER haproxy". */
function haproxyUser(tag: string): DefaultUser {
  const [, major = '3', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? []
  const older = Number(major) < 2 || (Number(major) === 2 && tag.includes('.') && Number(minor) < 4)
  const source = 'https://github.com/docker-library/docs/blob/master/haproxy/content.md'
  return older
    ? { user: 'root', reason: 'haproxy runs as root before 2.4', source }
    : { user: 'nonroot', reason: "haproxy runs as user 'haproxy' since 2.4", source }
}

interface SlimVariant {
  /** The parts of its tags in order: `{version}` and `{release}` as in the full tag, where that has them. */
  parts: readonly string[]
  /** What `latest` means, where the parts need a version. */
  latest?: string
  reason: string
}

const noPackages = 'slim leaves out the compilers and development packages that only a build needs'
const alpine = 'the Alpine variant is much smaller'

// The tags are those that docker-library/official-images lists for each image.
const slimVariants: Readonly<Record<string, SlimVariant>> = {
  node: { parts: ['{version}', '{release}', 'slim'], reason: noPackages },
  python: { parts: ['{version}', 'slim', '{release}'], reason: noPackages },
  ruby: { parts: ['{version}', 'slim', '{release}'], reason: noPackages },
  perl: { parts: ['{version}', 'slim', '{release}'], reason: noPackages },
  debian: { parts: ['{version}', '{release}', 'slim'], latest: 'stable', reason: 'slim leaves out documentation and locales' },
  nginx: { parts: ['{version}', 'alpine'], reason: alpine },
  httpd: { parts: ['{version}', 'alpine'], reason: alpine },
}

const buildImages: Readonly<Record<string, SmallerBase>> = {
  golang: { instead: 'gcr.io/distroless/static-debian12:nonroot', reason: 'a Go binary needs no Go tool chain to run' },
  rust: { instead: 'gcr.io/distroless/cc-debian12:nonroot', reason: 'a Rust binary needs no Rust tool chain to run' },
  gcc: { instead: 'debian:stable-slim', reason: 'a binary needs no compiler to run' },
  'buildpack-deps': { instead: 'debian:stable-slim', reason: 'it consists of development packages' },
  maven: { instead: 'a JRE such as eclipse-temurin:21-jre', reason: 'a built application needs neither Maven nor the JDK to run' },
  gradle: { instead: 'a JRE such as eclipse-temurin:21-jre', reason: 'a built application needs neither Gradle nor the JDK to run' },
}

/**
 * A smaller image for the last stage of a Dockerfile, where the image has an obvious one: `node:22-bookworm` →
 * `node:22-bookworm-slim`, `golang` → distroless. `undefined` for what is small already and for tags of another make.
 */
export function smallerBaseOf(image: Image): SmallerBase | undefined {
  const tag = image.tag ?? 'latest'
  if (image.registry === 'mcr.microsoft.com' && image.repository === 'dotnet/sdk') {
    return {
      instead: `mcr.microsoft.com/dotnet/aspnet${image.tag === undefined ? '' : `:${tag}`}`,
      reason: 'a published application needs no SDK to run',
    }
  }
  const name = officialName(image)
  if (name === undefined) return
  if (name === 'eclipse-temurin') return runtimeOnly(image.name, tag)
  if (Object.hasOwn(buildImages, name)) return buildImages[name]
  if (!Object.hasOwn(slimVariants, name)) return
  const variant = slimVariants[name]
  const smaller = variant && slimTag(tag, variant)
  return variant && smaller !== undefined ? { instead: `${image.name}:${smaller}`, reason: variant.reason } : undefined
}

const fullTag = /^(?<version>\d[\d.]*|lts|current|stable|mainline)?-?(?<release>jessie|stretch|buster|bullseye|bookworm|trixie|forky)?$/

function slimTag(tag: string, variant: SlimVariant): string | undefined {
  const match = fullTag.exec(tag === 'latest' ? (variant.latest ?? '') : tag)
  if (!match) return
  const { version = '', release = '' } = match.groups ?? {}
  const values: Readonly<Record<string, string>> = { '{version}': version, '{release}': release }
  return variant.parts
    .map(part => values[part] ?? part)
    .filter(part => part !== '')
    .join('-')
}

/** `21`, `21-jdk`, `21-jdk-noble` → `21-jre`, `21-jre-noble`. */
function runtimeOnly(name: string, tag: string): SmallerBase | undefined {
  const match = /^(\d[\d._]*)(?:-jdk)?(-(?:focal|jammy|noble|alpine|ubi\d+-minimal))?$/.exec(tag)
  if (!match) return
  return { instead: `${name}:${match[1]}-jre${match[2] ?? ''}`, reason: 'a built application needs the JRE only' }
}

const officialPrefixes: Readonly<Record<string, string>> = {
  'docker.io': 'library/',
  'public.ecr.aws': 'docker/library/',
  'mirror.gcr.io': 'library/',
}

/** `node` for the official image `node` of Docker Hub and its mirrors; `undefined` for any other. */
export function officialName(image: Image): string | undefined {
  const prefix = officialPrefixes[image.registry]
  return prefix !== undefined && image.repository.startsWith(prefix) ? image.repository.slice(prefix.length) : undefined
}
