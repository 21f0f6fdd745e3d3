import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

/** Pairs of fields of which a router takes exactly one: a name, or a list of them. */
const pairs = [
  ['nginx', 'stableIngress', 'stableIngresses'],
  ['alb', 'ingress', 'ingresses'],
  ['istio', 'virtualService', 'virtualServices'],
] as const
/** Fields without which a router has nothing to set weights in. */
const needed = [
  ['ambassador', 'mappings'],
  ['appMesh', 'virtualService'],
  ['apisix', 'route'],
] as const

export default rule({
  severity: 'error',
  summary: 'Name the objects in which a traffic router sets its weights.',
  why: 'The controller stops at a router without an object to write to, or with two answers to which one, and starts no pod of the new version.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/'],
  on: canaries,

  *check({ rollout, canary }) {
    const routing = canary.at('trafficRouting')
    if (rollout.partial) return
    for (const [name, one, several] of pairs) {
      const router = routing.follow([name])
      const [first, list] = [router.follow([one]), router.follow([several])]
      const isList = Array.isArray(list.value) && list.value.length > 0
      if (!router.value || (first.exists && !first.value)) continue
      if (first.value && isList)
        yield { at: list.key(), message: `The router "${name}" of ${rollout.title} has both ${one} and ${several}, so the controller refuses it. Keep one.` }
      else if (!first.value && !isList)
        yield {
          at: router.key(),
          message: `The router "${name}" of ${rollout.title} names neither ${one} nor ${several}, so the controller has nothing to set weights in and refuses it. Name one.`,
        }
    }
    for (const [name, field] of needed) {
      const router = routing.follow([name])
      const { value, exists } = router.follow([field])
      if (router.value && ((!value && !exists) || (Array.isArray(value) && value.length === 0)))
        yield {
          at: router.key(),
          message: `The router "${name}" of ${rollout.title} has no ${field}, so the controller refuses it. Name what it sets weights in.`,
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
              canaryService: catalog-canary
              stableService: catalog
              trafficRouting:
                nginx:
                  stableIngress: catalog
                  «stableIngresses»: [catalog-internal]
                «alb»: { servicePort: 80 }
                «istio»: {}
      `,
    },
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec: { strategy: { canary: { trafficRouting: { «ambassador»: { mappings: [] } } } } }
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
                nginx: { stableIngresses: [catalog, catalog-internal] }
                istio: { virtualService: { name: catalog }, virtualServices: [] }
                ambassador: { mappings: [catalog] }
      `,
    },
  ],
})
