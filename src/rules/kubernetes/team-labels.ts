import { lackingLabels } from '../../model/kubernetes/common-labels.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Label workloads by what they are part of, and whose they are.',
  why: 'Selectors, dashboards and clean-up go by labels. A workload without any that says what it is can only be found by its name.',
  presets: [],
  peers: ['kubescape:label-usage-for-resources'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#motivation'],
  options: {
    labels: option<string[]>([], 'Labels of which a workload and its pods need one at least.', { required: true }),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const missing = lackingLabels(workload, options.labels)
    if (!missing) return
    yield { at: missing.at, message: `${missing.title} has none of the labels ${options.labels.join(', ')}, so it is found by its name only. Add one.` }
  },

  examples: [
    {
      options: { labels: ['app', 'owner'] },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          labels: { app: checkout }
        spec:
          template:
            metadata:
              «labels»: { k8s-app: checkout }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      options: { labels: ['app', 'env'] },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: { env: test }
        spec: { containers: [{ name: web, image: nginx:1.29 }] }
      `,
    },
  ],
})
