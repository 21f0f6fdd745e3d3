import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let a rollout take longer than a pod needs to count as available.',
  why: 'A pod counts as available after minReadySeconds. With a progress deadline that is not longer, no rollout could ever succeed, so the API server refuses the Deployment.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds'],
  on: wholeWorkloads,

  *check(workload) {
    if (workload.kind !== 'Deployment') return
    const spec = workload.at('spec')
    const [deadline, ready] = [spec.at('progressDeadlineSeconds'), spec.at('minReadySeconds')]
    const longest = deadline.value ?? (deadline.exists ? undefined : 600)
    const least = ready.value ?? 0
    if (longest === undefined || longest > least) return
    yield {
      at: deadline.exists ? deadline : ready,
      message: `${workload.title} fails a rollout after ${longest} s, before a pod can be available (minReadySeconds: ${least}), so the API server refuses it. Set progressDeadlineSeconds above ${least}.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          minReadySeconds: 60
          progressDeadlineSeconds: «60»
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec:
          minReadySeconds: «900»
          template:
            spec: { containers: [{ name: cart, image: shop/cart:2.0.0 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          minReadySeconds: 60
          progressDeadlineSeconds: 300
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
