import type { Escape, Instruction } from './tree.ts'

/** Images that exist for Windows alone, and tags of images that exist for more. */
const windowsImage = /(?:^|\/)(?:windows|microsoft)\/|(?:^|[/:-])(?:windows)?(?:servercore|nanoserver)|(?:^|\/)dotnet\/framework\//i
/** Images that exist for Linux alone. */
const linuxImage = /^(?:scratch$|(?:\S+\/)?(?:alpine|almalinux|amazonlinux|archlinux|busybox|centos|debian|fedora|rockylinux|ubuntu)(?:[:@]|$))/i
const windowsShell = /(?:^|[\\/])(?:cmd|powershell)(?:\.exe)?$/i

/** What tells the system that a stage runs on: variables filled in, undefined where only a build can know. */
interface Clues {
  readonly image: string | undefined
  readonly platform: string | undefined
  readonly escape: Escape
  readonly instructions: readonly Instruction[]
}

/**
 * Whether the commands of a stage run on Windows: its platform says so, or the name of its image, or its SHELL. The escape character
 * is a hint where none of them speaks against it.
 */
export function runsOnWindows({ image, platform, escape, instructions }: Clues): boolean {
  if (platform) return /^windows(?:$|[/(])/i.test(platform)
  if (image !== undefined && windowsImage.test(image)) return true
  const hint = escape === '`' || instructions.some(({ keyword, words }) => keyword === 'SHELL' && windowsShell.test(words[0]?.value ?? ''))
  return hint && (image === undefined || !linuxImage.test(image))
}
