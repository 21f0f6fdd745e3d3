import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give a canary steps.',
  why: 'Without steps a Rollout replaces its pods as a Deployment does, and every user gets the new version at once.',
  presets: [],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const written = canary.at('steps')
    if (rollout.partial || steps.length > 0 || (written.exists && !written.value)) return
    yield {
      at: written,
      message: `The canary of ${rollout.title} has no steps, so it is a rolling update. Add weights with a pause or an analysis behind each.`,
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
            «canary»: { maxSurge: 1 }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } } }
      `,
    },
  ],
})
