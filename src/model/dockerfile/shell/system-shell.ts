import { officialImages } from '../../../facts/official-images.ts'
import type { Stage } from '../dockerfile.ts'
import type { Script } from './run.ts'

/** What stands behind a script's shell: Debian's dash, BusyBox's ash, bash … Undefined where /bin/sh of an unknown image runs it. */
export type KnownShell = 'dash' | 'ash' | 'bash' | 'ksh' | 'zsh'

/** Distributions by what their name or tag says, and what their /bin/sh is. */
const families: readonly (readonly [name: RegExp, shell: KnownShell])[] = [
  [/alpine|busybox/, 'ash'],
  [/fedora|centos|rocky|alma|amazonlinux|oraclelinux|redhat|rhel|\bubi\d?\b|opensuse|\bsles?\b|archlinux|photon|mariner|azurelinux/, 'bash'],
  [/debian|ubuntu|bullseye|bookworm|trixie|buster|jammy|noble|focal|slim/, 'dash'],
]
/** Official images that are built on another distribution than Debian where their tag does not say so. */
const others = new Set(['amazoncorretto', 'docker', 'mysql', 'oraclelinux', 'registry', 'swift', 'traefik', 'vault'])

export function knownShell({ shell, stage }: Script): KnownShell | undefined {
  if (shell === 'other') return undefined
  return shell === 'sh' ? systemShell(stage) : shell
}

/** What /bin/sh is in the image that a stage is built on. */
export function systemShell({ root: { image } }: Stage): KnownShell | undefined {
  if (!image) return undefined
  const { registry, repository, tag = '' } = image
  const name = `${registry === 'docker.io' ? repository.replace(/^library\//, '') : `${registry}/${repository}`}:${tag}`
  const family = families.find(([pattern]) => pattern.test(name))
  if (family) return family[1]
  const official = registry === 'docker.io' && repository.startsWith('library/') ? repository.slice('library/'.length) : ''
  return officialImages.has(official) && !others.has(official) ? 'dash' : undefined
}
