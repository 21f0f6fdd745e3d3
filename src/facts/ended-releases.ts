import type { Image } from '../languages/image-reference.ts'
import { officialName } from './base-images.ts'

/** The day this table was last checked against its sources. What ends later is not in it. */
export const endedReleasesDate = '2026-11-21'

/** A release of a product that gets no more security fixes. */
export interface EndedRelease {
  /** `Debian 10`, `Python 3.8`. */
  readonly name: string
  /** Year and month of its end, `2024-06`; undefined for what ended before the oldest release listed. */
  readonly ended: string | undefined
  /** A tag of a release that is maintained, where one stands for all. */
  readonly instead: string | undefined
  readonly source: string
}

interface Product {
  readonly name: string
  /** Release → month, newest first. */
  readonly ended: ReadonlyMap<string, string>
  /** Releases below the last one of the list are maintained: those with long-term support. Else they have ended too. */
  readonly longTerm?: boolean
  /** Other words in tags for a release. */
  readonly names?: Readonly<Record<string, string>>
  readonly instead?: string
  /** Where the publisher says how long a release is maintained. */
  readonly source: string
}

// Ends of general support: what only paying customers get for longer does not come with the image.
const products = {
  alpine: {
    name: 'Alpine',
    ended: list('3.21 2026-11, 3.20 2026-04, 3.19 2025-11, 3.18 2025-05, 3.17 2024-11, 3.16 2024-05, 3.15 2023-11, 3.14 2023-05, 3.13 2022-11, 3.12 2022-05'),
    instead: '3.24',
    source: 'https://alpinelinux.org/releases/',
  },
  amazonlinux: {
    name: 'Amazon Linux',
    ended: list('2 2026-06, 2018.03 2023-12, 1 2023-12'),
    instead: '2023',
    source: 'https://aws.amazon.com/amazon-linux-2/faqs/',
  },
  debian: {
    name: 'Debian',
    ended: list('11 2026-08, 10 2024-06, 9 2022-06, 8 2020-06, 7 2018-05, 6 2016-02'),
    names: { bullseye: '11', buster: '10', stretch: '9', jessie: '8', wheezy: '7', squeeze: '6' },
    instead: '13',
    source: 'https://wiki.debian.org/LTS',
  },
  dotnet: {
    name: '.NET',
    ended: list('9.0 2026-11, 8.0 2026-11, 7.0 2024-05, 6.0 2024-11, 5.0 2022-05, 3.1 2022-12, 3.0 2020-03, 2.2 2019-12, 2.1 2021-08'),
    instead: '10.0',
    source: 'https://dotnet.microsoft.com/platform/support/policy/dotnet-core',
  },
  elasticsearch: {
    name: 'Elasticsearch',
    ended: list('7 2026-01, 6 2022-02, 5 2019-03'),
    source: 'https://www.elastic.co/support/eol',
  },
  fedora: {
    name: 'Fedora',
    ended: list('41 2025-12, 40 2025-05, 39 2024-11, 38 2024-05, 37 2023-12'),
    source: 'https://docs.fedoraproject.org/en-US/releases/eol/',
  },
  golang: {
    name: 'Go',
    ended: list('1.25 2026-08, 1.24 2026-02, 1.23 2025-08, 1.22 2025-02, 1.21 2024-08, 1.20 2024-02, 1.19 2023-08, 1.18 2023-02, 1.17 2022-08, 1.16 2022-03'),
    instead: '1.27',
    source: 'https://go.dev/doc/devel/release#policy',
  },
  jdk: {
    name: 'Java',
    ended: list('24 2025-09, 23 2025-03, 22 2024-09, 20 2023-09, 19 2023-03, 18 2022-09, 16 2021-09'),
    longTerm: true,
    instead: '25',
    source: 'https://adoptium.net/support/',
  },
  mariadb: {
    name: 'MariaDB',
    ended: list(
      '11.2 2024-11, 11.1 2024-08, 11.0 2024-06, 10.10 2023-11, 10.9 2023-08, 10.8 2023-05, 10.7 2023-02, 10.6 2026-07, 10.5 2025-06, 10.4 2024-06, 10.3 2023-05, 10.2 2022-05',
    ),
    instead: '11.8',
    source: 'https://mariadb.org/about/#maintenance-policy',
  },
  mongo: {
    name: 'MongoDB',
    ended: list('6 2025-07, 5 2024-10, 4.4 2024-02, 4.2 2023-04, 4.0 2022-04, 4 2024-02, 3.6 2021-04'),
    instead: '8.0',
    source: 'https://www.mongodb.com/legal/support-policy/lifecycles',
  },
  mysql: {
    name: 'MySQL',
    ended: list('8.0 2026-04, 5.7 2023-10, 5 2023-10, 5.6 2021-02'),
    instead: '8.4',
    source: 'https://endoflife.date/mysql',
  },
  nginx: {
    name: 'nginx',
    ended: list('1.27 2025-06, 1.26 2025-04, 1.25 2024-05, 1.24 2024-04, 1.23 2023-05, 1.22 2023-04, 1.21 2022-06, 1.20 2022-05, 1.19 2021-05, 1.18 2021-04'),
    source: 'https://nginx.org/en/download.html',
  },
  node: {
    name: 'Node.js',
    ended: list(
      '25 2026-06, 23 2025-06, 21 2024-06, 20 2026-04, 19 2023-06, 18 2025-04, 17 2022-06, 16 2023-09, 15 2021-06, 14 2023-04, 13 2020-06, 12 2022-04, 11 2019-06, 10 2021-04, 9 2018-06, 8 2019-12',
    ),
    names: { iron: '20', hydrogen: '18', gallium: '16', fermium: '14', erbium: '12', dubnium: '10', carbon: '8' },
    instead: '24',
    source: 'https://nodejs.org/en/about/previous-releases',
  },
  oraclelinux: {
    name: 'Oracle Linux',
    ended: list('7 2024-12, 6 2021-03'),
    instead: '9',
    source: 'https://www.oracle.com/a/ocom/docs/elsp-lifetime-069338.pdf',
  },
  php: {
    name: 'PHP',
    ended: list('8.1 2025-12, 8.0 2023-11, 7.4 2022-11, 7 2022-11, 7.3 2021-12, 7.2 2020-11, 7.1 2019-12, 7.0 2019-01, 5.6 2018-12, 5 2018-12'),
    instead: '8.5',
    source: 'https://www.php.net/eol.php',
  },
  postgres: {
    name: 'PostgreSQL',
    ended: list('14 2026-11, 13 2025-11, 12 2024-11, 11 2023-11, 10 2022-11, 9.6 2021-11, 9 2021-11, 9.5 2021-02'),
    instead: '18',
    source: 'https://www.postgresql.org/support/versioning/',
  },
  python: {
    name: 'Python',
    ended: list('3.10 2026-10, 3.9 2025-10, 3.8 2024-10, 3.7 2023-06, 3.6 2021-12, 3.5 2020-09, 3.4 2019-03, 2.7 2020-01, 2 2020-01'),
    instead: '3.14',
    source: 'https://devguide.python.org/versions/',
  },
  redis: { name: 'Redis', ended: list('5.0 2022-04, 5 2022-04, 4.0 2020-04, 4 2020-04'), instead: '8', source: 'https://endoflife.date/redis' },
  ruby: {
    name: 'Ruby',
    ended: list('3.2 2026-03, 3.1 2025-03, 3.0 2024-04, 2.7 2023-03, 2 2023-03, 2.6 2022-04, 2.5 2021-04, 2.4 2020-04'),
    instead: '3.4',
    source: 'https://www.ruby-lang.org/en/downloads/branches/',
  },
  tomcat: {
    name: 'Tomcat',
    ended: list('10.0 2022-10, 8.5 2024-03, 8 2024-03, 8.0 2018-06, 7 2021-03'),
    instead: '11',
    source: 'https://tomcat.apache.org/whichversion.html',
  },
  ubuntu: {
    name: 'Ubuntu',
    ended: list(
      '25.10 2026-07, 25.04 2026-01, 24.10 2025-07, 23.10 2024-07, 23.04 2024-01, 22.10 2023-07, 21.10 2022-07, 21.04 2022-01, 20.10 2021-07, 20.04 2025-05, 19.10 2020-07, 19.04 2020-01, 18.10 2019-07, 18.04 2023-05, 16.04 2021-04, 14.04 2019-04',
    ),
    names: {
      questing: '25.10',
      plucky: '25.04',
      oracular: '24.10',
      mantic: '23.10',
      lunar: '23.04',
      kinetic: '22.10',
      impish: '21.10',
      hirsute: '21.04',
      groovy: '20.10',
      focal: '20.04',
      bionic: '18.04',
      xenial: '16.04',
      trusty: '14.04',
    },
    instead: '24.04',
    source: 'https://ubuntu.com/about/release-cycle',
  },
} satisfies Readonly<Record<string, Product>>

