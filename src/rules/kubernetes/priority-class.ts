import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use the priority classes that the team has agreed on.',
  why: 'Pods of a higher class push others off their nodes. A class that somebody chose for one service decides which of the others keeps running when nodes run short.',
  presets: [],
  peers: ['kube-linter:priority-class-name'],
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  options: {
    allowed: option([] as string[], 'Classes that may be used.', { required: true }),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const name = workload.pod?.at('priorityClassName')
    if (!name?.value || options.allowed.includes(name.value)) return
    yield {
      at: name,
      message: `${workload.title} has the priority class "${name.value}", which is none of those agreed on. Use ${options.allowed.join(', ')}.`,
    }
  },

  examples: [
    {
      options: { allowed: ['shop-critical', 'shop-batch'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          priorityClassName: «system-node-critical»
          containers: [{ name: web, image: nginx:1.29 }]
      `,
    },
    {
      options: { allowed: ['shop-critical', 'shop-batch'] },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          priorityClassName: shop-batch
          containers: [{ name: web, image: nginx:1.29 }]
      `,
    },
  ],
})
