import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name workloads that exist.',
  why: 'A vertical autoscaler or a canary whose workload is not there is accepted and does nothing.',
  references: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/'],
  on: linksTo('Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'CronJob', 'Job'),

  *check(link, { project }) {
    const dangling = danglingAt(project, link, false)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: cart }
        spec:
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: «carts» }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
      `,
    },
    {
      good: yaml`
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: cart }
        spec:
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        ---
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: stream }
        spec:
          targetRef: { apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, name: stream }
      `,
    },
  ],
})