/** Images whose tags begin with the release of another product's name. */
const aliases: Readonly<Record<string, keyof typeof products>> = {
  amazoncorretto: 'jdk',
  'buildpack-deps': 'debian',
  'eclipse-temurin': 'jdk',
  kibana: 'elasticsearch',
  logstash: 'elasticsearch',
  sapmachine: 'jdk',
}

/** The release in an image that has ended: of the product, or of the distribution below it (`node:24-buster`); the product comes first. */
export function endedReleaseOf(image: Image): EndedRelease | undefined {
  const name = productName(image)
  if (name === undefined) return undefined
  const [first = '', ...variants] = (image.tag ?? '').split('-')
  const product = Object.hasOwn(aliases, name) ? products[aliases[name]!] : Object.hasOwn(products, name) ? products[name as keyof typeof products] : undefined
  return (product && endOf(product, first)) ?? [first, ...variants].map(distributionEnd).find(end => end !== undefined) ?? distrolessEnd(image)
}

/** Whole months between the end of a release and the day of the table; of an end that is not listed, very many. */
export function monthsSince(ended: string | undefined): number {
  return ended === undefined ? Infinity : monthOf(endedReleasesDate) - monthOf(ended)
}

function monthOf(date: string): number {
  const [year, month] = date.split('-')
  return Number(year) * 12 + Number(month)
}

