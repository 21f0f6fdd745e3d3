import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say how important pods are.',
  why: 'When nodes run short, pods of lower priority are evicted first. Without a class all pods have the default, so a report is as important as the checkout.',
  presets: [],
  peers: ['polaris:priorityClassNotSet'],
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  on: wholeWorkloads,

  *check(workload) {
    const { pod } = workload
    if (!pod || pod.at('priorityClassName').exists) return
    yield {
      at: pod.at('priorityClassName'),
      message: `${workload.title} has the default priority, so when nodes run short its pods may go before less important ones. Set priorityClassName.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        «spec»:
          containers: [{ name: web, image: nginx:1.29 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          priorityClassName: shop-critical
          containers: [{ name: web, image: nginx:1.29 }]
      `,
    },
  ],
})
