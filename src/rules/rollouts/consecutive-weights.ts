import { canaries, isGate } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Put a pause or an analysis between two weights.',
  why: 'The first of two weights in a row holds for no time, so nobody sees how the new version does at it.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    // Steps without any gate have a finding of their own, and a background analysis watches all of them.
    if (rollout.partial || canary.at('analysis').exists || !steps.some(isGate)) return
    let previous: number | undefined
    for (const step of steps) {
      const weight = step.at('setWeight')
      if (previous !== undefined && weight.value !== undefined)
        yield {
          at: weight,
          message: `Weight ${weight.value} follows ${previous} at once, so ${previous} % is never tried. Put a pause or an analysis between them, or drop one.`,
        }
      if (weight.value !== undefined) previous = weight.value
      else if (isGate(step)) previous = undefined
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: catalog
        spec:
          strategy:
            canary:
              steps:
                - setWeight: 20
                - setWeight: «40»
                - pause: {}
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: catalog
        spec:
          strategy:
            canary:
              steps:
                - setCanaryScale: { replicas: 1 }
                - setWeight: 20
                - analysis:
                    templates: []
                - setWeight: 40
                - pause: {}
      `,
    },
  ],
})
