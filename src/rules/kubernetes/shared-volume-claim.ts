import { fewestPods } from '../../model/kubernetes/disruption-budget.ts'
import { sharedDisks } from '../../model/kubernetes/pod/database.ts'
import { singleNodeClaims } from '../../model/kubernetes/pod/volume-claim.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Share a volume only if several nodes may mount it.',
  why: 'A ReadWriteOnce volume is attached to one node. The second pod that mounts it waits on any other node for ever (Multi-Attach error), in a cluster of one node it runs, and two processes write the same files.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  on: singleNodeClaims,

  *check({ claim, uses }, { project }) {
    const mode = claim.at('spec').at('accessModes').value![0]
    for (const { workload, at } of uses) {
      // Of a database kubernetes/stateful-deployment says it.
      if (project.get(sharedDisks).get(workload) === 'copies') continue
      const fewest = fewestPods(project, workload)
      const everywhere = workload.kind === 'DaemonSet'
      if (!everywhere && (!fewest || fewest.count < 2)) continue
      yield {
        at,
        message: `${everywhere ? 'The pods' : `${fewest!.count} pods`} of ${workload.title} mount the claim "${claim.name}", which is ${mode}, so those on other nodes than the first never start. Use a StatefulSet with volumeClaimTemplates, or a ReadWriteMany volume.`,
        related: [{ at: claim.at('spec').at('accessModes'), message: 'the claim' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: uploads }
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 10Gi } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          replicas: 3
          template:
            spec:
              containers: [{ name: wiki, image: shop/wiki:3.0.0 }]
              volumes: [{ name: uploads, persistentVolumeClaim: { claimName: «uploads» } }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: uploads }
        spec:
          accessModes: [ReadWriteMany]
          resources: { requests: { storage: 10Gi } }
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: pages }
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 10Gi } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          replicas: 3
          template:
            spec:
              containers: [{ name: wiki, image: shop/wiki:3.0.0 }]
              volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: pages }
        spec:
          strategy: { type: Recreate }
          template:
            spec:
              containers: [{ name: pages, image: shop/pages:3.0.0 }]
              volumes: [{ name: pages, persistentVolumeClaim: { claimName: pages } }]
      `,
    },
    {
      title: 'a database, of which kubernetes/stateful-deployment says it',
      good: yaml`
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: ledger }
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 10Gi } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ledger }
        spec:
          replicas: 3
          template:
            spec:
              containers:
                - name: db
                  image: postgres:18
                  volumeMounts: [{ name: data, mountPath: /var/lib/postgresql }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: ledger } }]
      `,
    },
  ],
})
