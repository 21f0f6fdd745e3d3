import { resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Bound what a container writes to the disk of its node.',
  why: 'Logs, emptyDir volumes and the writable layer of a container share the disk of the node. One container that fills it gets all pods of the node evicted.',
  presets: [],
  topic: { name: 'resources', set: 'ephemeral-storage' },
  peers: ['kube-score:container-ephemeral-storage-request-and-limit'],
  references: ['https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  on: resourceContainers,

  *check(container) {
    if (container.pod.workload.partial) return
    const resources = container.at('resources')
    const limit = resources.at('limits').at('ephemeral-storage')
    // Without a request the API server copies the limit into it, but what is scheduled by is better written.
    const missing = limit.exists ? resources.at('requests').at('ephemeral-storage') : limit
    if (missing.exists) return
    yield {
      at: missing,
      message: limit.exists
        ? `${container.title} requests no ephemeral storage, so all of its limit is set aside on the node. Set resources.requests.ephemeral-storage.`
        : `${container.title} may fill the disk of its node, so its neighbours are evicted. Set resources.limits.ephemeral-storage.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                «limits»: { memory: 256Mi }
            - name: cache
              image: shop/cache:1.0.0
              resources:
                «requests»: { cpu: 1 }
                limits: { ephemeral-storage: 2Gi }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { ephemeral-storage: 1Gi }
                limits: { ephemeral-storage: 2Gi }
      `,
    },
  ],
})
