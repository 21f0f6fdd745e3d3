import type { Manifest } from '../../model/kubernetes/manifest.ts'
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

export default rule({
  severity: 'error',
  summary: 'Give the VirtualService of a Rollout routes to both of its versions.',
  why: 'The controller refuses a Rollout when a route that it is to set weights in is missing, or leads to one version only.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/'],
  on: routerReferences,

  *check(named, { project }) {
    const { strategy } = named
    const service = virtualServiceOf(project, named)
    if (!service) return
    const spec = service.at('spec')
    const lists = [spec.at('http'), spec.at('tls'), spec.at('tcp')]
    if (!lists.some(({ exists }) => exists))
      yield {
        at: named.at,
        message: `${service.title} has no http, tls or tcp routes, so the controller refuses ${strategy.rollout.title}. Add one with both versions as destinations.`,
        related: [{ at: spec, message: 'the VirtualService' }],
      }
    yield* httpProblems(named, service)
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
              trafficRouting: { istio: { virtualService: { name: catalog, routes: [«main», «search»] } } }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog }
        spec:
          hosts: [catalog]
          http:
            - name: primary
              route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
            - name: search
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
          http:
            - route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
            - route: [{ destination: { host: catalog } }, { destination: { host: catalog-canary } }]
      `,
    },
    {
      title: 'hosts with a namespace; subsets of one host; a route that the controller manages',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting:
                managedRoutes: [{ name: testers }]
                istio:
                  virtualService: { name: catalog }
                  destinationRule: { name: catalog, canarySubsetName: canary, stableSubsetName: stable }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog }
        spec:
          http:
            - name: testers
            - route:
                - destination: { host: catalog.shop.svc.cluster.local, subset: stable }
                - destination: { host: catalog.shop.svc.cluster.local, subset: canary }
      `,
    },
  ],
})

function* httpProblems({ strategy, at, virtualService }: RouterReference, service: Manifest<VirtualServiceFields>): Generator<Problem> {
  const all = service.at('spec').at('http').each() as Ref<Route>[]
  const managed = new Set(
    strategy.canary
      .at('trafficRouting')
      .at('managedRoutes')
      .each()
      .map(route => route.at('name').value),
  )
  const own = all.filter(route => !managed.has(route.at('name').value))
  const names = virtualService!.at('routes').each() as Ref<string>[]
  if (names.length === 0 && own.length > 1)
    yield {
      at,
      message: `${service.title} has ${own.length} routes, and ${strategy.rollout.title} names none of them, so the controller refuses it. Name those whose weights it is to set under routes.`,
      related: [{ at: service.at('spec').at('http'), message: 'its routes' }],
    }
  else if (names.length === 0 && own.length === 1) yield* destinationFault(strategy, service, own[0]!, at)
  for (const name of names) {
    if (!name.value || all.length === 0) continue
    const route = all.find(candidate => candidate.at('name').value === name.value)
    if (route) yield* destinationFault(strategy, service, route, name)
    else
      yield {
        at: name,
        message: `${service.title} has no route "${name.value}", so the controller refuses ${strategy.rollout.title}. ${namesOf(all)}`,
        related: [{ at: service.at('spec').at('http'), message: 'its routes' }],
      }
  }
}

function namesOf(routes: readonly Ref<Route>[]): string {
  const names = routes.flatMap(route => route.at('name').value ?? [])
  return names.length > 0 ? `It has ${names.map(name => `"${name}"`).join(', ')}.` : 'Give the route that name.'
}
