import { nearest } from '../../../languages/nearest.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Link, linksTo } from '../references/reference-table.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../manifest.ts'
import { isClosedWorld, resolve } from '../references/reference.ts'

/** A route of the Gateway API that its Gateway does not take, or whose backend it may not reach. */
export interface RefusedRoute {
  readonly at: Ref<unknown>
  readonly message: string
  readonly related?: readonly { readonly at: Ref<unknown>; readonly message: string }[]
}

interface Listener {
  name?: string
  allowedRoutes?: { namespaces?: { from?: string } }
}

interface GatewayFields extends ObjectFields {
  spec: { listeners?: Listener[] }
}

interface GrantFields extends ObjectFields {
  spec: { from?: { group?: string; kind?: string; namespace?: string }[]; to?: { group?: string; kind?: string; name?: string }[] }
}

const group = 'gateway.networking.k8s.io'
const toGateways = linksTo('Gateway')
const toServices = linksTo('Service')
const grants = manifestsOfKind<GrantFields>('ReferenceGrant', group)

const routeKinds = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])

/** Source: https://gateway-api.sigs.k8s.io/concepts/security-model/ */
export function refusedRoutes(project: Project): RefusedRoute[] {
  return [
    ...project.get(toGateways).flatMap(link => refusedByGateway(project, link)),
    ...project.get(toServices).flatMap(link => refusedBackend(project, link)),
  ]
}

/** The listener that a route names has to be there, and one at least has to take routes of its namespace. */
function refusedByGateway(project: Project, { at, holder, owner, target, namespace }: Link): RefusedRoute[] {
  const resolution = resolve(project, target, namespace, owner)
  if (resolution.state !== 'found' || !resolution.near || resolution.targets.length !== 1) return []
  const gateway = resolution.targets[0] as unknown as Manifest<GatewayFields>
  const listeners = gateway.at('spec').at('listeners').each() as Ref<Listener>[]
  if (gateway.partial || listeners.length === 0) return []
  const related = [{ at: gateway.at('spec').at('listeners'), message: 'the listeners' }]
  const section = holder.follow(['sectionName'])
  const names = listeners.flatMap(listener => listener.at('name').value ?? [])
  if (typeof section.value === 'string' && !names.includes(section.value)) {
    const near = nearest(section.value, names)
    const hint = near === undefined ? `It has ${names.map(name => `"${name}"`).join(', ')}.` : `Did you mean "${near}"?`
    return [{ at: section, message: `${gateway.title} has no listener "${section.value}", so nothing is routed. ${hint}`, related }]
  }
  const own = owner.namespace
  if (own === undefined || gateway.namespace === undefined || own === gateway.namespace) return []
  const asked = typeof section.value === 'string' ? listeners.filter(listener => listener.at('name').value === section.value) : listeners
  if (asked.some(listener => (listener.at('allowedRoutes').at('namespaces').at('from').value ?? 'Same') !== 'Same')) return []
  return [
    {
      at,
      message: `${gateway.title} takes routes of its own namespace alone, not of "${own}", so nothing is routed. Set allowedRoutes.namespaces.from of its listener to All or Selector.`,
      related,
    },
  ]
}

/** A Service of another namespace has to grant that it is referred to from here. */
function refusedBackend(project: Project, { at, owner, target, namespace }: Link): RefusedRoute[] {
  const own = owner.namespace
  if (!routeKinds.has(owner.kind) || own === undefined || namespace === undefined || own === namespace) return []
  const known = project.get(grants).filter(grant => grant.namespace === undefined || grant.namespace === namespace)
  const resolution = resolve(project, target, namespace, owner)
  // Of a Service that is elsewhere the grant is elsewhere, too.
  if (
    resolution.state !== 'found' ||
    !resolution.near ||
    !isClosedWorld(project, namespace, owner) ||
    known.some(grant => grantsTo(grant, owner.kind, own, target.name))
  )
    return []
  return [
    {
      at,
      message: `No ReferenceGrant in namespace "${namespace}" lets a ${owner.kind} of "${own}" refer to Service "${target.name}", so the gateway answers 500 there. Add one, or move the route.`,
    },
  ]
}

function grantsTo(grant: Manifest<GrantFields>, kind: string, namespace: string, name: string): boolean {
  const { from, to } = grant.at('spec').value ?? {}
  if (!Array.isArray(from) || !Array.isArray(to)) return true
  return (
    from.some(item => item?.kind === kind && item.namespace === namespace) &&
    to.some(item => item?.kind === 'Service' && (item.name === undefined || item.name === name))
  )
}
