import { horizontalPodAutoscalers, minimumOf } from '../../model/kubernetes/autoscaler.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let an autoscaler keep several pods.',
  why: 'By default an autoscaler goes down to one pod when the load is low. Then every node drain and crash is an outage, and the next rise of the load meets one pod.',
  presets: [],
  peers: ['kube-linter:hpa-minimum-three-replicas', 'kube-score:horizontalpodautoscaler-replicas', 'polaris:hpaMinAvailability'],
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  options: {
    min: option(2, 'Replicas to keep at least.'),
  },
  on: horizontalPodAutoscalers,

  *check(autoscaler, { options }) {
    const count = minimumOf(autoscaler)
    if (count === undefined || count >= options.min) return
    yield {
      at: autoscaler.at('spec').at('minReplicas'),
      message: `${autoscaler.title} may leave ${count === 1 ? 'one pod' : `${count} pods`} when the load is low, so ${count > 1 ? 'few failures are' : 'a drained node is'} an outage. Set minReplicas to ${options.min} or more.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        «spec»:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
      `,
    },
    {
      title: 'three at least',
      options: { min: 3 },
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          minReplicas: «2»
          maxReplicas: 8
      `,
    },
    {
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          minReplicas: 2
          maxReplicas: 8
      `,
    },
  ],
})
