import { flatMap } from '../../../flat-map.ts'
import type { Dockerfile } from '../../../languages/dockerfile/index.ts'
import type { Word } from '../../../languages/shell/index.ts'
import { once } from '../../../languages/once.ts'
import type { PackageCommand } from './package-install.ts'
import type { Command } from '../shell/run.ts'
import { isSet, textOf, unquoted } from '../shell/shell-variable.ts'

/** A package that is named without a version that stays. */
export interface LoosePackage {
  readonly name: string
  readonly word: Word
}

/** The packages of an install that are not pinned; what only a build knows is taken for pinned. */
export function looseIn({ command, operands }: PackageCommand, isPinned: (text: string) => boolean): LoosePackage[] {
  return flatMap(operands, word => {
    // Variables are left as they are first, so that `curl=${VERSION}` has a version.
    if (isPinned(unquoted(word))) return []
    const text = textOf(command, word)
    const names = word.value === undefined ? (text ?? '').split(/\s+/).filter(Boolean) : [word.value]
    return names.filter(name => !isPinned(name)).map(name => ({ name, word }))
  })
}

/** `"curl"`, `"curl" and "git"`, `"curl" and 3 others`. */
export function naming([first, second, ...more]: readonly LoosePackage[]): string {
  if (!second) return `"${first?.name}"`
  return more.length > 0 ? `"${first!.name}" and ${more.length + 1} others` : `"${first!.name}" and "${second.name}"`
}

/** As `looseIn`, for what yum and dnf install: `name-version` is pinned, a module by its stream. */
export function looseRpmsIn(install: PackageCommand): LoosePackage[] {
  if (install.action === 'module install') return looseIn(install, text => /[:/]/.test(text))
  if (!/^(?:install(?:-na?)?|in)$/.test(install.action)) return []
  const { command, operands } = install
  const unset = operands.filter(word => word.value === undefined && isVersionUnset(command, word)).map(word => ({ name: word.raw, word }))
  return [...looseIn(install, isPinnedRpm), ...unset].toSorted((a, b) => a.word.range.start - b.word.range.start)
}

/** `name-1:2.3`, `name >= 2`, a file, a URL, or a group. */
function isPinnedRpm(text: string): boolean {
  return /-\d|[<=>]|\.rpm$|^[@/]|:\/\//.test(text)
}

/** Whether the version of `name-${VERSION}` is that of another stage, which this one does not see. An ARG is for the rule about those. */
function isVersionUnset(command: Command, { raw }: Word): boolean {
  const [, name] = /-\$\{?(\w+)\}?"?$/.exec(raw) ?? []
  return name !== undefined && !isSet(command, name) && (setByEnv(command.script.stage.dockerfile.value!).get(name) ?? false)
}

/** The variables that a Dockerfile has, and whether all of them are ENVs. */
const setByEnv = once(readVariables)

function readVariables({ instructions }: Dockerfile): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>()
  for (const { keyword, pairs } of instructions) {
    if (keyword !== 'ENV' && keyword !== 'ARG') continue
    for (const { key } of pairs) names.set(key, keyword === 'ENV' && names.get(key) !== false)
  }
  return names
}
