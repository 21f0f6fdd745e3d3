import type { EnvVar } from 'kubernetes-types/core/v1.js'
import type { Project } from '../../../project.ts'
import { Ref } from '../../../source/ref.ts'
import { type Container, containers } from './container.ts'
import { isExternal } from '../references/reference.ts'
import { findServices } from '../network/service.ts'

/** An entry of a container's `env`. */
export class EnvEntry extends Ref<EnvVar> {
  readonly container: Container
  /** Position in the list: `$(NAME)` sees only what comes before. */
  readonly index: number

  constructor(ref: Ref<EnvVar>, container: Container, index: number) {
    super(ref.source, ref.path, ref.value)
    this.container = container
    this.index = index
  }
}

/** Every entry of every container's `env`. */
export function envEntries(project: Project): EnvEntry[] {
  return project.get(containers).flatMap(envOf)
}

export function envOf(container: Container): EnvEntry[] {
  return container
    .at('env')
    .each()
    .map((ref, index) => new EnvEntry(ref, container, index))
}

/** What the kubelet sets for a Service `redis`, but for `REDIS_PORT`, which people name variables of their own. */
const linkForms = /_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/

/**
 * Whether the kubelet may set a variable by itself: for the API server always, for the Services of the namespace unless the pod has
 * `enableServiceLinks: false`.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables and pkg/kubelet/envvars
 */
export function isServiceLink(project: Project, { pod }: Container, name: string): boolean {
  const plain = name.endsWith('_PORT')
  if (!plain && !linkForms.test(name)) return false
  if (name.startsWith('KUBERNETES_')) return true
  if (pod.at('enableServiceLinks').value === false) return false
  if (!plain || linkForms.test(name)) return true
  const service = name.slice(0, -'_PORT'.length).toLowerCase().replaceAll('_', '-')
  const { namespace } = pod.workload
  return !project.settings.closedWorld || findServices(project, service, namespace).length > 0 || isExternal(project, 'Service', service, namespace)
}
