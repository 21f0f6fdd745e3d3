import { blueGreens } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Set autoPromotionSeconds only where promotion is automatic.',
  why: 'With autoPromotionEnabled: false the controller ignores the seconds: the new version waits for a person, who believes that it goes out by itself.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#autopromotionseconds'],
  on: blueGreens,

  *check({ rollout, blueGreen }) {
    const seconds = blueGreen.at('autoPromotionSeconds')
    if (blueGreen.at('autoPromotionEnabled').value !== false || !seconds.value || seconds.value <= 0) return
    yield {
      at: seconds,
      message: `The controller ignores autoPromotionSeconds beside autoPromotionEnabled: false, so ${rollout.title} waits for a person, not for ${seconds.value} seconds. Leave out the one that is not meant.`,
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
            blueGreen:
              activeService: cart
              autoPromotionEnabled: false
              autoPromotionSeconds: «600»
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, autoPromotionSeconds: 600 } } }
      `,
    },
  ],
})
