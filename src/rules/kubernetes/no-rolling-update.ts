import { databasePods } from '../../model/kubernetes/pod/database.ts'
import { servicesInFront } from '../../model/kubernetes/network/service.ts'
import { lastingVolumes } from '../../model/kubernetes/pod/storage.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Update what is served pod by pod.',
  why: 'The strategy Recreate stops every pod before it starts a new one: each deployment is an outage, and a bad build makes it last.',
  peers: ['kube-linter:no-rolling-update-strategy', 'kube-score:deployment-strategy', 'kubescape:no-rolling-update-strategy'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  options: {
    always: option(false, 'Also of what must not run twice, or is called by nobody, and of what is updated by hand (OnDelete).'),
  },
  on: wholeWorkloads,

  *check(workload, { options, project }) {
    const strategy = workload.at('spec').at('strategy').at('type')
    if (options.always) {
      const type = strategy.exists ? strategy : workload.at('spec').at('updateStrategy').at('type')
      if (type.exists && !rolling.has(type.value ?? ''))
        yield { at: type, message: `${workload.title} is updated by "${type.value}", not pod by pod, so each deployment is an outage. Use RollingUpdate.` }
      return
    }
    if (strategy.value !== 'Recreate' || !workload.pod) return
    // Two pods must not write the same files, nor two databases answer for one, so here it is right.
    if (lastingVolumes(workload.pod).length > 0 || project.get(databasePods).has(workload.pod)) return
    const [service] = project.get(servicesInFront)(workload.pod)
    const count = workload.replicas ?? 1
    if (count < 2 && !service) return
    yield {
      at: strategy,
      message: `Recreate stops ${count > 1 ? `all ${count} pods` : 'the pod'} of ${workload.title} before a new one starts, so each deployment is an outage${service ? ` of ${service.title}` : ''}. Use RollingUpdate.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 4
          strategy:
            type: «Recreate»
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'always',
      options: { always: true },
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          updateStrategy:
            type: «OnDelete»
          template:
            spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] }
      `,
    },
    {
      title: 'a disk that only one pod may write, a worker that must be alone, and a database',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          replicas: 1
          strategy: { type: Recreate }
          template:
            spec:
              containers: [{ name: wiki, image: shop/wiki:3.0.0 }]
              volumes:
                - name: pages
                  persistentVolumeClaim: { claimName: wiki }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: scheduler }
        spec:
          strategy: { type: Recreate }
          template:
            spec: { containers: [{ name: scheduler, image: shop/scheduler:1.0.0 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: sessions }
        spec:
          strategy: { type: Recreate }
          template:
            metadata: { labels: { app: sessions } }
            spec: { containers: [{ name: redis, image: redis:8.2 }] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: sessions }
        spec: { selector: { app: sessions } }
      `,
    },
  ],
})

/** `Rolling` is what OpenShift calls it. */
const rolling = new Set(['RollingUpdate', 'Rolling'])
