import { type DisruptionBudget, disruptionBudgets, fewestPods, podsIn, protectedBy } from '../../model/kubernetes/disruption-budget.ts'
import { isZero } from '../../model/kubernetes/rolling-update.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Let a disruption budget spare one pod at least.',
  why: 'A budget that never allows an eviction blocks the drain of every node that runs such a pod: upgrades of the cluster and of nodes hang until somebody deletes the pod by hand.',
  peers: ['kube-linter:pdb-max-unavailable', 'kube-linter:pdb-min-available', 'polaris:pdbDisruptionsIsZero'],
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  on: disruptionBudgets,

  *check(budget, { project }) {
    const spec = budget.at('spec')
    const [minAvailable, maxUnavailable] = [spec.at('minAvailable'), spec.at('maxUnavailable')]
    if (isZero(maxUnavailable as Ref<number | string>)) yield never(budget, maxUnavailable, 'Set maxUnavailable to 1 or more.')
    else if (minAvailable.value === '100%') yield never(budget, minAvailable, 'Set "maxUnavailable: 1" instead.')
    else
      for (const workload of project.get(protectedBy)(budget)) {
        const fewest = fewestPods(project, workload)
        // Where an autoscaler decides, kubernetes/pdb-exceeds-autoscaler compares; none at all is switched off.
        if (!fewest || fewest.autoscaler || fewest.count === 0) continue
        const kept = podsIn(minAvailable.value, fewest.count)
        if (kept === undefined || kept < fewest.count) continue
        const alone = fewest.count === 1
        yield {
          at: minAvailable,
          message: `${budget.title} keeps ${minAvailable.value} of the ${alone ? 'one pod' : `${fewest.count} pods`} of ${workload.title}, so none can be evicted and node drains hang. ${alone ? 'Run two replicas, or set "maxUnavailable: 1"' : 'Set "maxUnavailable: 1" instead'}.`,
          related: [{ at: fewest.at, message: alone ? 'one replica' : `${fewest.count} replicas` }],
        }
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: cart }
        spec:
          maxUnavailable: «0»
          selector: { matchLabels: { app: cart } }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: «2»
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 2
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'a percentage is rounded up: half of one pod is one',
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: «50%»
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'one of three may go; pods of another namespace; switched off',
      good: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout, namespace: shop }
        spec:
          minAvailable: 60%
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: test }
        spec:
          replicas: 1
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout-batch, namespace: shop }
        spec:
          replicas: 0
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})

function never(budget: DisruptionBudget, at: Problem['at'], advice: string): Problem {
  return { at, message: `${budget.title} never lets a pod be evicted, so drains of nodes hang until it is deleted. ${advice}` }
}
