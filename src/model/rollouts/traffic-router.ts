import type { IngressSpec } from 'kubernetes-types/networking/v1.js'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Manifest, type ObjectFields, sameWorld } from '../kubernetes/manifest.ts'
import { type Resolution, resolve } from '../kubernetes/references/reference.ts'
import { canaries, type CanaryStrategy, type NamedVirtualService } from './rollout.ts'

/** What leads to Services by weight; those of the Gateway API through Argo's plugin. */
type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'TLSRoute' | 'TraefikService' | 'ApisixRoute'

/** A place where the traffic routing of a Rollout names the object whose weights it sets. */
export interface RouterReference {
  readonly strategy: CanaryStrategy
  readonly kind: 'Ingress' | 'VirtualService' | 'DestinationRule' | 'Mapping' | RouteKind
  readonly at: Ref<string>
  /** What the Rollout says of a VirtualService beside its name. */
  readonly virtualService: Ref<NamedVirtualService> | undefined
  readonly target: { readonly kind: string; readonly group: string | undefined; readonly name: string; readonly namespace: string | undefined }
}

/** The objects in which routers of Rollouts set weights. */
export function routerReferences(project: Project): RouterReference[] {
  return project.get(canaries).flatMap(strategy => {
    const routing = strategy.canary.at('trafficRouting')
    const [nginx, alb, istio] = [routing.at('nginx'), routing.at('alb'), routing.at('istio')]
    const ingresses = [nginx.at('stableIngress'), ...nginx.at('stableIngresses').each(), alb.at('ingress'), ...alb.at('ingresses').each()]
    const virtualServices = [istio.at('virtualService'), ...istio.at('virtualServices').each()] as Ref<NamedVirtualService>[]
    return [
      ...ingresses.map(at => reference(strategy, 'Ingress', at as Ref<string>)),
      ...virtualServices.map(service => reference(strategy, 'VirtualService', service.at('name') as Ref<string>, service)),
      reference(strategy, 'DestinationRule', istio.at('destinationRule').at('name') as Ref<string>),
      ...routing
        .at('ambassador')
        .at('mappings')
        .each()
        .map(at => reference(strategy, 'Mapping', at)),
      reference(strategy, 'TraefikService', routing.follow(['traefik', 'weightedTraefikServiceName']) as Ref<string>),
      reference(strategy, 'ApisixRoute', routing.follow(['apisix', 'route', 'name']) as Ref<string>),
      ...gatewayRoutes(strategy),
    ].filter(({ at }) => typeof at.value === 'string' && at.value !== '')
  })
}

/** The fields of the plugin: a route of its own, or a list of them. */
const gatewayFields = [
  ['HTTPRoute', 'httpRoute', 'httpRoutes'],
  ['GRPCRoute', 'grpcRoute', 'grpcRoutes'],
  ['TCPRoute', 'tcpRoute', 'tcpRoutes'],
  ['TLSRoute', 'tlsRoute', 'tlsRoutes'],
] as const

function gatewayRoutes(strategy: CanaryStrategy): RouterReference[] {
  const config = strategy.canary.at('trafficRouting').follow(['plugins', 'argoproj-labs/gatewayAPI'])
  const namespace = config.follow(['namespace']).value
  return gatewayFields.flatMap(([kind, one, several]) => {
    const list = config.follow([several]) as Ref<{ name?: string }[]>
    const names = [config.follow([one]) as Ref<string>, ...list.each().map(route => route.at('name') as Ref<string>)]
    return names.map(at => {
      const found = reference(strategy, kind, at)
      return { ...found, target: { ...found.target, namespace: typeof namespace === 'string' ? namespace : undefined } }
    })
  })
}

/** The API groups of these kinds; Ingresses and those of Traefik were in another one before. */
const groups: Readonly<Record<string, string | undefined>> = {
  VirtualService: 'networking.istio.io',
  DestinationRule: 'networking.istio.io',
  Mapping: 'getambassador.io',
  ApisixRoute: 'apisix.apache.org',
  HTTPRoute: 'gateway.networking.k8s.io',
  GRPCRoute: 'gateway.networking.k8s.io',
  TCPRoute: 'gateway.networking.k8s.io',
  TLSRoute: 'gateway.networking.k8s.io',
}

function reference(strategy: CanaryStrategy, kind: RouterReference['kind'], at: Ref<string>, virtualService?: Ref<NamedVirtualService>): RouterReference {
  // A VirtualService may be named with its namespace: name.namespace.
  const [name = '', namespace] = kind === 'VirtualService' ? (at.value ?? '').split('.') : [at.value]
  const target = { kind, group: groups[kind], name, namespace: namespace ?? strategy.rollout.namespace }
  return { strategy, kind, at, virtualService, target }
}

export function resolveRouter(project: Project, { target, strategy }: RouterReference): Resolution {
  return resolve(project, target, target.namespace, strategy.rollout)
}

/** The object that is named, where exactly one of the tree can be meant and all of it is there. */
export function routerObject<T extends ObjectFields>(project: Project, named: RouterReference): Manifest<T> | undefined {
  const resolution = resolveRouter(project, named)
  if (resolution.state !== 'found' || resolution.targets.length > 1 || resolution.targets[0]!.partial) return undefined
  return resolution.targets[0] as unknown as Manifest<T>
}

/** An Ingress, with the backends of old API versions too. */
export interface IngressFields extends ObjectFields {
  spec: IngressSpec
}

