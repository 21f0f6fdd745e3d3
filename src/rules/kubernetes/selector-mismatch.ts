import { matchesSelector } from '../../languages/label-selector.ts'
import { chosenBy, selectorOfWorkload } from '../../model/kubernetes/network/selector.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the selector of a workload match its own pods.',
  why: 'The API server refuses a workload whose selector does not match the labels of its template: it would make pods for ever without finding one of them.',
  peers: [
    'kube-linter:mismatching-selector',
    'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
    'kubescape:mismatching-selector',
  ],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  options: {
    missing: option(false, 'Report workloads that need a selector and have none, too (the schema does so already).'),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const selector = selectorOfWorkload(workload)
    if (!selector) return
    const labels = workload.pod?.metadata.at('labels')
    if (!selector.ref.exists) {
      if (options.missing && selector.needed)
        yield { at: selector.ref, message: `${workload.title} has no selector, so the API server refuses it. Select labels of its template.` }
      return
    }
    if (selector.value === undefined || (labels?.exists && labels.value === undefined) || matchesSelector(selector.value, labels?.value)) return
    yield {
      at: selector.ref,
      message: `The selector of ${workload.title} asks for ${chosenBy(selector.value)}, but the pods of its template ${labels?.value ? 'are labelled otherwise' : 'have no labels'}, so the API server refuses it. Make them agree.`,
      ...(labels?.exists && { related: [{ at: labels, message: 'the labels of the template' }] }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          «selector»:
            matchLabels: { app: checkout, tier: backend }
          template:
            metadata: { labels: { app: checkout, tier: web } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: v1
        kind: ReplicationController
        metadata: { name: cart }
        spec:
          «selector»: { app: cart }
          template:
            metadata: { labels: { app: basket } }
            spec: { containers: [{ name: cart, image: shop/cart:2.0.0 }] }
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          «selector»:
            matchExpressions: [{ key: app, operator: NotIn, values: [ledger] }]
          template:
            metadata: { labels: { app: ledger } }
            spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] }
      `,
    },
    {
      title: 'more labels than the selector asks for, and a job, which gets its selector from the cluster',
      good: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          selector:
            matchLabels: { app: agent }
            matchExpressions: [{ key: track, operator: Exists }]
          template:
            metadata: { labels: { app: agent, track: stable, team: ops } }
            spec: { containers: [{ name: agent, image: shop/agent:1.0.0 }] }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          template:
            spec: { restartPolicy: Never, containers: [{ name: import, image: shop/import:1.0.0 }] }
      `,
    },
  ],
})