function productName(image: Image): string | undefined {
  const { registry, repository } = image
  if (registry === 'mcr.microsoft.com') return /^dotnet\/(?:core\/)?(?:sdk|aspnet|runtime|runtime-deps)$/.test(repository) ? 'dotnet' : undefined
  if (registry === 'docker.elastic.co') return repository.split('/').at(-1)
  if (registry === 'gcr.io') return repository.startsWith('distroless/') ? 'distroless' : undefined
  return officialName(image)
}

/** `buster`, `alpine3.15`, `focal` in the tag of an image that is built on it. */
function distributionEnd(part: string): EndedRelease | undefined {
  if (part.startsWith('alpine')) return endOf(products.alpine, part.slice('alpine'.length))
  return [products.debian, products.ubuntu].filter(({ names }) => Object.hasOwn(names, part)).map(product => endOf(product, part))[0]
}

/** `gcr.io/distroless/base-debian11`. */
function distrolessEnd({ repository }: Image): EndedRelease | undefined {
  const release = /^distroless\/.*-debian(\d+)$/.exec(repository)?.[1]
  return release === undefined ? undefined : endOf(products.debian, release)
}

/** @param word the first part of a tag: `3.8.19`, `18`, `buster` */
function endOf(product: Product, word: string): EndedRelease | undefined {
  const version = (product.names && Object.hasOwn(product.names, word) ? product.names[word]! : word).replace(/_.*/, '')
  if (!/^\d+(?:\.\d+)*$/.test(version)) return undefined
  const parts = version.split('.')
  const found = { name: '', instead: product.instead, source: product.source }
  for (let length = Math.min(parts.length, 2); length > 0; length--) {
    const release = parts.slice(0, length).join('.')
    const ended = product.ended.get(release)
    if (ended !== undefined) return { ...found, name: `${product.name} ${release}`, ended }
  }
  if (product.longTerm) return undefined
  const oldest = [...product.ended.keys()].at(-1)!
  return isBelow(parts, oldest.split('.')) ? { ...found, name: `${product.name} ${parts.slice(0, 2).join('.')}`, ended: undefined } : undefined
}

/** A number that is left out stands for the newest: `2` is not below `2.4`. */
function isBelow(parts: readonly string[], others: readonly string[]): boolean {
  for (const [index, other] of others.entries()) {
    const part = Number(parts[index] ?? Infinity)
    if (part !== Number(other)) return part < Number(other)
  }
  return false
}

/** `release month, release month` */
function list(rows: string): ReadonlyMap<string, string> {
  return new Map(rows.split(', ').map(row => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]))
}
