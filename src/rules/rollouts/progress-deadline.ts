import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an update more time than its pods need to be ready.',
  why: 'The controller refuses a Rollout whose deadline is over before a pod can count as ready.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const [deadline, ready] = [rollout.at('spec').at('progressDeadlineSeconds'), rollout.at('spec').at('minReadySeconds')]
    // A patch that has only one of the two leaves the other to its base; a negative number has a finding of its own.
    if (rollout.partial && !(deadline.exists && ready.exists)) return
    const seconds = deadline.value ?? 600
    const needed = ready.value ?? 0
    if (seconds < 0 || needed < 0 || seconds > needed) return
    yield {
      at: deadline.exists ? deadline : ready,
      message: `${rollout.title} gives up after ${seconds} seconds (progressDeadlineSeconds${deadline.exists ? '' : ' by default'}), and a pod counts as ready after ${needed} at the earliest, so the controller refuses it. Set a deadline above minReadySeconds.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          minReadySeconds: 120
          progressDeadlineSeconds: «60»
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          minReadySeconds: «900»
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          minReadySeconds: 30
      `,
    },
  ],
})
