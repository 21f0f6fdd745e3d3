import { fewestPods } from '../../model/kubernetes/disruption-budget.ts'
import { avoidsItself, siteKeys } from '../../model/kubernetes/pod/spread.ts'
import { podsOf, wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Spread the replicas of a workload over nodes.',
  why: 'The scheduler spreads replicas only as far as nothing speaks against it. When all of them end up on one node, its failure is an outage, however many there are.',
  presets: [],
  peers: [
    'kube-linter:no-anti-affinity',
    'kube-score:deployment-has-host-podantiaffinity',
    'kube-score:statefulset-has-host-podantiaffinity',
    'polaris:topologySpreadConstraint',
  ],
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  options: {
    min: option(2, 'Replicas from which spreading is asked for.'),
    unset: option(false, 'Ask for it where the replicas are left out, too.'),
    ways: option(['constraint', 'anti-affinity'], 'What counts: a topology spread constraint, or an anti-affinity to its own pods.'),
    keys: option(siteKeys, 'Labels of nodes by which an anti-affinity counts.'),
  },
  on: wholeWorkloads,

  *check(workload, { options, project }) {
    const pod = podsOf(project, workload)
    if (workload.replicas === undefined || !pod) return
    const written = workload.at('spec').at('replicas').exists
    const count = fewestPods(project, workload)?.count ?? 0
    if ((written || !options.unset) && count < options.min) return
    const constraints = pod.at('topologySpreadConstraints').value ?? []
    if (options.ways.includes('constraint') && constraints.length > 0) return
    if (options.ways.includes('anti-affinity') && avoidsItself(pod, options.keys)) return
    yield {
      at: pod,
      message: `Nothing keeps the pods of ${workload.title} apart, so the failure of one node may take them all. ${
        options.ways.includes('constraint') ? 'Add topologySpreadConstraints over kubernetes.io/hostname' : 'Add a podAntiAffinity to its own labels'
      }.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            «spec»:
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    - topologyKey: kubernetes.io/hostname
                      labelSelector: { matchLabels: { app: cart } }
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
    {
      title: 'by a constraint, by an anti-affinity, and a pod that is alone',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec:
              topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: kubernetes.io/hostname
                  whenUnsatisfiable: ScheduleAnyway
                  labelSelector: { matchLabels: { app: checkout } }
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: ledger } }
            spec:
              affinity:
                podAntiAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                    - weight: 100
                      podAffinityTerm:
                        topologyKey: topology.kubernetes.io/zone
                        labelSelector: { matchExpressions: [{ key: app, operator: In, values: [ledger] }] }
              containers: [{ name: ledger, image: shop/ledger:1.0.0 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer }
        spec:
          template:
            spec: { containers: [{ name: mailer, image: shop/mailer:1.1.0 }] }
      `,
    },
  ],
})
