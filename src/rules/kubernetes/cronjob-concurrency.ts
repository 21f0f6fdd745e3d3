import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say what happens when a run is due and the last one still works.',
  why: 'By default both run. A job that once takes longer than its interval then works on the same data twice, and runs pile up until the nodes are full.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  on: workloads,

  *check(workload) {
    if (workload.kind !== 'CronJob') return
    const spec = workload.at('spec')
    const policy = spec.follow(['concurrencyPolicy'])
    // Whoever writes Allow has thought of it.
    if (policy.exists || spec.follow(['suspend']).value === true) return
    yield {
      at: policy,
      message: `${workload.title} starts its next run even while the last one still works. Set concurrencyPolicy to Forbid or Replace, or to Allow if runs may overlap.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        «spec»:
          schedule: '*/5 * * * *'
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '*/5 * * * *'
          concurrencyPolicy: Forbid
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: probes }
        spec:
          schedule: '*/5 * * * *'
          concurrencyPolicy: Allow
      `,
    },
  ],
})
