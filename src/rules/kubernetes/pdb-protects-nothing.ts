import { disruptionBudgets, fewestPods, podsIn, protectedBy } from '../../model/kubernetes/disruption-budget.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a disruption budget keep a pod.',
  why: 'A budget without a number, or that allows as many evictions as there are pods, looks like protection, but a drain takes all pods at once.',
  peers: ['kube-score:poddisruptionbudget-has-policy'],
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  on: disruptionBudgets,

  *check(budget, { project }) {
    const spec = budget.at('spec')
    const { minAvailable, maxUnavailable } = spec.value ?? {}
    if (!spec.at('minAvailable').exists && !spec.at('maxUnavailable').exists) {
      yield { at: spec, message: `${budget.title} sets neither minAvailable nor maxUnavailable, so it protects no pod. Set "maxUnavailable: 1".` }
      return
    }
    if (minAvailable === 0 || minAvailable === '0%' || maxUnavailable === '100%') {
      yield {
        at: spec.at(maxUnavailable === '100%' ? 'maxUnavailable' : 'minAvailable'),
        message: `${budget.title} lets all pods be evicted at once, so it protects none. Set "maxUnavailable: 1".`,
      }
      return
    }
    for (const workload of project.get(protectedBy)(budget)) {
      const fewest = fewestPods(project, workload)
      const evicted = fewest && typeof maxUnavailable === 'number' ? podsIn(maxUnavailable, fewest.count) : undefined
      // Of a single pod there is nothing to keep.
      if (!fewest || evicted === undefined || fewest.count < 2 || evicted < fewest.count) continue
      yield {
        at: spec.at('maxUnavailable'),
        message: `${budget.title} lets ${evicted} pods of ${workload.title} be evicted, which ${fewest.autoscaler ? 'may run' : 'runs'} ${fewest.count}, so a drain takes all at once. Set "maxUnavailable: 1".`,
        related: [{ at: fewest.at, message: `${fewest.count} pods` }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: cart }
        «spec»:
          selector: { matchLabels: { app: cart } }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          maxUnavailable: «3»
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 1
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
