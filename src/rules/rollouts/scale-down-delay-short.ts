import { type BlueGreen, rollouts, strategyOf } from '../../model/rollouts/rollout.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep the old pods until all nodes know of the new ones.',
  why: 'After a Service is switched, nodes and load balancers send requests to the old pods for some seconds. Those fail when the pods are gone.',
  options: { seconds: option(30, 'The least delay; 30 is the default of Argo, and its advice.') },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#scaledowndelayseconds'],
  on: rollouts,

  *check(rollout, { options }) {
    const { blueGreen, canary } = strategyOf(rollout)
    for (const strategy of [blueGreen, canary] as Ref<BlueGreen>[]) {
      const delay = strategy.at('scaleDownDelaySeconds')
      if (delay.value === undefined || delay.value < 0 || delay.value >= options.seconds) continue
      yield {
        at: delay,
        message: `${rollout.title} stops its old pods ${delay.value} seconds after the switch, while nodes may still send requests to them. Give it ${options.seconds} seconds or more.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, scaleDownDelaySeconds: «5» } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, scaleDownDelaySeconds: 60 } } }
      `,
    },
  ],
})
