import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Commit no CronJob that is switched off.',
  why: 'A suspended CronJob looks like any other and never runs. Whoever suspended it for an evening has often forgotten it when the backup is needed.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
  on: workloads,

  *check(workload) {
    const suspend = workload.follow(['spec', 'suspend'])
    if (workload.kind !== 'CronJob' || suspend.value !== true) return
    yield { at: suspend, message: `${workload.title} is suspended, so it never runs. Remove "suspend: true", or the CronJob.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: backup }
        spec:
          schedule: 0 3 * * *
          suspend: «true»
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: backup, image: shop/backup:1.0.0 }] } } } }
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: backup }
        spec:
          schedule: 0 3 * * *
          suspend: false
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: backup, image: shop/backup:1.0.0 }] } } } }
      `,
    },
  ],
})
