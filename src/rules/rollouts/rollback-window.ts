import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep as many old versions as the rollback window covers.',
  why: 'The controller goes back at once to a version within the window, if it still has it. One that is not kept is rolled out step by step, in the middle of an incident.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/rollback/'],
  on: rollouts,

  *check(rollout) {
    const spec = rollout.at('spec')
    const [window, limit] = [spec.at('rollbackWindow').at('revisions'), spec.at('revisionHistoryLimit')]
    const kept = limit.value ?? 10
    if (rollout.partial || !window.value || window.value <= kept || kept < 0) return
    yield {
      at: window,
      message: `${rollout.title} keeps ${kept} old versions (revisionHistoryLimit${limit.exists ? '' : ' by default'}), fewer than the ${window.value} of its rollback window. Raise the limit, or lower the window.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          revisionHistoryLimit: 2
          rollbackWindow: { revisions: «3» }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          rollbackWindow: { revisions: 3 }
      `,
    },
  ],
})
