import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Commit no state of a running rollout.',
  why: 'A Rollout that is committed as paused rolls out nothing until somebody notices. A committed restartAt means nothing once it is past, and each change of it restarts all pods.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const [paused, restart] = [rollout.at('spec').at('paused'), rollout.at('spec').at('restartAt')]
    if (paused.value === true)
      yield {
        at: paused,
        message: `${rollout.title} is committed as paused, so new versions of it never start. Leave it out, and pause with "kubectl argo rollouts pause".`,
      }
    if (restart.value !== undefined)
      yield {
        at: restart,
        severity: 'info',
        message: `restartAt restarts the pods of ${rollout.title} once and is state, not configuration. Leave it out, and restart with "kubectl argo rollouts restart".`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          paused: «true»
          restartAt: «'2026-02-03T10:00:00Z'»
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { paused: false }
      `,
    },
  ],
})
