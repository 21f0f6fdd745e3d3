import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

const fields = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const

export default rule({
  severity: 'error',
  summary: 'Give a Rollout no negative counts and times.',
  why: 'The controller marks the Rollout invalid and rolls out nothing.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    for (const field of fields) {
      const at = rollout.at('spec').at(field)
      if (at.value !== undefined && at.value < 0)
        yield {
          at,
          message: `"${field}: ${at.value}" is negative, so the controller refuses ${rollout.title}. Write 0 or more, or leave it out for the default.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: «-1»
          minReadySeconds: «-5»
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { replicas: 0, revisionHistoryLimit: 3 }
      `,
    },
  ],
})
