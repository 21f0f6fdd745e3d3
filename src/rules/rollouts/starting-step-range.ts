import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Start the background analysis at a step that there is.',
  why: 'Steps count from 0. An analysis that is to start behind the last one never runs, so nothing watches the canary.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const start = canary.at('analysis').at('startingStep')
    if (start.value === undefined || rollout.partial || (start.value >= 0 && start.value < steps.length)) return
    yield {
      at: start,
      message: `${rollout.title} has ${steps.length === 1 ? '1 step' : `${steps.length} steps`}, counted from 0, so there is no step ${start.value}${start.value < 0 ? '' : ' and the analysis never runs'}. Start it at ${Math.max(steps.length - 1, 0)} or before.`,
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
              analysis: { startingStep: «2», templates: [{ templateName: errors }] }
              steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]
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
              analysis: { startingStep: 1, templates: [{ templateName: errors }] }
              steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]
      `,
    },
  ],
})
