import { canaries } from '../../model/rollouts/rollout.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Begin a canary with a small share of the traffic.',
  why: 'The first weight is the number of users who meet a fault that nobody has seen yet.',
  presets: [],
  options: { max: option(50, 'The largest first weight, in percent.') },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }, { options }) {
    const highest = canary.at('trafficRouting').at('maxTrafficWeight').value ?? 100
    const first = steps.map(step => step.at('setWeight')).find(({ value }) => value !== undefined && value > 0)
    if (!first?.value || (100 * first.value) / highest <= options.max) return
    yield {
      at: first,
      message: `The canary of ${rollout.title} begins with ${Math.round((100 * first.value) / highest)} % of the traffic. Begin with ${options.max} % or less.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ setWeight: «80» }, { pause: {} }] } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              trafficRouting: { nginx: { stableIngress: cart }, maxTrafficWeight: 1000 }
              steps: [{ setWeight: 100 }, { pause: {} }]
      `,
    },
  ],
})
