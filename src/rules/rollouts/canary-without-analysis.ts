import { canaries, isSet } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let an analysis watch a canary.',
  why: 'A pause that runs out by itself promotes a version whatever it does, unless somebody looks in that time.',
  presets: [],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const isWatched = canary.at('analysis').exists || steps.some(step => ['analysis', 'experiment', 'plugin'].some(kind => isSet(step, kind)))
    // A pause without a duration ends when a person says so.
    const waits = steps.some(step => isSet(step, 'pause') && !step.follow(['pause', 'duration']).exists)
    if (rollout.partial || steps.length === 0 || isWatched || waits) return
    yield {
      at: canary.at('steps'),
      message: `No analysis watches the canary of ${rollout.title}, and its pauses run out by themselves. Add an analysis, or a pause without a duration.`,
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
            canary:
              «steps»: [{ setWeight: 20 }, { pause: { duration: 10m } }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              analysis: { templates: [{ templateName: errors }] }
              steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec: { strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } } }
      `,
    },
  ],
})
