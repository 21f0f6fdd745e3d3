import type { Ref } from './ref.ts'
import type { Resource, SourceFile } from './source.ts'

/** The fields of a kustomization that name files. */
export interface Kustomization {
  resources?: string[]
  bases?: string[]
  components?: string[]
  namespace?: string
  namePrefix?: string
  nameSuffix?: string
  commonLabels?: Record<string, string>
  labels?: { pairs?: Record<string, string> }[]
  patches?: { path?: string; patch?: string }[]
  patchesStrategicMerge?: string[]
  configMapGenerator?: { name?: string; namespace?: string }[]
  secretGenerator?: { name?: string; namespace?: string }[]
  vars?: { name?: string }[]
}

/** Marks the objects in files that a kustomization uses as patches: what they leave out stands in the object they patch. */
export function markPartial(files: readonly SourceFile[]): readonly SourceFile[] {
  const patches = new Set<string>()
  for (const file of files)
    for (const resource of file.resources) if (isKustomization(resource)) for (const path of patchPaths(resource.body as Ref<Kustomization>)) patches.add(path)
  const isPatch = (resource: Resource): boolean =>
    patches.has(resource.body.source.file) || (resource.kind !== 'Dockerfile' && resource.body.follow(['$patch']).value !== undefined)
  return files.map(file =>
    file.resources.some(isPatch)
      ? { ...file, resources: file.resources.map(resource => (isPatch(resource) ? { ...resource, partial: true } : resource)) }
      : file,
  )
}

export function isKustomization({ kind, apiVersion }: Resource): boolean {
  return (kind === 'Kustomization' || kind === 'Component') && (apiVersion === '' || apiVersion.startsWith('kustomize.config.k8s.io/'))
}

/** The files that a kustomization names as patches. */
export function* patchPaths(body: Ref<Kustomization>): Generator<string> {
  const file = body.source.file
  for (const patch of body.at('patches').each()) if (typeof patch.value?.path === 'string') yield relativeTo(file, patch.value.path)
  for (const path of body.at('patchesStrategicMerge').each()) if (typeof path.value === 'string') yield relativeTo(file, path.value)
}

/** A path as a kustomization at `file` means it: relative to the folder it is in. */
export function relativeTo(file: string, path: string): string {
  const steps = file.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
