import { type BlueGreen, rollouts, strategyOf } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Let the pods of an aborted version go.',
  why: 'With a delay of 0 the controller never scales them down. They cost what the workload costs, and keep consuming queues, until somebody deletes them.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/scaledown-aborted-rs/'],
  on: rollouts,

  *check(rollout) {
    const { canary, blueGreen } = strategyOf(rollout)
    for (const strategy of [canary, blueGreen] as Ref<BlueGreen>[]) {
      const delay = strategy.at('abortScaleDownDelaySeconds')
      if (delay.value === 0)
        yield {
          at: delay,
          message: `0 means never here, not at once: the pods of an aborted version of ${rollout.title} run on. Write the seconds that they may be looked at, such as 600.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, abortScaleDownDelaySeconds: «0» } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, abortScaleDownDelaySeconds: 600 } } }
      `,
    },
  ],
})
