import type { Manifest } from '../../model/kubernetes/manifest.ts'
import type { PortRoute } from '../../model/rollouts/rollout.ts'
import {
  destinationFault,
  type Route,
  type RouterReference,
  routerReferences,
  type VirtualServiceFields,
  virtualServiceOf,
} from '../../model/rollouts/traffic-router.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** The lists of a VirtualService, and the fields of a Rollout that name entries of them. */
const lists = [
  ['tls', 'tlsRoutes'],
  ['tcp', 'tcpRoutes'],
] as const

export default rule({
  severity: 'error',
  summary: 'Give the TLS and TCP routes that a Rollout moves both of its versions.',
  why: 'The controller refuses a Rollout when no TLS or TCP route of its VirtualService has the port and names that it asks for, or when one leads to one version only.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#tls-traffic-splitting'],
  on: routerReferences,

  *check(named, { project }) {
    const service = virtualServiceOf(project, named)
    if (!service) return
    for (const [list, field] of lists) {
      const routes = service.at('spec').at(list).each() as Ref<Route>[]
      const wanted = named.virtualService!.at(field).each() as Ref<PortRoute>[]
      if (routes.length > 0) yield* wanted.length > 0 ? askedProblems(named, service, routes, wanted) : onlyProblem(named, service, routes, list, field)
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              canaryService: catalog-canary
              stableService: catalog
              trafficRouting:
                istio:
                  virtualService:
                    name: catalog
                    tlsRoutes:
                      - «port»: 443
                        sniHosts: [shop.example]
                      - port: «8443»
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog }
        spec:
          tls:
            - match: [{ port: 443, sniHosts: [shop.example] }]
              route: [{ destination: { host: catalog } }]
      `,
    },
    {
      title: 'several routes, and none is named',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              canaryService: catalog-canary
              stableService: catalog
              trafficRouting: { istio: { virtualService: { name: «catalog» } } }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog }
        spec:
          tcp:
            - match: [{ port: 5432 }]
              route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
            - match: [{ port: 6379 }]
              route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              canaryService: catalog-canary
              stableService: catalog
              trafficRouting: { istio: { virtualService: { name: catalog, tcpRoutes: [{ port: 5432 }] } } }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog }
        spec:
          tcp:
            - match: [{ port: 5432 }]
              route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
            - match: [{ port: 6379 }]
              route: [{ destination: { host: catalog } }]
      `,
    },
  ],
})

function* askedProblems(
  { strategy }: RouterReference,
  service: Manifest<VirtualServiceFields>,
  routes: readonly Ref<Route>[],
  wanted: readonly Ref<PortRoute>[],
): Generator<Problem> {
  for (const entry of wanted) {
    if (!entry.value) continue
    const at = entry.at('port').exists ? entry.at('port') : entry
    const matching = routes.filter(route => isMeant(route.value ?? {}, entry.value!))
    if (matching.length === 0)
      yield {
        at,
        message: `No route of ${service.title} has exactly ${titleOf(entry.value)}, so the controller refuses ${strategy.rollout.title}. Write what its match says.`,
        related: [{ at: routes[0]!, message: 'its routes' }],
      }
    for (const route of matching) yield* destinationFault(strategy, service, route, entry.at('port').exists ? entry.at('port').key() : entry)
  }
}

/** Where nothing is named the first route is meant, and there has to be no other. */
function* onlyProblem(
  { strategy, at }: RouterReference,
  service: Manifest<VirtualServiceFields>,
  routes: readonly Ref<Route>[],
  list: string,
  field: string,
): Generator<Problem> {
  const faults = [...destinationFault(strategy, service, routes[0]!, at, list)]
  yield* faults
  if (faults.length === 0 && routes.length > 1)
    yield {
      at,
      message: `${service.title} has ${routes.length} ${list} routes, and ${strategy.rollout.title} names none of them, so the controller refuses it. Name those whose weights it is to set under ${field}.`,
      related: [{ at: service.at('spec').follow([list]), message: 'its routes' }],
    }
}

/** One port in all, and the same names. Source: searchTlsRoute and searchTcpRoute of rollout/trafficrouting/istio. */
function isMeant({ match = [] }: Route, { port = 0, sniHosts = [] }: PortRoute): boolean {
  const ports = new Set(match.map(entry => entry.port ?? 0))
  const names = new Set(match.flatMap(entry => entry.sniHosts ?? []))
  return ports.size <= 1 && (ports.size === 0 ? port === 0 : ports.has(port)) && names.size === sniHosts.length && sniHosts.every(name => names.has(name))
}

function titleOf({ port, sniHosts = [] }: PortRoute): string {
  return [port === undefined ? 'no port' : `port ${port}`, sniHosts.length > 0 ? `the names ${sniHosts.join(', ')}` : 'no name'].join(' and ')
}
