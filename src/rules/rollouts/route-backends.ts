import { routedBackends } from '../../model/rollouts/traffic-router.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the route of a Rollout lead to both of its Services.',
  why: 'The controller sets the weights of backends that are there, and adds none. Without one of the two it cannot move traffic, and the rollout stands still.',
  references: [
    'https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/en/latest/',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/traefik/',
  ],
  on: routedBackends,

  *check({ named, route, at, services }) {
    const { rollout, canary } = named.strategy
    if (rollout.partial) return
    for (const role of ['stableService', 'canaryService'] as const) {
      const service = canary.at(role)
      if (!service.value || services.includes(service.value)) continue
      yield {
        at: named.at,
        message: `${route.title} does not lead to "${service.value}", the ${role} of ${rollout.title}, so the controller cannot move traffic and the rollout stands still. Add it to the backends, with weight ${role === 'stableService' ? 100 : 0}.`,
        related: [{ at, message: 'where it leads to' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: api }
        spec:
          strategy:
            canary:
              canaryService: api-canary
              stableService: api
              trafficRouting:
                plugins:
                  argoproj-labs/gatewayAPI: { httpRoute: «api», namespace: shop }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: api, namespace: shop }
        spec:
          rules:
            - backendRefs: [{ name: api, port: 80 }]
      `,
    },
    {
      title: 'Traefik and APISIX',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: api }
        spec:
          strategy:
            canary:
              canaryService: api-canary
              stableService: api
              trafficRouting: { traefik: { weightedTraefikServiceName: «api» }, apisix: { route: { name: «api» } } }
        ---
        apiVersion: traefik.io/v1alpha1
        kind: TraefikService
        metadata: { name: api }
        spec: { weighted: { services: [{ name: api-canary, port: 80 }] } }
        ---
        apiVersion: apisix.apache.org/v2
        kind: ApisixRoute
        metadata: { name: api }
        spec: { http: [{ name: api, backends: [{ serviceName: api, servicePort: 80 }] }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: api }
        spec:
          strategy:
            canary:
              canaryService: api-canary
              stableService: api
              trafficRouting:
                plugins:
                  argoproj-labs/gatewayAPI: { httpRoutes: [{ name: api }, { name: elsewhere }], namespace: shop }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: api, namespace: shop }
        spec:
          rules:
            - backendRefs: [{ name: api, port: 80, weight: 100 }, { name: api-canary, port: 80, weight: 0 }]
      `,
    },
  ],
})
