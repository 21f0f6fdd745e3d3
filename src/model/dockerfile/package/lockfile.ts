import { flatMap } from '../../../flat-map.ts'
import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Copy, copyInstructions } from '../copy.ts'
import { copies, type Instruction, type Stage, stages } from '../dockerfile.ts'
import type { Family } from '../../../facts/package-managers.ts'

/** A file that names the version of every package, where it comes into a stage. */
export interface Lockfile {
  /** Of npm's where a pattern matches it: `package-lock.json` of `package*.json`. */
  readonly name: string
  readonly at: Ref<unknown>
  /** It is named, not matched by a pattern, so it is there for sure. */
  readonly named: boolean
}

/** `yarn.lock*` is for projects that may have none, `package*.json` for those that have one. */
const files: readonly (readonly [family: Family, name: RegExp])[] = [
  ['npm', /^(?:package-lock\.json|npm-shrinkwrap\.json|package\*(?:\.json)?|package-lock\*)$/],
  ['yarn', /^yarn\.lock$/],
  ['pnpm', /^pnpm-lock\.yaml$/],
  ['bun', /^bun\.lockb?$/],
]

function familyOf(name: string): Family | undefined {
  return files.find(([, pattern]) => pattern.test(name))?.[0]
}

/** The lockfile that a manager finds in an instruction: one that its stage, or one below it, has copied before, or that it mounts. */
export function lockfiles(project: Project): (instruction: Instruction, family: Family) => Lockfile | undefined {
  const copied = project.get(copiedLockfiles)
  return (instruction, family) => {
    const found = copied.get(instruction.stage)?.get(family)
    return found && found.from < instruction.node.range.start ? found : mountedIn(instruction).find(({ name }) => familyOf(name) === family)
  }
}

type Copied = ReadonlyMap<Family, Lockfile & { readonly from: number }>

function copiedLockfiles(project: Project): ReadonlyMap<Stage, Copied> {
  const byStage = groupedBy(project.get(copyInstructions), ({ stage }) => stage)
  const found = new Map<Stage, Copied>()
  for (const stage of project.get(stages)) {
    const below = stage.parent && found.get(stage.parent)
    let own: Map<Family, Lockfile & { readonly from: number }> | undefined
    for (const { instruction, sources } of byStage.get(stage) ?? []) {
      for (const source of sources) {
        const name = baseName(source.written)
        const family = familyOf(name)
        const named = !name.includes('*')
        if (!family || (own ?? below)?.has(family)) continue
        own ??= new Map(below)
        own.set(family, { name: named ? name : 'package-lock.json', at: source.at, named, from: instruction.node.range.start })
      }
    }
    // Most stages copy none.
    const all = own ?? below
    if (all) found.set(stage, all)
  }
  return found
}

function mountedIn(instruction: Instruction): Lockfile[] {
  return flatMap(instruction.node.flags, ({ fields }) =>
    flatMap(fields, ({ key, value }) =>
      /^(?:source|src|target|dst|destination)$/.test(key) && value ? [{ name: baseName(value), at: instruction, named: true }] : [],
    ),
  )
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Stages that copy what yarn 2 and later are set up with, or are built on one: those may run packages out of their cache. */
export function modernYarns(project: Project): ReadonlySet<Stage> {
  return withThoseAbove(new Set(flatMap(project.get(copies), copy => (copiesYarn(copy) ? [copy.stage] : []))), project)
}

function copiesYarn({ keyword, node }: Instruction): boolean {
  return keyword === 'COPY' && node.text.includes('.yarn') && node.words.some(({ value }) => /(?:^|\/)\.yarn(?:rc\.yml|\/|$)/.test(value))
}

/** Stages that copy a Go module, or are built on one, by what is in the sources' names: there `go install` takes the versions of `go.mod`. */
export function goModules(project: Project): ReadonlySet<Stage> {
  return withThoseAbove(
    new Set(flatMap(project.get(copyInstructions), ({ stage, fromStage, sources }) => (!fromStage && sources.some(isModule) ? [stage] : []))),
    project,
  )
}

/** Some stages with those that are built on them. */
function withThoseAbove(some: Set<Stage>, project: Project): ReadonlySet<Stage> {
  if (some.size > 0) for (const stage of project.get(stages)) if (stage.parent && some.has(stage.parent)) some.add(stage)
  return some
}

/** `go.mod`, or a folder that may hold it. */
function isModule({ written }: Copy['sources'][number]): boolean {
  const name = baseName(written.endsWith('/') ? written.slice(0, -1) : written)
  return name.startsWith('go.') || /^\.{0,2}$/.test(name) || /[*$]/.test(name) || !name.includes('.')
}
