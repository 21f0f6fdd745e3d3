import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import type { Resource } from '../../source/source.ts'
import { groupOf } from '../kubernetes/manifest.ts'
import { placeholders } from '../read-problem.ts'

/** A `{{ … }}` that should have been filled in, and the text of it. */
export interface Placeholder {
  readonly at: Ref<unknown>
  readonly text: string
  /** Argo fills it in itself, and only quotes are missing. */
  readonly quotable: boolean
}

/** API groups whose objects have no templates of their own; Argo's, Tekton's, KEDA's and others do. */
const plainGroups = new Set(['', 'apps', 'batch', 'autoscaling', 'networking.k8s.io', 'policy', 'rbac.authorization.k8s.io', 'storage.k8s.io', 'extensions'])

/** Fields that hold other programs' text, which may have templates: ConfigMaps, annotations, what a container is told to run. */
const freeText = new Set(['data', 'stringData', 'binaryData', 'annotations', 'command', 'args', 'value'])

/** Placeholders that stop YAML from reading a value, and those that stand in the strings of plain Kubernetes objects. */
export function unrendered(project: Project): Placeholder[] {
  const broken = [...placeholders(project)].map(({ at }) => ({ at, text: String(at.value), quotable: argo.test(String(at.value)) }))
  const quoted = project
    .all()
    .filter(isPlain)
    .flatMap(resource => [...inStrings(resource.body)])
  return [...broken, ...quoted]
}

/** What Argo's analyses and workflows call what they fill in. */
const argo = /^\{\{-?\s*(?:args|inputs|outputs|workflow|steps|tasks|item|pod)\b/

function isPlain({ kind, apiVersion }: Resource): boolean {
  return apiVersion !== '' && kind !== 'ConfigMap' && plainGroups.has(groupOf(apiVersion))
}

function* inStrings(ref: Ref<unknown>, depth = 0): Generator<Placeholder> {
  if (typeof ref.value === 'string') {
    for (const match of ref.value.matchAll(/\{\{[\w.$\s-]{1,200}\}\}/g))
      yield { at: ref.slice(match.index, match.index + match[0].length), text: match[0], quotable: false }
    return
  }
  if (typeof ref.value !== 'object' || ref.value === null || depth > 40) return
  if (Array.isArray(ref.value)) for (const item of ref.each()) yield* inStrings(item, depth + 1)
  else for (const [key, item] of ref.entries()) if (!freeText.has(key)) yield* inStrings(item, depth + 1)
}
