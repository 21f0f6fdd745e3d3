import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { containersOf } from '../pod/container.ts'
import { type Link, linksTo } from './reference-table.ts'
import type { Manifest } from '../manifest.ts'
import { isPatched } from './patch.ts'
import { resolve } from './reference.ts'
import { pods } from '../workload.ts'

/** A key that is asked of a ConfigMap or Secret of the tree, which does not have it. */
export interface MissingKey {
  readonly at: Ref<string>
  /** `ConfigMap "settings"` */
  readonly holder: string
  readonly keys: readonly string[]
  /** For "…, so …". */
  readonly effect: string
}

const links = linksTo('ConfigMap', 'Secret')

export function missingKeys(project: Project): MissingKey[] {
  const asked = project.get(links).flatMap(link => link.keys.map(at => ({ link, at, effect: link.effect })))
  return [...asked, ...subPaths(project)].flatMap(({ link, at, effect }) => {
    const keys = keysBehind(project, link)
    if (!keys || keys.has(at.value!)) return []
    return [{ at, holder: `${link.target.kind} "${link.target.name}"`, keys: [...keys], effect }]
  })
}

/** A mount of one file out of a ConfigMap or Secret: without the key the kubelet makes an empty folder of that name. */
function subPaths(project: Project): { link: Link; at: Ref<string>; effect: string }[] {
  const byHolder = new Map(project.get(links).map(link => [link.at.source.file + JSON.stringify(link.at.path), link]))
  return project.get(pods).flatMap(pod => {
    const sources = new Map(
      pod
        .at('volumes')
        .each()
        .flatMap(volume => {
          // With "items" the files have other names than the keys.
          const names = [volume.at('configMap').at('name'), volume.at('secret').at('secretName')]
          const chosen = volume.at('configMap').at('items').exists || volume.at('secret').at('items').exists
          const found = chosen ? undefined : names.map(name => byHolder.get(name.source.file + JSON.stringify(name.path))).find(Boolean)
          return found ? [[volume.at('name').value, found] as const] : []
        }),
    )
    if (sources.size === 0) return []
    return containersOf(pod).flatMap(container =>
      container
        .at('volumeMounts')
        .each()
        .flatMap(mount => {
          const link = sources.get(mount.at('name').value)
          const at = mount.at('subPath') as Ref<string>
          if (!link || !at.value || at.value.includes('/')) return []
          return [{ link, at, effect: `${container.mention} gets an empty folder at "${mount.at('mountPath').value ?? ''}"` }]
        }),
    )
  })
}

/** All keys of the ConfigMap or Secret that a link leads to; undefined where they are not known. */
export function keysBehind(project: Project, { owner, target, namespace }: Pick<Link, 'owner' | 'target' | 'namespace'>): ReadonlySet<string> | undefined {
  const resolution = resolve(project, target, namespace, owner)
  if (resolution.state === 'made') {
    const { products } = resolution
    return products.every(({ keys }) => keys) ? new Set(products.flatMap(({ keys }) => [...keys!])) : undefined
  }
  // What is generated into an object that is there, too, adds keys to it.
  if (
    resolution.state !== 'found' ||
    !resolution.near ||
    resolution.products.length > 0 ||
    resolution.targets.some(found => isOpen(found) || project.get(isPatched)(found))
  )
    return undefined
  const keys = resolution.targets.flatMap(({ value }) => {
    const fields = value as { data?: object; binaryData?: object; stringData?: object }
    return [fields.data, fields.binaryData, fields.stringData].flatMap(entries => Object.keys(entries ?? {}))
  })
  return new Set(keys)
}

/** Whether something else fills it: a patch, a controller that its annotations speak to, the cluster. */
function isOpen(manifest: Manifest): boolean {
  const body = manifest as Ref<unknown>
  const annotations = Object.keys((body.follow(['metadata', 'annotations']).value as object | undefined) ?? {})
  const type = body.follow(['type']).value
  const empty = !['data', 'binaryData', 'stringData'].some(field => body.follow([field]).exists)
  return (
    manifest.partial ||
    empty ||
    type === 'kubernetes.io/service-account-token' ||
    annotations.some(name => /inject|replicat|reflect|sync|copy/i.test(name)) ||
    isInjected(body)
  )
}

function isInjected(body: Ref<unknown>): boolean {
  return Object.keys((body.follow(['metadata', 'labels']).value as object | undefined) ?? {}).some(name => name.includes('inject'))
}
