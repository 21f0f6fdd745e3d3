import { blueGreens } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a person or an analysis promote a blue-green rollout.',
  why: 'By default the new version takes all traffic as soon as its pods are ready, which says little about whether it works.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/'],
  on: blueGreens,

  *check({ rollout, blueGreen }) {
    if (rollout.partial) return
    const automatic = blueGreen.at('autoPromotionEnabled')
    if (automatic.value === false || (automatic.exists && automatic.value === undefined) || blueGreen.at('prePromotionAnalysis').exists) return
    // A waiting time lets alerts and people speak up.
    if (blueGreen.at('autoPromotionSeconds').exists) return
    yield {
      at: automatic,
      message: `${rollout.title} gives all traffic to the new version as soon as its pods are ready. Set autoPromotionEnabled: false, or add a prePromotionAnalysis.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            «blueGreen»:
              activeService: orders
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              activeService: orders
              autoPromotionEnabled: false
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          strategy:
            blueGreen:
              activeService: points
              prePromotionAnalysis:
                templates: []
      `,
    },
  ],
})
