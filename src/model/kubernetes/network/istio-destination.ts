import { nearest } from '../../../languages/nearest.ts'
import { grouped } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameNamespace, sameWorld } from '../manifest.ts'
import { resolve } from '../references/reference.ts'
import { isOpen, servedBy } from './service-port.ts'
import { type Service, servicePort } from './service.ts'

interface Destination {
  host?: string
  subset?: string
  port?: { number?: number }
}

interface Route {
  route?: { destination?: Destination }[]
  mirror?: Destination
  mirrors?: { destination?: Destination }[]
}

interface VirtualServiceFields extends ObjectFields {
  spec: { http?: Route[]; tcp?: Route[]; tls?: Route[] }
}

interface DestinationRuleFields extends ObjectFields {
  spec: { host?: string; subsets?: { name?: string }[] }
}

interface ServiceEntryFields extends ObjectFields {
  spec: { hosts?: string[] }
}

const group = 'networking.istio.io'
const virtualServices = manifestsOfKind<VirtualServiceFields>('VirtualService', group)
const destinationRules = manifestsOfKind<DestinationRuleFields>('DestinationRule', group)
const serviceEntries = manifestsOfKind<ServiceEntryFields>('ServiceEntry', group)

/** A destination of a VirtualService that leads nowhere. */
export interface LostDestination {
  readonly at: Ref<unknown>
  readonly message: string
  readonly severity?: 'error'
}

export function lostDestinations(project: Project): LostDestination[] {
  return project
    .get(virtualServices)
    .flatMap(owner => (owner.partial ? [] : destinationsOf(owner).flatMap(destination => faultsOf(project, owner, destination))))
}

function destinationsOf(owner: Manifest<VirtualServiceFields>): Ref<Destination>[] {
  const spec = owner.at('spec')
  const routes = [...spec.at('http').each(), ...spec.at('tcp').each(), ...spec.at('tls').each()] as Ref<Route>[]
  return routes.flatMap(route => [
    ...route
      .at('route')
      .each()
      .map(entry => entry.at('destination') as Ref<Destination>),
    ...route
      .at('mirrors')
      .each()
      .map(entry => entry.at('destination') as Ref<Destination>),
    route.at('mirror') as Ref<Destination>,
  ])
}

/** A Service by its short name, in the namespace of the object that names it, or by its full one. */
function serviceOf(host: string, namespace: string | undefined): { name: string; namespace: string | undefined } | undefined {
  const [, name, own] = /^([a-z][a-z0-9-]*)(?:\.([a-z][a-z0-9-]*)\.svc(?:\.cluster\.local)?)?$/.exec(host) ?? []
  return name === undefined ? undefined : { name, namespace: own ?? namespace }
}

function faultsOf(project: Project, owner: Manifest<VirtualServiceFields>, destination: Ref<Destination>): LostDestination[] {
  const host = destination.at('host')
  const service = host.value === undefined ? undefined : serviceOf(host.value, owner.namespace)
  if (!service || project.get(hostsOutside).has(host.value!)) return []
  return [
    ...hostFault(project, owner, host as Ref<string>, service),
    ...portFault(project, owner, destination, service),
    ...subsetFault(project, owner, destination, service),
  ]
}

type Named = NonNullable<ReturnType<typeof serviceOf>>

function hostFault(project: Project, owner: Manifest<VirtualServiceFields>, at: Ref<string>, { name, namespace }: Named): LostDestination[] {
  const resolution = resolve(project, { kind: 'Service', group: '', name }, namespace, owner)
  if (resolution.state !== 'missing') return []
  const hint = resolution.similar?.hint ?? 'Correct the host, or name the Service in "external".'
  return [{ at, message: `No Service "${name}" is in the linted files, so the proxies answer 503 where ${owner.title} sends traffic to it. ${hint}` }]
}

function portFault(project: Project, owner: Manifest<VirtualServiceFields>, destination: Ref<Destination>, { name, namespace }: Named): LostDestination[] {
  const at = destination.at('port').at('number')
  const resolution = at.value === undefined ? undefined : resolve(project, { kind: 'Service', group: '', name }, namespace, owner)
  if (resolution?.state !== 'found' || !resolution.near) return []
  const services = resolution.targets as unknown as Service[]
  if (services.some(candidate => isOpen(project, candidate) || servicePort(candidate, at.value!) !== undefined)) return []
  return [
    { at, severity: 'error', message: `${services[0]!.title} has no port ${at.value}, so the proxies answer 503 there. It serves ${servedBy(services[0]!)}.` },
  ]
}

/** The subset has to be defined by a DestinationRule of the host; which may be elsewhere, as long as none of it is here. */
function subsetFault(project: Project, owner: Manifest<VirtualServiceFields>, destination: Ref<Destination>, service: Named): LostDestination[] {
  const at = destination.at('subset')
  if (at.value === undefined) return []
  const rules = (project.get(rulesByService).get(service.name) ?? []).filter(rule => isFor(rule, service) && sameWorld(rule, owner))
  const names = rules.flatMap(rule =>
    rule
      .at('spec')
      .at('subsets')
      .each()
      .flatMap(subset => subset.at('name').value ?? []),
  )
  if (rules.length === 0 || rules.some(({ partial }) => partial) || names.includes(at.value)) return []
  const near = nearest(at.value, names)
  const hint = near === undefined ? `It has ${names.map(name => `"${name}"`).join(', ') || 'none'}.` : `Did you mean "${near}"?`
  return [{ at, severity: 'error', message: `${rules[0]!.title} defines no subset "${at.value}", so the proxies answer 503 there. ${hint}` }]
}

function isFor(rule: Manifest<DestinationRuleFields>, { namespace }: Named): boolean {
  return sameNamespace(serviceOf(rule.at('spec').at('host').value ?? '', rule.namespace)?.namespace, namespace)
}

/** The hosts that the mesh is told of besides its Services. */
function hostsOutside(project: Project): ReadonlySet<string> {
  return new Set(project.get(serviceEntries).flatMap(entry => entry.at('spec').at('hosts').value ?? []))
}

function rulesByService(project: Project): Map<string, Manifest<DestinationRuleFields>[]> {
  return grouped(
    project.get(destinationRules).flatMap(rule => {
      const service = serviceOf(rule.at('spec').at('host').value ?? '', rule.namespace)
      return service ? [[service.name, rule] as const] : []
    }),
  )
}
