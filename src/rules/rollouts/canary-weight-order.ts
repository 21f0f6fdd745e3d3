import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let the weights of a canary rise.',
  why: 'A weight below the one before takes traffic back from a version that has just passed, and shows it to fewer users than it had.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ steps }) {
    let highest = 0
    for (const step of steps) {
      const weight = step.at('setWeight')
      if (weight.value === undefined) continue
      // Back to 0 takes the new version out of traffic on purpose, for instance for a test.
      if (weight.value > 0 && weight.value < highest)
        yield {
          at: weight,
          message: `Weight ${weight.value} follows ${highest}, so users go back to the old version in the middle of the rollout. Let the weights rise.`,
        }
      else highest = weight.value
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
                - setWeight: 40
                - pause: {}
                - setWeight: «20»
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
                - setWeight: 20
                - pause: {}
                - setWeight: 40
                - pause: { duration: 10m }
      `,
    },
  ],
})
