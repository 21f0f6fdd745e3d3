import { disruptionBudgets, fewestPods, podsIn, protectedBy } from '../../model/kubernetes/disruption-budget.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let an autoscaler keep more pods than the disruption budget demands.',
  why: 'When the load is low the autoscaler goes down to its minimum. If the budget keeps as many, no pod can be evicted then, and drains of nodes hang just at night, when they are planned.',
  peers: ['polaris:pdbMinAvailableGreaterThanHPAMinReplicas', 'kube-linter:pdb-min-available'],
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  options: {
    spare: option(1, 'Pods that the minimum of the autoscaler must leave to evict.'),
  },
  on: disruptionBudgets,

  *check(budget, { options, project }) {
    const minAvailable = budget.at('spec').at('minAvailable')
    // 100% is for kubernetes/pdb-blocks-drain.
    if (minAvailable.value === undefined || minAvailable.value === '100%') return
    for (const workload of project.get(protectedBy)(budget)) {
      const fewest = fewestPods(project, workload)
      if (!fewest?.autoscaler) continue
      // What goes down to none has one pod on the way.
      const count = Math.max(fewest.count, 1)
      const kept = podsIn(minAvailable.value, count)
      if (kept === undefined || kept === 0 || kept + options.spare <= count) continue
      yield {
        at: minAvailable,
        message: `${budget.title} keeps ${minAvailable.value} of the pods of ${workload.title}, of which ${fewest.autoscaler.title} may leave ${count}, so drains hang when the load is low. Raise that to ${kept + options.spare}, or set "maxUnavailable: 1" here.`,
        related: [{ at: fewest.at, message: 'the minimum' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: «2»
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          minReplicas: 2
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'half of four is two',
      good: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: 50%
          selector: { matchLabels: { app: checkout } }
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { name: checkout }
          minReplicaCount: 4
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
