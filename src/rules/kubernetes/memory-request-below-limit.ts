import { unequal } from '../../model/kubernetes/pod/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Request the memory that a container may take.',
  why: 'The scheduler counts requests. Where containers may take more than that, a node runs out of memory although every container keeps to its limit, and the kernel kills one of them.',
  presets: [],
  peers: ['kube-score:container-memory-requests-equal-limits', 'kube-score:container-resource-requests-equal-limits'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  on: unequal('memory'),

  *check({ container, request, limit }) {
    yield {
      at: request,
      message: `${container.title} requests ${String(request.value)} of memory ${limit.exists ? `and may take ${String(limit.value)}` : 'without a limit'}, so what it gets beyond that depends on its neighbours. Make them equal.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - name: migrate
              image: shop/migrate:1.0.0
              resources: { requests: { memory: «256Mi» } }
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { memory: «256Mi» }
                limits: { memory: 512Mi }
      `,
    },
    {
      title: 'the same amount in other words, and neither',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources: { requests: { memory: 1Gi }, limits: { memory: 1024Mi } }
            - name: proxy
              image: shop/proxy:1.0.0
      `,
    },
  ],
})
