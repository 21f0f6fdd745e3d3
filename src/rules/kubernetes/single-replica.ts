import { autoscalersOf } from '../../model/kubernetes/autoscaler.ts'
import { databasePods } from '../../model/kubernetes/pod/database.ts'
import { type Service, servicesInFront } from '../../model/kubernetes/network/service.ts'
import { lastingVolumes } from '../../model/kubernetes/pod/storage.ts'
import { podsOf, takenWorkloads, type Workload, wholeWorkloads } from '../../model/kubernetes/workload.ts'
import type { Project } from '../../project.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Run several replicas of what is served.',
  why: 'With one replica every node drain, eviction and crash is an outage until the next pod is ready.',
  peers: ['kube-linter:minimum-three-replicas', 'kube-score:deployment-replicas', 'polaris:deploymentMissingReplicas'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/disruptions/'],
  options: {
    min: option(2, 'Replicas to ask for at least.'),
    served: option(true, 'Only of what a Service selects; false for every workload, also one that owns its files or is stopped before its update.'),
  },
  on: wholeWorkloads,

  *check(workload, { options, project }) {
    const replicas = workload.at('spec').at('replicas')
    const count = replicas.value ?? 1
    // None at all is switched off on purpose.
    if (count === 0 || count >= options.min || project.get(autoscalersOf)(workload).length > 0) return
    // The Rollout that takes its pods decides how many there are.
    if (project.get(takenWorkloads).has(workload)) return
    const service = serviceOf(project, workload)
    if (options.served ? !service : workload.replicas === undefined) return
    const pods = count === 1 ? 'one pod' : `${count} pods`
    yield {
      at: replicas,
      message: `${workload.title} runs ${pods}${service ? ` behind ${service.title}` : ''}, so ${count === 1 ? 'a drained node or a crash is an outage' : `losing one leaves ${count - 1}`}. Set replicas to ${options.min} or more.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        «spec»:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'three at least',
      options: { min: 3 },
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        spec:
          replicas: «2»
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'every workload',
      options: { served: false },
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          replicas: «1»
          template:
            metadata: { labels: { app: ledger } }
            spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] }
      `,
    },
    {
      title: 'an autoscaler decides, and nobody calls the worker',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          minReplicas: 2
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer }
        spec:
          template:
            metadata: { labels: { app: mailer } }
            spec: { containers: [{ name: mailer, image: shop/mailer:1.1.0 }] }
      `,
    },
    {
      title: 'a Rollout takes its pods',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        spec:
          replicas: 3
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
      `,
    },
  ],
})

/** What sends traffic to a workload whose pods are not meant to be alone. */
function serviceOf(project: Project, workload: Workload): Service | undefined {
  const pod = podsOf(project, workload)
  if (!pod || !scalable.has(workload.kind)) return undefined
  // One pod that owns its files or data, or is stopped before the next starts, is meant to be alone.
  if (lastingVolumes(pod).length > 0 || project.get(databasePods).has(pod) || workload.at('spec').at('strategy').at('type').value === 'Recreate')
    return undefined
  return project.get(servicesInFront)(pod).find(carriesTraffic)
}

/** Not one that is there to be scraped. */
function carriesTraffic(service: Service): boolean {
  const ports = service.at('spec').at('ports').each()
  return !ports.every(port => /metrics|prometheus/.test(port.at('name').value ?? '')) || ports.length === 0
}

const scalable = new Set(['Deployment', 'Rollout', 'ReplicationController', 'DeploymentConfig'])
