import { grouped } from '../../../grouped.ts'
import { isMisspelling } from '../../../languages/misspelling.ts'
import type { Project } from '../../../project.ts'
import { relativeTo } from '../../../source/kustomize.ts'
import type { Ref } from '../../../source/ref.ts'
import { filePaths } from '../../file-paths.ts'
import { kustomizations } from '../kustomization.ts'
import { folderOf } from '../manifest.ts'

/** A file that a kustomization names and that is not there, where one with nearly that name is. */
export interface WrongPath {
  readonly at: Ref<string>
  /** As it is to be written. */
  readonly instead: string
}

export function wrongPaths(project: Project): WrongPath[] {
  const known = project.get(filePaths)
  const byFolder = grouped(project.files.map(({ path }) => [folderOf(path), path.slice(folderOf(path).length)] as const))
  return project.get(kustomizations).flatMap(body => {
    const { file } = body.source
    const patches = body
      .at('patches')
      .each()
      .map(patch => patch.at('path') as Ref<unknown>)
    const all: Ref<unknown>[] = [...body.at('resources').each(), ...body.at('components').each(), ...body.at('patchesStrategicMerge').each(), ...patches]
    const named = all.filter((ref): ref is Ref<string> => typeof ref.value === 'string' && /\.(?:ya?ml|json)$/.test(ref.value) && !ref.value.includes('://'))
    const used = new Set(named.map(({ value }) => relativeTo(file, value!)))
    return named.flatMap(at => {
      const path = relativeTo(file, at.value!)
      const folder = folderOf(path)
      // Which files are linted may be chosen; only one that nobody names tells what was meant.
      const near = known.has(path) ? undefined : (byFolder.get(folder) ?? []).find(name => !used.has(folder + name) && isNear(path.slice(folder.length), name))
      return near === undefined ? [] : [{ at, instead: `${at.value!.slice(0, at.value!.lastIndexOf('/') + 1)}${near}` }]
    })
  })
}

/** The same name with another extension, or with a slip in it. */
function isNear(name: string, other: string): boolean {
  const [stem, otherStem] = [name, other].map(text => text.replace(/\.[a-z]+$/, ''))
  return /\.(?:ya?ml|json)$/.test(other) && (stem === otherStem || isMisspelling(stem!, otherStem!))
}
