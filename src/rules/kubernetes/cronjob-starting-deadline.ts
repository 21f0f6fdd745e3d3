import { workloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give a CronJob time to start its runs.',
  why: 'The controller looks for due runs every ten seconds. With a starting deadline below that it may never find one in time, and the job does not run at all. Without any, a CronJob that missed a hundred runs while it could not start is never started again.',
  peers: ['kube-score:cronjob-has-deadline'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  options: {
    required: option(false, 'Ask for a deadline where none is written, too.'),
  },
  on: workloads,

  *check(workload, { options }) {
    if (workload.kind !== 'CronJob') return
    const deadline = workload.at('spec').at('startingDeadlineSeconds')
    if (deadline.value !== undefined && deadline.value < 10) {
      yield {
        at: deadline,
        message: `${workload.title} gives up a run after ${deadline.value} s, but the controller looks only every 10 s, so it may never run. Set startingDeadlineSeconds to 10 at least, better to some minutes.`,
      }
    } else if (options.required && !deadline.exists) {
      yield {
        at: deadline,
        message: `${workload.title} has no startingDeadlineSeconds, so after a hundred missed runs it is never started again. Set it to below its interval.`,
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
          startingDeadlineSeconds: «5»
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: shop/report:1.0.0 }] } } } }
      `,
    },
    {
      title: 'one must be written',
      options: { required: true },
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: report }
        «spec»:
          schedule: 0 6 * * *
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
          startingDeadlineSeconds: 600
          jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: shop/report:1.0.0 }] } } } }
      `,
    },
  ],
})
