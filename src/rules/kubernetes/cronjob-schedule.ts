import { neverRuns, parseCron } from '../../languages/cron.ts'
import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write schedules that Kubernetes reads.',
  why: 'The API server refuses a CronJob whose schedule it cannot read, and accepts one for a day that no year has: the job never runs, and nobody is told.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  on: workloads,

  *check(workload, { project }) {
    const schedule = workload.at('spec').at('schedule')
    if (workload.kind !== 'CronJob' || schedule.value === undefined) return
    const { cron, error } = parseCron(schedule.value)
    if (error !== undefined)
      yield {
        at: schedule,
        message: `The API server refuses ${workload.title}, as in its schedule ${error}. Write minute, hour, day of the month, month and day of the week: 15 3 * * 1.`,
      }
    else if (neverRuns(cron))
      yield {
        at: schedule,
        severity: 'warning',
        message: `${workload.title} never runs, as no month that its schedule names has such a day. Correct the day or the month.`,
      }
    // Before that the prefix worked, though nobody had promised it.
    else if (cron.timeZone !== undefined && project.settings.kubernetesVersion >= 29)
      yield {
        at: schedule,
        message: `The API server refuses ${workload.title}, as its schedule names a time zone. Leave that out and write timeZone: ${cron.timeZone} beside it.`,
      }
  },

  examples: [
    {
      title: 'hours end at 23, and Sunday is 0',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec: { schedule: «0 24 * * *» }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: reports }
        spec: { schedule: «30 6 * * 7» }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: closing }
        spec: { schedule: «'0 0 31 4,6 *'» }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: payroll }
        spec: { schedule: «TZ=Europe/Berlin 0 5 1 * *» }
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec: { schedule: '*/10 6-20 ? * MON-FRI', timeZone: Europe/Berlin }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: cleaning }
        spec: { schedule: '@every 1h30m' }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: leap }
        spec: { schedule: 0 0 29 2 * }
      `,
    },
    {
      title: 'an older cluster reads the prefix',
      config: { kubernetesVersion: '1.28' },
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: payroll }
        spec: { schedule: TZ=Europe/Berlin 0 5 1 * * }
      `,
    },
  ],
})
