import type { Project } from '../../../project.ts'
import type { Container } from './container.ts'
import { keysBehind } from '../references/missing-key.ts'

/** The variables that `envFrom` brings; undefined where one of its sources is not known. */
export function namesFromSources(project: Project, container: Container): ReadonlySet<string> | undefined {
  const owner = container.pod.workload
  const names = new Set<string>()
  for (const source of container.at('envFrom').each()) {
    const [kind, reference] = source.at('secretRef').exists
      ? (['Secret', source.at('secretRef')] as const)
      : (['ConfigMap', source.at('configMapRef')] as const)
    const name = reference.at('name').value
    const keys = name === undefined ? undefined : keysBehind(project, { owner, target: { kind, group: '', name }, namespace: owner.namespace })
    if (!keys) return undefined
    for (const key of keys) names.add(`${source.at('prefix').value ?? ''}${key}`)
  }
  return names
}
