import { memoryVolumes } from '../../model/kubernetes/pod/memory-volume.ts'
import { formatBytes } from '../../languages/quantity.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a volume in memory fit into the memory limit.',
  why: 'What is written to an emptyDir in memory counts against the memory limit of the container that writes it. A volume as large as the limit lets the container fill it until the kernel kills it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  on: memoryVolumes,

  *check({ volume, size, container, limit, allowed, at }) {
    if (size < allowed) return
    yield {
      at,
      message: `The volume "${volume}" may take ${formatBytes(size)} of memory, and ${container.mention} that mounts it is killed at ${formatBytes(allowed)}. Make sizeLimit smaller, or raise the memory limit.`,
      related: [{ at: limit, message: 'the memory limit' }],
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
              resources: { limits: { memory: 256Mi } }
              volumeMounts: [{ name: cache, mountPath: /cache }]
          volumes:
            - name: cache
              emptyDir: { medium: Memory, sizeLimit: «512Mi» }
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
              resources: { limits: { memory: 256Mi } }
              volumeMounts: [{ name: cache, mountPath: /cache }, { name: spool, mountPath: /spool }]
          volumes:
            - name: cache
              emptyDir: { medium: Memory, sizeLimit: 64Mi }
            - name: spool
              emptyDir: { sizeLimit: 1Gi }
      `,
    },
  ],
})
