import { rollouts } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give a Rollout one strategy, canary or blueGreen.',
  why: 'The controller marks a Rollout with none or with both as invalid and starts no pod.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const strategy = rollout.at('spec').at('strategy')
    const [canary, blueGreen] = [strategy.at('canary'), strategy.at('blueGreen')]
    if (canary.exists && blueGreen.exists)
      yield { at: blueGreen.key(), message: `${rollout.title} has both canary and blueGreen, so the controller refuses it. Keep one.` }
    else if (!canary.exists && !blueGreen.exists)
      yield { at: strategy, message: `${rollout.title} has no strategy, so the controller refuses it. Write strategy.canary or strategy.blueGreen.` }
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
            canary: { maxSurge: 1 }
            «blueGreen»:
              activeService: orders
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        «spec»:
          replicas: 3
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
            canary: {}
      `,
    },
  ],
})
