import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { folderOf, type Manifest, manifestsOfKind, type ObjectFields, sameNamespace } from '../manifest.ts'
import { wholeWorkloads, type Workload, workloads } from '../workload.ts'

interface ClaimSpec {
  accessModes?: string[]
  storageClassName?: string
  resources?: { requests?: { storage?: string | number } }
}
interface ClaimFields extends ObjectFields {
  spec: ClaimSpec
}
export type VolumeClaim = Manifest<ClaimFields>

const volumeClaims = manifestsOfKind<ClaimFields>('PersistentVolumeClaim', '')

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
      workload
        .at('spec')
        .at('volumeClaimTemplates')
        .each()
        .map(template => ({
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
  const index = project.get(usesByPlace)
  return project.get(volumeClaims).flatMap(claim => {
    const modes = claim.at('spec').at('accessModes').value ?? []
    if (claim.partial || modes.length === 0 || !modes.every(mode => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) return []
    const found = placesOf(claim).flatMap(place => index.get(`${place}\n${claim.name ?? ''}`) ?? [])
    const uses = [...new Set(found)].filter(({ workload }) => sameNamespace(workload.namespace, claim.namespace))
    return uses.length > 0 ? [{ claim, uses }] : []
  })
}

/** By folder and by namespace, as in `sameWorld`, and the name of the claim. */
function usesByPlace(project: Project): Map<string, ClaimUse[]> {
  return grouped(
    project.get(wholeWorkloads).flatMap(workload =>
      [...(workload.pod?.at('volumes').each() ?? [])].flatMap(volume => {
        const use = { workload, at: volume.at('persistentVolumeClaim').at('claimName') }
        return placesOf(workload).map(place => [`${place}\n${use.at.value ?? ''}`, use] as const)
      }),
    ),
  )
}

function placesOf({ source, namespace }: Pick<Manifest, 'source' | 'namespace'>): string[] {
  return [`folder ${folderOf(source.file)}`, ...(namespace === undefined ? [] : [`namespace ${namespace}`])]
}
