import { unequal } from '../../model/kubernetes/pod/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Request the CPU that a container may take.',
  why: 'Between request and limit a container lives on what its neighbours leave: it is fast in the test and slow on a full node. With equal values, of memory too, the pod is Guaranteed, and may have cores of its own.',
  presets: [],
  peers: ['kube-score:container-cpu-requests-equal-limits', 'kube-score:container-resource-requests-equal-limits'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  on: unequal('cpu'),

  *check({ container, request, limit }) {
    yield {
      at: request,
      message: `${container.title} requests ${String(request.value)} of cpu ${limit.exists ? `and may take ${String(limit.value)}` : 'without a limit'}, so what it gets beyond that depends on its neighbours. Make them equal.`,
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
              resources: { requests: { cpu: «250m» } }
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { cpu: «250m» }
                limits: { cpu: 1 }
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
              resources: { requests: { cpu: 1 }, limits: { cpu: 1000m } }
            - name: proxy
              image: shop/proxy:1.0.0
      `,
    },
  ],
})
