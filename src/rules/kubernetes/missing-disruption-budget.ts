import { autoscalersOf } from '../../model/kubernetes/autoscaler.ts'
import { budgetsOf, fewestPods } from '../../model/kubernetes/disruption-budget.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give what runs several pods a disruption budget.',
  why: 'Without one, the drain of a few nodes may evict all pods of a workload at once, however many there are: the upgrade of the cluster becomes an outage.',
  presets: [],
  peers: ['kube-score:deployment-has-poddisruptionbudget', 'kube-score:statefulset-has-poddisruptionbudget', 'polaris:missingPodDisruptionBudget'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets'],
  options: {
    min: option(2, 'Replicas from which a budget is asked for.'),
    unset: option(false, 'Ask for one where the replicas are left out, too.'),
    kinds: option(['Deployment', 'StatefulSet', 'Rollout', 'DeploymentConfig', 'ReplicationController'], 'Kinds that are asked for one.'),
  },
  on: wholeWorkloads,

  *check(workload, { options, project }) {
    if (!options.kinds.includes(workload.kind) || project.get(budgetsOf)(workload).length > 0) return
    const written = workload.at('spec').at('replicas').exists || project.get(autoscalersOf)(workload).length > 0
    const count = fewestPods(project, workload)?.count ?? 0
    if (written || !options.unset ? count < options.min : false) return
    yield {
      at: workload.at('metadata').at('name'),
      message: `No PodDisruptionBudget protects ${workload.title}, so node drains may evict all its pods at once. Add one with "maxUnavailable: 1".`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: «checkout» }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { app: chekout } }
      `,
    },
    {
      title: 'protected, and a single pod',
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: ledger } }
            spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: ledger }
        spec:
          maxUnavailable: 1
          selector: { matchExpressions: [{ key: app, operator: In, values: [ledger, audit] }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer }
        spec:
          template:
            metadata: { labels: { app: mailer } }
            spec: { containers: [{ name: mailer, image: shop/mailer:1.1.0 }] }
      `,
    },
  ],
})
