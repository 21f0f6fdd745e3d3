/** What an image runs on. Of `linux` or `arm64` alone, the other half is that of the machine that builds. */
export interface Platform {
  readonly os: string | undefined
  /** In Go's spelling: `amd64`, `arm64`. */
  readonly architecture: string | undefined
}

const systems = new Set('aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(' '))
const architectures = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le ' +
    'riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
)
/** Other names of architectures. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm'],
  ['armel', 'arm'],
])

/**
 * Reads `os`, `architecture`, `os/architecture` or `os/architecture/variant`; undefined for what is none of them, and with variables.
 *
 * Source: github.com/containerd/platforms (`Parse`), which BuildKit uses.
 */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split('/')
  if (parts.length > 3 || !parts.every(part => /^[\w.-]+(?:\([\w.+;=-]*\))?$/.test(part))) return undefined
  const [first = '', second] = parts
  const os = first.replace(/\(.*/, '').replace(/^macos$/, 'darwin')
  if (second !== undefined) return { os, architecture: aliases.get(second) ?? second }
  if (systems.has(os)) return { os, architecture: undefined }
  const architecture = aliases.get(first) ?? first
  return architectures.has(architecture) ? { os: undefined, architecture } : undefined
}
