import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Restart pods as their kind of workload allows.',
  why: 'The pods of a Deployment, StatefulSet or DaemonSet always restart; those of a Job never do so for ever, and the default is for ever. The API server refuses anything else.',
  peers: ['kube-score:cronjob-restartpolicy', 'kube-linter:restart-policy'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy'],
  options: {
    policies: option([] as string[], 'What must be written, one of these, whatever the kind allows; empty for what the kind allows.'),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const allowed = options.policies.length > 0 ? options.policies : policiesOf[workload.kind]
    if (!allowed || !workload.pod?.exists) return
    const policy = workload.pod.at('restartPolicy')
    const effective = policy.value ?? (policy.exists || options.policies.length > 0 ? undefined : 'Always')
    if (effective !== undefined ? allowed.includes(effective) : options.policies.length === 0) return
    const written = policy.value === undefined ? 'leaves restartPolicy at its default, Always' : `sets restartPolicy to ${policy.value}`
    yield {
      at: policy,
      message: `${workload.title} ${written}${options.policies.length > 0 ? '' : ', which its kind does not allow, so the API server refuses it'}. Set it to ${allowed.join(' or ')}.`,
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
          jobTemplate:
            spec:
              template:
                «spec»:
                  containers: [{ name: report, image: shop/report:1.0.0 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              restartPolicy: «OnFailure»
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
    {
      title: 'a team that wants it written',
      options: { policies: ['Always', 'OnFailure'] },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            «spec»:
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          template:
            spec: { restartPolicy: Never, containers: [{ name: import, image: shop/import:1.0.0 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})

const serving = ['Always']
const ending = ['OnFailure', 'Never']

/** Source: k8s.io/kubernetes/pkg/apis/apps/validation and batch/validation of Kubernetes 1.36. */
const policiesOf: Readonly<Record<string, readonly string[] | undefined>> = {
  Deployment: serving,
  ReplicaSet: serving,
  ReplicationController: serving,
  DeploymentConfig: serving,
  StatefulSet: serving,
  DaemonSet: serving,
  Job: ending,
  CronJob: ending,
}
