import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { kustomizations } from '../kustomization.ts'
import type { Manifest } from '../manifest.ts'
import { units, unitsOf } from './deployment-unit.ts'

/** What a kustomization patches without a file that is an object: inline, or by a list of operations. */
interface Patch {
  readonly file: string
  /** Undefined = any. */
  readonly kind: string | undefined
  readonly name: string | undefined
}

/** Whether a kustomization changes an object in a way that is not read, so that more or less may be in it than its file says. */
export function isPatched(project: Project): (object: Pick<Manifest, 'kind' | 'name' | 'source'>) => boolean {
  const byFile = grouped(
    project
      .get(kustomizations)
      .flatMap(patchesOf)
      .map(patch => [patch.file, patch] as const),
  )
  const byUnit = new Map(project.get(units).map(unit => [unit, byFile.size === 0 ? [] : [...unit.files].flatMap(file => byFile.get(file) ?? [])]))
  const unitsOfFile = project.get(unitsOf)
  return ({ kind, name, source }) =>
    unitsOfFile(source.file).some(unit => byUnit.get(unit)!.some(patch => (patch.kind ?? kind) === kind && (patch.name ?? name) === name))
}

function patchesOf(body: Ref<unknown>): Patch[] {
  const items = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap(field => [...(body.follow([field]) as Ref<unknown[]>).each()])
  return items.flatMap(item => {
    const inline = typeof item.value === 'string' ? item.value : item.follow(['patch']).value
    const target = item.follow(['target'])
    const text = typeof inline === 'string' && inline.includes('\n') ? inline : undefined
    // A patch that is an object in a file of its own is read as one.
    if (text === undefined && !target.exists) return []
    return [
      {
        file: body.source.file,
        kind: textOf(target.follow(['kind'])) ?? /^kind:[ \t]*(\w+)/m.exec(text ?? '')?.[1],
        name: plain(textOf(target.follow(['name']))),
      },
    ]
  })
}

function textOf({ value }: Ref<unknown>): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function plain(name: string | undefined): string | undefined {
  return name !== undefined && /^[a-z0-9-]+$/.test(name) ? name : undefined
}
