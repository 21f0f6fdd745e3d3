import { resolveRouter, routerReferences } from '../../model/rollouts/traffic-router.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'The objects in which a traffic router sets its weights exist.',
  why: 'The controller cannot move traffic without its Ingress, VirtualService, DestinationRule or Mapping, and marks the Rollout invalid.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/'],
  on: routerReferences,

  *check(named, { project }) {
    const resolution = resolveRouter(project, named)
    // These kinds may well come from elsewhere; what is nearly the name of one that is here is a misspelling.
    if (resolution.state === 'found' || resolution.state === 'made' || !resolution.similar) return
    yield {
      at: named.at,
      message: `No ${named.kind} "${named.at.value}" is in the linted files, and without it the controller cannot move traffic for ${named.strategy.rollout.title}. ${resolution.similar.hint}`,
      related: [{ at: resolution.similar.manifest.at('metadata').at('name'), message: 'what is there' }],
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
              trafficRouting:
                nginx: { stableIngress: «catalogue-public» }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: catalog-public }
      `,
    },
    {
      title: 'one that may be elsewhere, and one with its namespace',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting:
                istio:
                  virtualService: { name: catalog.mesh }
                  destinationRule: { name: everything }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: catalog, namespace: mesh }
      `,
    },
  ],
})
