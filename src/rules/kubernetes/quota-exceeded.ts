import { quotaSums } from '../../model/kubernetes/pod/quota.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a quota have room for what runs in its namespace.',
  why: 'Pods beyond the quota are not made. Which of the workloads runs short is decided by who was first, so after a restart it is another one.',
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  on: quotaSums,

  *check({ quota, hard, resource, sum, parts }) {
    yield {
      at: hard,
      message: `The workloads of namespace "${quota.namespace}" need ${sum} of ${resource}, more than the ${String((hard as { value: unknown }).value)} of ${quota.title}, so some of their pods are not made. Raise the quota, or lower what they ask for.`,
      related: parts.slice(0, 5).map(({ at, title, amount }) => ({ at, message: `${title}: ${amount}` })),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: shop, namespace: shop }
        spec: { hard: { requests.cpu: «"2"», pods: 20 } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          replicas: 3
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2, resources: { requests: { cpu: 750m } } }] }
      `,
    },
    {
      title: 'room is left, and init containers are gone by then',
      good: yaml`
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: shop, namespace: shop }
        spec: { hard: { requests.cpu: "2", limits.memory: 4Gi } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          replicas: 2
          template:
            spec:
              initContainers: [{ name: migrate, image: shop/migrate:1.8.2, resources: { requests: { cpu: 750m } } }]
              containers: [{ name: checkout, image: shop/checkout:1.8.2, resources: { requests: { cpu: 750m }, limits: { memory: 1Gi } } }]
      `,
    },
  ],
})
