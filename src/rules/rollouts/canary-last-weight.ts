import { canaries, isGate } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Look once more after the last weight of a canary.',
  why: 'When the steps are through the new version gets all traffic. A weight at the end holds for no time, so nobody sees how the new version does at it.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    // Steps without any gate have a finding of their own, and a background analysis watches all of them.
    if (rollout.partial || canary.at('analysis').exists || !steps.some(isGate)) return
    const last = steps.findLastIndex(step => step.at('setWeight').value !== undefined)
    const weight = steps[last]?.at('setWeight')
    if (!weight?.value || weight.value >= 100 || steps.slice(last).some(isGate)) return
    yield {
      at: weight,
      message: `Nothing stands between ${weight.value} % and all traffic of ${rollout.title}, so ${weight.value} % is never tried. Put a pause or an analysis behind it, or drop it.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: «60» }] } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 60 }, { pause: { duration: 10m } }] } } }
      `,
    },
  ],
})