/** The names of the Services that rules of an Ingress send traffic to; the controller looks at no default backend. */
export function backendsOf(ingress: Manifest<IngressFields>): string[] {
  const paths = ingress
    .at('spec')
    .at('rules')
    .each()
    .flatMap(rule => rule.at('http').at('paths').each())
  const backends = paths.map(path => path.at('backend')) as Ref<{
    service?: { name?: string }
    serviceName?: string
  }>[]
  return backends.flatMap(backend => backend.at('service').at('name').value ?? backend.at('serviceName').value ?? [])
}

interface RouteDestination {
  destination?: { host?: string; subset?: string }
  weight?: number
}

/** A route of a VirtualService; those for TLS and TCP say for which ports and names they are. */
export interface Route {
  name?: string
  match?: { port?: number; sniHosts?: string[] }[]
  route?: RouteDestination[]
}

export interface VirtualServiceFields extends ObjectFields {
  spec: { http?: Route[]; tls?: Route[]; tcp?: Route[] }
}

export interface DestinationRuleFields extends ObjectFields {
  spec: { host?: string; subsets?: { name?: string; labels?: Record<string, string> }[] }
}

/** The Service that a host of Istio names: `cart`, `cart.shop`, `cart.shop.svc.cluster.local`. */
export function serviceOfHost(host: string): string {
  return host.split('.')[0]!
}

/** The version of a Rollout that a route does not lead to, `host "cart-canary"`: by the subsets of a DestinationRule, or else by the two Services. */
function missingDestination({ rollout, canary }: CanaryStrategy, route: Ref<Route>): string | undefined {
  const rule = canary.at('trafficRouting').at('istio').at('destinationRule')
  const pingPong = canary.at('pingPong')
  const [stable, other] = rule.exists
    ? [rule.at('stableSubsetName').value, rule.at('canarySubsetName').value]
    : pingPong.exists && !canary.at('stableService').value && !canary.at('canaryService').value
      ? [pingPong.at('pingService').value, pingPong.at('pongService').value]
      : [canary.at('stableService').value, canary.at('canaryService').value]
  const destinations = route
    .at('route')
    .each()
    .map(entry => entry.at('destination').value)
  const found = new Set(destinations.map(destination => (rule.exists ? destination?.subset : serviceOfHost(destination?.host ?? ''))))
  const missing = [stable, other].filter(name => name !== undefined && !found.has(name))
  if (missing.length === 0 || rollout.partial) return undefined
  return `${rule.exists ? 'subset' : 'host'} ${missing.map(name => `"${name}"`).join(' and ')}`
}

/** Where a route is named that lacks a version, what is wrong with it, and where it leads to. */
interface RouteFault {
  readonly at: Ref<unknown>
  readonly message: string
  readonly related: readonly [{ readonly at: Ref<unknown>; readonly message: string }]
}

/** What is wrong with a route that does not lead to both versions, at what names it; `sort` is what it is one of, where that has to be said. */
export function* destinationFault(
  strategy: CanaryStrategy,
  service: Manifest<VirtualServiceFields>,
  route: Ref<Route>,
  at: Ref<unknown>,
  sort?: string,
): Generator<RouteFault> {
  const missing = missingDestination(strategy, route)
  if (!missing) return
  yield {
    at,
    message: `The ${sort === undefined ? 'route' : `${sort} route`} of ${service.title} has no destination with ${missing}, so the controller cannot move traffic and refuses ${strategy.rollout.title}. Add it, with a weight.`,
    related: [{ at: route.at('route'), message: 'where it leads to' }],
  }
}

/** The VirtualService that a router of a Rollout sets weights in, where it is clear which one that is, and it is whole. */
export function virtualServiceOf(project: Project, named: RouterReference): Manifest<VirtualServiceFields> | undefined {
  const service = named.virtualService && routerObject<VirtualServiceFields>(project, named)
  return service?.at('spec').value && sameWorld(service, named.strategy.rollout) ? service : undefined
}

interface BackendFields extends ObjectFields {
  spec: {
    rules?: { backendRefs?: { name?: string }[] }[]
    weighted?: { services?: { name?: string }[] }
    http?: { backends?: { serviceName?: string }[] }[]
  }
}

/** A route that a router sets weights in, and the names of the Services that it leads to. */
export interface RoutedBackends {
  readonly named: RouterReference
  readonly route: Manifest
  readonly at: Ref<unknown>
  readonly services: readonly string[]
}

/** Of routes of the Gateway API, of Traefik and of APISIX, where exactly one object can be meant. */
export function routedBackends(project: Project): RoutedBackends[] {
  return project.get(routerReferences).flatMap(named => {
    const list = lists[named.kind]
    const route = list && routerObject<BackendFields>(project, named)
    const spec = route?.at('spec')
    if (!list || !spec?.value || !sameWorld(route!, named.strategy.rollout)) return []
    const backends = {
      rules: spec
        .at('rules')
        .each()
        .flatMap(rule => rule.at('backendRefs').each())
        .map(backend => backend.at('name').value),
      weighted: spec
        .at('weighted')
        .at('services')
        .each()
        .map(service => service.at('name').value),
      http: spec
        .at('http')
        .each()
        .flatMap(entry => entry.at('backends').each())
        .map(backend => backend.at('serviceName').value),
    }[list]
    return [{ named, route: route as unknown as Manifest, at: spec.at(list), services: backends.filter(name => name !== undefined) }]
  })
}

/** Where each kind lists its backends. */
const lists: Readonly<Partial<Record<RouterReference['kind'], 'rules' | 'weighted' | 'http'>>> = {
  HTTPRoute: 'rules',
  GRPCRoute: 'rules',
  TCPRoute: 'rules',
  TLSRoute: 'rules',
  TraefikService: 'weighted',
  ApisixRoute: 'http',
}
