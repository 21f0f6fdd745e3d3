import { horizontalPodAutoscalers } from '../../model/kubernetes/autoscaler.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let an autoscaler have a range to scale in.',
  why: 'With a maximum below the minimum the API server refuses the autoscaler. With both equal it never scales: under load the pods are overrun while everybody trusts the autoscaler.',
  peers: ['polaris:hpaMaxAvailability'],
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  on: horizontalPodAutoscalers,

  *check(autoscaler) {
    const spec = autoscaler.at('spec')
    const [minimum, maximum] = [spec.at('minReplicas'), spec.at('maxReplicas')]
    const least = minimum.value ?? (autoscaler.partial || minimum.exists ? undefined : 1)
    if (maximum.value === undefined || least === undefined || maximum.value > least) return
    const refused = maximum.value < least || maximum.value < 1
    yield {
      at: maximum,
      severity: refused ? 'error' : 'warning',
      message: refused
        ? `${autoscaler.title} has a maximum of ${maximum.value} below its minimum of ${least}, so the API server refuses it. Raise maxReplicas.`
        : `${autoscaler.title} has ${least} as minimum and maximum, so it never scales. Raise maxReplicas, or leave the autoscaler out.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          minReplicas: 6
          maxReplicas: «4»
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: cart }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
          maxReplicas: «1»
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
