import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { type DestinationRuleFields, routerObject, routerReferences } from '../../model/rollouts/traffic-router.ts'
import { rule, yaml } from '../../rule.ts'

const hash = 'rollouts-pod-template-hash'

export default rule({
  severity: 'error',
  summary: 'Let a DestinationRule have the subsets that a Rollout switches.',
  why: 'The controller writes the hash of each version into its subset. Without the subset it cannot move traffic; with a hash that is committed, each deployment of the rule takes the traffic back to old pods.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#subset-level-traffic-splitting'],
  on: routerReferences,

  *check(named, { project }) {
    const { rollout, canary } = named.strategy
    const target = named.kind === 'DestinationRule' ? routerObject<DestinationRuleFields>(project, named) : undefined
    if (!target?.at('spec').value || !sameWorld(target, rollout)) return
    const subsets = target.at('spec').at('subsets').each()
    const names = subsets.map(subset => subset.at('name').value)
    const wanted = canary.at('trafficRouting').at('istio').at('destinationRule')
    for (const field of ['canarySubsetName', 'stableSubsetName'] as const) {
      const name = wanted.at(field)
      if (name.value && !names.includes(name.value))
        yield {
          at: name,
          message: `${target.title} has no subset "${name.value}", which ${rollout.title} names as its ${field}, so the controller cannot move traffic. Add the subset.`,
          related: [{ at: target.at('spec').at('subsets'), message: 'its subsets' }],
        }
    }
    for (const subset of subsets) {
      const label = subset.at('labels').at(hash)
      if (label.value !== undefined)
        yield {
          at: label,
          severity: 'warning',
          message: `The controller sets "${hash}" of this subset in each rollout; committed, it sends traffic back to the pods of that day, or to none. Leave it out, and let GitOps ignore the difference.`,
        }
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
                istio:
                  virtualService: { name: catalog }
                  destinationRule: { name: catalog, canarySubsetName: «next», stableSubsetName: stable }
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: catalog }
        spec:
          host: catalog
          subsets:
            - { name: canary, labels: { app: catalog } }
            - { name: stable, labels: { app: catalog, rollouts-pod-template-hash: «6f9c7d» } }
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
              trafficRouting:
                istio:
                  virtualService: { name: catalog }
                  destinationRule: { name: catalog, canarySubsetName: canary, stableSubsetName: stable }
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: catalog }
        spec:
          host: catalog
          subsets: [{ name: canary, labels: { app: catalog } }, { name: stable, labels: { app: catalog } }]
      `,
    },
  ],
})
