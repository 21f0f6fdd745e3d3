import { unequal } from '../../model/kubernetes/pod/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Request the ephemeral storage that a container may take.',
  why: 'The scheduler counts requests. Where containers may write more than that, the disk of the node fills up, and the kubelet evicts pods that kept to their limit.',
  presets: [],
  peers: ['kube-score:container-ephemeral-storage-request-equals-limit'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  on: unequal('ephemeral-storage'),

  *check({ container, request, limit }) {
    yield {
      at: request,
      message: `${container.title} requests ${String(request.value)} of ephemeral-storage ${limit.exists ? `and may take ${String(limit.value)}` : 'without a limit'}, so what it gets beyond that depends on its neighbours. Make them equal.`,
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
              resources: { requests: { ephemeral-storage: «1Gi» } }
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { ephemeral-storage: «1Gi» }
                limits: { ephemeral-storage: 2Gi }
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
              resources: { requests: { ephemeral-storage: 1Gi }, limits: { ephemeral-storage: 1024Mi } }
            - name: proxy
              image: shop/proxy:1.0.0
      `,
    },
  ],
})
