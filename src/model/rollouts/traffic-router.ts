import type { IngressSpec } from 'kubernetes-types/networking/v1.js'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import type { Manifest, ObjectFields } from '../kubernetes/manifest.ts'
import { type Resolution, resolve } from '../kubernetes/references/reference.ts'
import { canaries, type CanaryStrategy, type NamedVirtualService } from './rollout.ts'

/** A place where the traffic routing of a Rollout names the object whose weights it sets. */
export interface RouterReference {
  readonly strategy: CanaryStrategy
  readonly kind: 'Ingress' | 'VirtualService' | 'DestinationRule' | 'Mapping'
  readonly at: Ref<string>
  /** What the Rollout says of a VirtualService beside its name. */
  readonly virtualService: Ref<NamedVirtualService> | undefined
  readonly target: { readonly kind: string; readonly group: string | undefined; readonly name: string; readonly namespace: string | undefined }
}

/** The objects in which routers of Rollouts set weights: Ingresses, VirtualServices, DestinationRules and Mappings. */
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
    ].filter(({ at }) => typeof at.value === 'string' && at.value !== '')
  })
}

/** The API groups of these kinds; Ingresses were in another one before. */
const groups: Readonly<Record<string, string | undefined>> = {
  VirtualService: 'networking.istio.io',
  DestinationRule: 'networking.istio.io',
  Mapping: 'getambassador.io',
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

interface Route {
  name?: string
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
