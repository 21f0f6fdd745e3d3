import { grouped } from '../grouped.ts'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace, sameWorld } from './manifest.ts'
import { type Workload, workloads } from './workload.ts'

interface ClaimSpec {
  accessModes?: string[]
  storageClassName?: string
  resources?: { requests?: { storage?: string | number } }
}
interface ClaimFields extends ObjectFields {
  spec: ClaimSpec
}
export type VolumeClaim = Manifest<ClaimFields>

export const volumeClaims = manifestsOfKind<ClaimFields>('PersistentVolumeClaim', '')

/** The spec of a claim, wherever it stands, with words for whom it is. */
export interface ClaimSpecAt {
  readonly spec: Ref<ClaimSpec>
  readonly title: string
  /** Stands in a StatefulSet, which makes one for each pod. */
  readonly template: boolean
}

/** Claims, and the templates of StatefulSets for them; no patches. */
export function claimSpecs(project: Project): ClaimSpecAt[] {
  const single = project
    .get(volumeClaims)
    .filter(({ partial }) => !partial)
    .map(claim => ({ spec: claim.at('spec'), title: claim.title, template: false }))
  const templates = project
    .get(workloads)
    .filter(({ partial }) => !partial)
    .flatMap(workload =>
      [...workload.at('spec').at('volumeClaimTemplates').each()].map(template => ({
        spec: template.at('spec') as Ref<ClaimSpec>,
        title: `the claim template "${template.at('metadata').at('name').value ?? '?'}" of ${workload.title}`,
        template: true,
      })),
    )
  return [...single, ...templates]
}

/** A workload that mounts a claim by its name. */
export interface ClaimUse {
  readonly workload: Workload
  readonly at: Ref<string>
}

/** Claims that only one node may write at a time, with the workloads of the tree that use them. */
export function singleNodeClaims(project: Project): { readonly claim: VolumeClaim; readonly uses: readonly ClaimUse[] }[] {
  const byName = grouped(
    project.get(workloads).flatMap(workload =>
      [...(workload.pod?.at('volumes').each() ?? [])].flatMap(volume => {
        const at = volume.at('persistentVolumeClaim').at('claimName')
        return at.value ? [[at.value, { workload, at }] as const] : []
      }),
    ),
  )
  return project.get(volumeClaims).flatMap(claim => {
    const modes = claim.at('spec').at('accessModes').value ?? []
    if (claim.partial || modes.length === 0 || !modes.every(mode => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) return []
    const uses = (byName.get(claim.name ?? '') ?? []).filter(
      ({ workload }) => !workload.partial && sameNamespace(workload.namespace, claim.namespace) && sameWorld(workload, claim),
    )
    return uses.length > 0 ? [{ claim, uses }] : []
  })
}
