import type { Project } from '../project.ts'
import { isKustomization, type Kustomization, relativeTo } from '../source/kustomize.ts'
import type { Ref } from '../source/ref.ts'

export type { Kustomization }

/** The kustomizations of the tree. */
export function kustomizations(project: Project): Ref<Kustomization>[] {
  return project
    .ofKind('Kustomization', 'Component')
    .filter(isKustomization)
    .map(resource => resource.body as Ref<Kustomization>)
}

/** The namespace that a kustomization gives to the objects of a file; undefined when none does, or several disagree. */
export function namespaceOfFile(project: Project): (file: string) => string | undefined {
  const given = new Map<string, string | undefined>()
  for (const kustomization of project.get(kustomizations)) {
    const namespace = kustomization.at('namespace').value
    if (typeof namespace !== 'string') continue
    for (const path of kustomization.at('resources').each()) {
      if (typeof path.value !== 'string') continue
      const file = relativeTo(kustomization.source.file, path.value)
      given.set(file, given.has(file) && given.get(file) !== namespace ? undefined : namespace)
    }
  }
  return file => given.get(file)
}

/** Names that kustomize replaces wherever they stand as `$(NAME)` (its `vars`, deprecated but still used). */
export function kustomizeVariables(project: Project): ReadonlySet<string> {
  return new Set(project.get(kustomizations).flatMap(kustomization => (kustomization.at('vars').value ?? []).flatMap(variable => variable?.name ?? [])))
}
