import { rollingUpdateOf, roomOf } from '../../model/kubernetes/rolling-update.ts'
import { sharedDisks } from '../../model/kubernetes/pod/database.ts'
import { singleNodeClaims } from '../../model/kubernetes/pod/volume-claim.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Stop the old pod first when its volume can be on one node only.',
  why: 'A rolling update starts the new pod while the old one still holds the ReadWriteOnce volume. On another node the new pod waits for the volume, the old one for the new pod to be ready, and the rollout hangs until it fails.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment'],
  on: singleNodeClaims,

  *check({ claim, uses }, { project }) {
    const mode = claim.at('spec').at('accessModes').value![0]
    for (const { workload, at } of uses) {
      const update = rollingUpdateOf(workload)
      // With more pods kubernetes/shared-volume-claim says it, and of a database kubernetes/stateful-deployment.
      if (!update || workload.replicas !== 1 || project.get(sharedDisks).has(workload)) continue
      const room = roomOf(update, 1)
      if (!room || room.added === 0 || room.missing > 0) continue
      const strategy = workload.at('spec').at('strategy')
      yield {
        at,
        message: `${workload.title} starts its new pod while the old one holds the claim "${claim.name}" (${mode}), so on another node the update hangs. Set "strategy: { type: Recreate }".`,
        ...(strategy.exists && { related: [{ at: strategy, message: 'the strategy' }] }),
      }
    }
  },

  examples: [
    {
      bad: yaml`
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
          template:
            spec:
              containers: [{ name: wiki, image: shop/wiki:3.0.0 }]
              volumes:
                - name: pages
                  persistentVolumeClaim: { claimName: «pages» }
      `,
    },
    {
      title: 'the old pod goes first',
      good: yaml`
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
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
          template:
            spec:
              containers: [{ name: wiki, image: shop/wiki:3.0.0 }]
              volumes:
                - name: pages
                  persistentVolumeClaim: { claimName: pages }
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
          replicas: 1
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
