import type { ObjectFields } from '../../model/kubernetes/manifest.ts'
import { routerObject, routerReferences } from '../../model/rollouts/traffic-router.ts'
import { rule, yaml } from '../../rule.ts'

interface MappingFields extends ObjectFields {
  spec: { weight?: number }
}

export default rule({
  severity: 'error',
  summary: 'Leave the weights of a Mapping to the Rollout.',
  why: 'The controller makes a second Mapping with the weight of the canary, and refuses a Rollout whose own Mapping has a weight.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/ambassador/'],
  on: routerReferences,

  *check(named, { project }) {
    const mapping = named.kind === 'Mapping' ? routerObject<MappingFields>(project, named) : undefined
    const weight = mapping?.at('spec').at('weight')
    if (!mapping || !weight?.value) return
    yield {
      at: weight,
      message: `${mapping.title} has a weight, so the controller refuses ${named.strategy.rollout.title}, which is to set it. Leave it out.`,
      related: [{ at: named.at, message: 'the Rollout' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec: { strategy: { canary: { trafficRouting: { ambassador: { mappings: [catalog] } } } } }
        ---
        apiVersion: getambassador.io/v2
        kind: Mapping
        metadata: { name: catalog }
        spec: { prefix: /catalog, service: catalog, weight: «50» }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec: { strategy: { canary: { trafficRouting: { ambassador: { mappings: [catalog] } } } } }
        ---
        apiVersion: getambassador.io/v2
        kind: Mapping
        metadata: { name: catalog }
        spec: { prefix: /catalog, service: catalog }
      `,
    },
  ],
})
