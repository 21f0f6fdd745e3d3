import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Manifest, manifests } from './manifest.ts'

/** Kinds that do nothing unless somebody names them. */
const passive = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'])

/** Objects whose name stands nowhere else in the tree: nobody can refer to them from here. */
export function unusedObjects(project: Project): Manifest[] {
  const used = project.get(namesUsed)
  return project
    .get(manifests)
    .filter(manifest => passive.has(manifest.kind) && manifest.group === '' && !manifest.partial && manifest.name !== undefined)
    .filter(manifest => !used.has(manifest.name!) && !isFoundOtherwise(manifest))
}

/** Whether a controller finds it by its labels, its type or its annotations. */
function isFoundOtherwise(manifest: Manifest): boolean {
  const body = manifest as Ref<unknown>
  const type = body.follow(['type']).value
  const marks = [...Object.keys(manifest.labels), ...Object.keys((body.follow(['metadata', 'annotations']).value as object | undefined) ?? {})]
  return (
    (typeof type === 'string' && type !== 'Opaque' && type !== 'kubernetes.io/tls') ||
    marks.some(mark => /dashboard|datasource|rule|sync|reflect|replicat|argocd|crossplane/i.test(mark))
  )
}

/** Every text in an object of the tree, but for what it says of itself, with the words in it. */
function namesUsed(project: Project): ReadonlySet<string> {
  const used = new Set<string>()
  const take = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      // A long text is a program or a file; what it names is a word in it.
      for (const word of value.length < 300 ? [value, ...value.split(/[^\w.-]+/)] : value.split(/[^\w.-]+/)) used.add(word)
    } else if (typeof value === 'object' && value !== null && depth < 40) for (const item of Object.values(value)) take(item, depth + 1)
  }
  for (const { body } of project.all()) {
    const { metadata, ...rest } = (body.value ?? {}) as Record<string, unknown>
    take(rest, 0)
    const { annotations } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as Record<string, unknown>
    take(annotations, 0)
  }
  return used
}
