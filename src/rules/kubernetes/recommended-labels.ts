import { lackingLabels } from '../../model/kubernetes/common-labels.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Use the labels that tools know.',
  why: 'Dashboards, service meshes and cost reports group by app.kubernetes.io/name and its like. Pods that have none of them show up as strangers.',
  presets: [],
  peers: ['kubescape:k8s-common-labels-usage'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  options: {
    labels: option(
      ['name', 'instance', 'version', 'component', 'part-of', 'managed-by', 'created-by'].map(name => `app.kubernetes.io/${name}`),
      'Labels of which a workload and its pods need one at least.',
    ),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const missing = lackingLabels(workload, options.labels)
    if (!missing) return
    yield { at: missing.at, message: `${missing.title} has none of the labels that tools group by. Add ${options.labels[0] ?? ''} at least.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          labels: { app.kubernetes.io/name: checkout }
        spec:
          template:
            metadata:
              «labels»: { app: checkout }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          labels: { app.kubernetes.io/name: checkout }
        spec:
          template:
            metadata:
              labels: { app.kubernetes.io/name: checkout }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
