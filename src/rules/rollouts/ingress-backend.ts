import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { routersOf } from '../../model/rollouts/rollout.ts'
import { backendsOf, type IngressFields, routerObject, routerReferences } from '../../model/rollouts/traffic-router.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the Ingress of a Rollout lead to its Service.',
  why: 'The controller refuses a Rollout whose Ingress has no rule for the stable Service, as it finds no traffic to split.',
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/nginx/',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/',
  ],
  on: routerReferences,

  *check(named, { project }) {
    const { canary, rollout } = named.strategy
    // Of two routers with Ingresses the controller looks at one.
    if (named.kind !== 'Ingress' || (routersOf(canary).includes('alb') && routersOf(canary).includes('nginx'))) return
    const ingress = routerObject<IngressFields>(project, named)
    const isAlb = named.at.path.includes('alb')
    const root = isAlb ? canary.at('trafficRouting').at('alb').at('rootService').value : undefined
    const service = root ?? canary.at('stableService').value
    if (!ingress || !service || !sameWorld(ingress, rollout) || backendsOf(ingress).includes(service)) return
    yield {
      at: named.at,
      message: `${ingress.title} has no rule for Service "${service}", the ${root ? 'rootService' : 'stableService'} of ${rollout.title}, so the controller refuses the Rollout. Send its traffic to that Service.`,
      related: [{ at: ingress.at('spec'), message: 'the Ingress' }],
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
              trafficRouting: { nginx: { stableIngress: «catalog» } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: catalog }
        spec:
          rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: catalog-canary, port: { number: 80 } } } }] } }]
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
              stableService: catalog-stable
              trafficRouting: { alb: { ingress: catalog, servicePort: 80, rootService: catalog } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: catalog }
        spec:
          rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: catalog, port: { name: use-annotation } } } }] } }]
      `,
    },
  ],
})
