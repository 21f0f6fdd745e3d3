import { quotaBreaches } from '../../model/kubernetes/pod/quota.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep containers within the limits of their namespace.',
  why: 'A pod without a request that the quota of its namespace counts, or with a limit above the maximum there, is refused. A Deployment is accepted all the same, and then makes no pods.',
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/', 'https://kubernetes.io/docs/concepts/policy/limit-range/'],
  on: quotaBreaches,

  *check({ container, at, rule, owner, resource, most }) {
    yield {
      at,
      message:
        most === undefined
          ? `${container.title} has no ${resource}, which ${owner.title} counts, so the API server refuses its pods. Set resources.${resource}.`
          : `${container.title} may take ${String((at as { value: unknown }).value)} of ${resource.slice('limits.'.length)}, more than the ${most} of ${owner.title}, so the API server refuses its pods. Lower the limit.`,
      related: [{ at: rule, message: 'the limit of the namespace' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: shop, namespace: shop }
        spec: { hard: { requests.cpu: "8" } }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: shop, namespace: shop }
        spec: { limits: [{ type: Container, max: { memory: 1Gi } }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  «resources»:
                    limits: { memory: «2Gi» }
      `,
    },
    {
      title: 'a default of the LimitRange, and another namespace',
      good: yaml`
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: shop, namespace: shop }
        spec: { hard: { requests.cpu: "8", limits.memory: 8Gi } }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: shop, namespace: shop }
        spec: { limits: [{ type: Container, max: { memory: 1Gi }, defaultRequest: { cpu: 100m } }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: web }
        spec: { containers: [{ name: web, image: nginx:1.29, resources: { limits: { memory: 2Gi } } }] }
      `,
    },
  ],
})
