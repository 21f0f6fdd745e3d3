import { blueGreens } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give a blue-green rollout a Service to preview with.',
  why: 'Without a previewService nothing can call the new version before it gets all traffic, so it is promoted untested.',
  presets: [],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#previewservice'],
  on: blueGreens,

  *check({ rollout, blueGreen }) {
    if (rollout.partial || blueGreen.at('previewService').exists) return
    yield {
      at: blueGreen.at('previewService'),
      message: `${rollout.title} has no previewService, so nobody can try its new version before all users get it. Add one.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            «blueGreen»: { activeService: cart }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, previewService: cart-preview } } }
      `,
    },
  ],
})
