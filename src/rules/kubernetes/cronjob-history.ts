import { workloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Keep some finished runs of a CronJob, not hundreds.',
  why: 'Each kept run is a Job and its pods, which crowd the API server. With no failed one kept, the logs of a failure are gone before anybody looks.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  options: {
    most: option(10, 'Runs of each sort to keep at most.'),
  },
  on: workloads,

  *check(workload, { options }) {
    if (workload.kind !== 'CronJob') return
    for (const field of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
      const limit = workload.follow(['spec', field]) as Ref<number>
      const none = field.startsWith('failed') && limit.value === 0
      if (!none && (limit.value === undefined || limit.value <= options.most)) continue
      yield {
        at: limit,
        message: none
          ? `${workload.title} keeps no failed run, so nobody can read why it failed. Set failedJobsHistoryLimit to 1 or more.`
          : `${workload.title} keeps ${limit.value} finished runs with their pods. Set ${field} to ${options.most} or less.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: report }
        spec:
          schedule: 0 6 * * *
          successfulJobsHistoryLimit: «100»
          failedJobsHistoryLimit: «0»
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: shop/report:1.0.0 }] } } } }
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: report }
        spec:
          schedule: 0 6 * * *
          successfulJobsHistoryLimit: 0
          failedJobsHistoryLimit: 3
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: shop/report:1.0.0 }] } } } }
      `,
    },
  ],
})
