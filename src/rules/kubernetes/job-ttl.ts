import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let finished jobs go away, once.',
  why: 'A finished Job and its pods stay until somebody deletes them. A CronJob deletes its own by its history limits, and a time to live beside them takes away the runs that it wanted to keep.',
  presets: [],
  peers: ['kube-linter:job-ttl-seconds-after-finished'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  on: workloads,

  *check(workload) {
    if (!workload.runsToCompletion || workload.at('metadata').at('ownerReferences').exists) return
    const ttl = workload.follow([...(workload.kind === 'Job' ? ['spec'] : ['spec', 'jobTemplate', 'spec']), 'ttlSecondsAfterFinished'])
    if (workload.kind === 'Job' && !ttl.exists && !hooked(workload.at('metadata').at('annotations').value)) {
      yield {
        at: ttl,
        message: `${workload.title} and its pods stay for ever once it has finished. Set ttlSecondsAfterFinished to as long as its logs are needed.`,
      }
    } else if (workload.kind === 'CronJob' && ttl.exists) {
      yield {
        at: ttl,
        message: `${workload.title} keeps its runs by its history limits, and the time to live deletes them before that. Leave it out, and set successfulJobsHistoryLimit and failedJobsHistoryLimit.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        «spec»:
          template:
            spec: { restartPolicy: Never, containers: [{ name: import, image: shop/import:1.0.0 }] }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: report }
        spec:
          schedule: 0 6 * * *
          jobTemplate:
            spec:
              ttlSecondsAfterFinished: «3600»
              template:
                spec: { restartPolicy: Never, containers: [{ name: report, image: shop/report:1.0.0 }] }
      `,
    },
    {
      title: 'with a time to live, and a hook that Helm deletes',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          ttlSecondsAfterFinished: 86400
          template:
            spec: { restartPolicy: Never, containers: [{ name: import, image: shop/import:1.0.0 }] }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations: { helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: hook-succeeded }
        spec:
          template:
            spec: { restartPolicy: Never, containers: [{ name: migrate, image: shop/migrate:1.0.0 }] }
      `,
    },
  ],
})

/** Whether Helm or Argo CD deletes it when it is done. */
function hooked(annotations: Readonly<Record<string, string>> | undefined): boolean {
  return annotations !== undefined && ('helm.sh/hook-delete-policy' in annotations || 'argocd.argoproj.io/hook-delete-policy' in annotations)
}
