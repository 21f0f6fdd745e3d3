import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Link, linksTo } from '../references/reference-table.ts'
import { isPatched } from '../references/patch.ts'
import { resolve } from '../references/reference.ts'
import { type Service, servicePort } from './service.ts'

/** A port that is asked of a Service of the tree, which does not have it. */
export interface UnservedPort {
  readonly link: Link
  readonly at: Ref<string | number>
  readonly service: Service
  /** Those that it has, as in `80 (http), 9090`. */
  readonly served: string
}

const links = linksTo('Service')

export function unservedPorts(project: Project): UnservedPort[] {
  return project.get(links).flatMap(link => {
    const { port } = link
    if (port?.value === undefined) return []
    const services = servicesOf(project, link)
    const [service] = services
    // A Service of that name elsewhere may be another one; what a patch adds is not known.
    if (!service || services.some(candidate => isOpen(project, candidate) || servesPort(candidate, port.value!))) return []
    return [{ link, at: port, service, served: servedBy(service) }]
  })
}

function servicesOf(project: Project, { owner, target, namespace }: Link): Service[] {
  const resolution = resolve(project, target, namespace, owner)
  return resolution.state === 'found' && resolution.near ? (resolution.targets as unknown as Service[]) : []
}

/** Whether its ports are not known: they stand elsewhere, or nowhere at all, as with an external name. */
export function isOpen(project: Project, service: Service): boolean {
  const spec = service.at('spec')
  return service.partial || project.get(isPatched)(service) || spec.at('type').value === 'ExternalName' || (spec.at('ports').value ?? []).length === 0
}

/** By number or name; old Ingresses write a number as text, too. */
function servesPort(service: Service, port: string | number): boolean {
  return servicePort(service, port) !== undefined || (typeof port === 'string' && /^\d+$/.test(port) && servicePort(service, Number(port)) !== undefined)
}

/** The ports of a Service in words. */
export function servedBy(service: Service): string {
  const ports = service
    .at('spec')
    .at('ports')
    .each()
    .map(({ value }) => `${value?.port}${value?.name ? ` (${value.name})` : ''}`)
  return ports.join(', ')
}
