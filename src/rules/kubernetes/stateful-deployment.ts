import { misplacedDatabases } from '../../model/kubernetes/pod/database.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Run databases as StatefulSets with storage.',
  why: 'The pods of a Deployment have no identity and no disk of their own. Several copies of a database each hold other data behind one Service; a copy without a volume loses its data with its pod; and a rolling update starts a second one on the files of the first.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets',
    'https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/',
  ],
  on: misplacedDatabases,

  *check({ image, fault, disk }) {
    const { workload } = image.container.pod
    const spec = workload.at('spec')
    if (fault === 'copies') {
      const harm = disk
        ? `work on the same files of volume "${disk.at('name').value}" and damage them`
        : 'share nothing: each holds other data, and every connection meets another one'
      yield {
        at: spec.at('replicas'),
        message: `The ${workload.replicas} copies of "${image.value}" ${harm}. Use a StatefulSet, set up replication between its pods, or run one copy.`,
      }
    } else if (fault === 'lost')
      yield {
        at: image,
        message: `"${image.value}" keeps its data in a ${workload.kind} without a lasting volume, so the data is gone when its pod is. Use a StatefulSet with volumeClaimTemplates.`,
      }
    else
      yield {
        at: spec.at('strategy').at('type'),
        message: `An update of ${workload.title} starts a second "${image.value}" on volume "${disk!.at('name').value}" before the first has let go of it. Use a StatefulSet, or the strategy Recreate.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: sessions }
        spec:
          replicas: «2»
          template:
            spec: { containers: [{ name: redis, image: bitnami/redis:8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders }
        spec:
          template:
            spec:
              containers:
                - name: db
                  image: «postgres:18»
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ledger }
        spec:
          replicas: 1
          strategy:
            type: «RollingUpdate»
          template:
            spec:
              containers:
                - name: db
                  image: mariadb:11.8
                  volumeMounts:
                    - { name: data, mountPath: /var/lib/mysql }
              volumes:
                - name: data
                  persistentVolumeClaim: { claimName: ledger }
      `,
    },
    {
      title: 'a lone cache, a copy that follows a primary, one database that is stopped before it is updated, and a tool of the same maker',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: sessions }
        spec:
          replicas: 1
          template:
            spec: { containers: [{ name: redis, image: redis:8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: sessions-read }
        spec:
          replicas: 3
          template:
            spec:
              containers:
                - name: redis
                  image: redis:8.2
                  args: [--replicaof, sessions, '6379']
                - name: metrics
                  image: oliver006/redis_exporter:v1.74.0
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ledger }
        spec:
          strategy:
            type: Recreate
          template:
            spec:
              containers:
                - name: db
                  image: mariadb:11.8
                  volumeMounts:
                    - { name: data, mountPath: /var/lib/mysql }
              volumes:
                - name: data
                  persistentVolumeClaim: { claimName: ledger }
      `,
    },
  ],
})
