/** What an image runs on. Of `linux` or `arm64` alone, the other half is that of the machine that builds. */
export interface Platform {
  readonly os: string | undefined
  /** In Go's spelling: `amd64`, `arm64`. */
  readonly architecture: string | undefined
}

// What containerd knows, which BuildKit asks (github.com/containerd/platforms, database.go).
const systems = 'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' ')
const architectures = (
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le ' +
  'riscv riscv64 s390 s390x sparc sparc64 wasm'
).split(' ')
/** Other names of operating systems. */
const systemAliases: ReadonlyMap<string, string> = new Map([['macos', 'darwin']])
/** Other names of architectures. */
const architectureAliases: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm'],
  ['armel', 'arm'],
])

const knownSystems = new Set(systems)
const knownArchitectures = new Set(architectures)

/** Every word that may stand for a platform on its own. */
export const platformWords: readonly string[] = [...systems, ...systemAliases.keys(), ...architectures, ...architectureAliases.keys()]

const systemPart = /^(?<os>[\w-]+)(?:\([\w.%-]*(?:\+[\w.%-]+)*\))?$/
const part = /^[\w.-]+$/

/**
 * Reads `os`, `architecture`, `os/architecture` or `os/architecture/variant`; undefined for what is none of them, and with variables.
 *
 * Source: github.com/containerd/platforms (`Parse`), which BuildKit uses.
 */
export function parsePlatform(text: string): Platform | undefined {
  const [first = '', ...rest] = text.toLowerCase().split('/')
  const written = systemPart.exec(first)?.groups?.os
  if (written === undefined || rest.length > 2 || !rest.every(word => part.test(word))) return undefined
  const os = systemAliases.get(written) ?? written
  const [second] = rest
  if (second !== undefined) return { os, architecture: architectureAliases.get(second) ?? second }
  if (knownSystems.has(os)) return { os, architecture: undefined }
  const architecture = architectureAliases.get(first) ?? first
  return knownArchitectures.has(architecture) ? { os: undefined, architecture } : undefined
}
