import { blueGreens } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Preview with no more pods than will run.',
  why: 'A preview that is larger than the workload costs pods and proves nothing about its capacity: at the promotion it is scaled down.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#previewreplicacount'],
  on: blueGreens,

  *check({ rollout, blueGreen }) {
    const [preview, replicas] = [blueGreen.at('previewReplicaCount'), rollout.at('spec').at('replicas')]
    // Without replicas an autoscaler may set them.
    if (preview.value === undefined || !replicas.value || preview.value <= replicas.value) return
    yield {
      at: preview,
      message: `${rollout.title} previews with ${preview.value} pods and runs with ${replicas.value}. Preview with ${replicas.value} or fewer.`,
      related: [{ at: replicas, message: 'its replicas' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: 3
          strategy: { blueGreen: { activeService: cart, previewReplicaCount: «5» } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: 3
          strategy: { blueGreen: { activeService: cart, previewReplicaCount: 1 } }
      `,
    },
  ],
})
