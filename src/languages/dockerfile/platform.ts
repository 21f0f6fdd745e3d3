import { nearest } from '../nearest.ts'
import { short } from './characters.ts'

// What Go knows (internal/platform), with the other names that containerd takes (github.com/containerd/platforms, database.go).
const systems = 'aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos'.split(' ')
const machines =
  '386 i386 aarch64 amd64 amd64p32 arm armbe armel armhf arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm x86_64 x86-64'.split(
    ' ',
  )
const part = /^[a-z0-9_.-]+$/i
const systemPart = /^[a-z0-9_-]+(?:\([a-z0-9_.%-]*(?:\+[a-z0-9_.%-]+)*\))?$/i

/** Why BuildKit would not take a platform; undefined when it would, and where a variable says it. */
export function platformProblem(platform: string): string | undefined {
  if (platform.includes('$')) return undefined
  if (platform === '') return '"--platform" is empty. Name a platform, as in linux/amd64, or remove the flag.'
  const [first = '', ...rest] = platform.split('/')
  if (rest.length > 2 || !systemPart.test(first) || !rest.every(word => part.test(word)))
    return `"${short(platform)}" is no platform. Write it like linux/amd64 or linux/arm/v7.`
  if (rest.length > 0 || [...systems, ...machines].includes(first.toLowerCase().replace(/\(.*/s, ''))) return undefined
  const near = nearest(first, [...systems, ...machines])
  return `"${short(platform)}" is neither an operating system nor an architecture. ${near ? `Did you mean "${near}"?` : 'Write it like linux/amd64.'}`
}
