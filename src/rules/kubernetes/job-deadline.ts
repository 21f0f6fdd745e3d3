import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give jobs a deadline.',
  why: 'A run that hangs stays for ever: it holds its memory and processor, and with concurrencyPolicy Forbid it keeps every later run from starting. A limit of retries does not end it, since it never fails.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  on: workloads,

  *check(workload) {
    // What another object makes is for that object to bound.
    if (!workload.runsToCompletion || workload.at('metadata').at('ownerReferences').exists) return
    const job = workload.follow(workload.kind === 'Job' ? ['spec'] : ['spec', 'jobTemplate', 'spec'])
    const deadline = job.follow(['activeDeadlineSeconds'])
    if (deadline.exists || workload.pod?.at('activeDeadlineSeconds').exists) return
    yield {
      at: deadline,
      message: `${workload.title} has no deadline, so a run that hangs holds its resources for ever. Set activeDeadlineSeconds to well above the longest run.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
          jobTemplate:
            «spec»:
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        «spec»:
          template:
            spec:
              restartPolicy: Never
      `,
    },
    {
      title: 'for the job, or for each of its pods',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          activeDeadlineSeconds: 3600
          template:
            spec:
              restartPolicy: Never
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: export }
        spec:
          template:
            spec:
              activeDeadlineSeconds: 3600
              restartPolicy: Never
      `,
    },
  ],
})
