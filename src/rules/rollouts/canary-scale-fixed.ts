import { canaries, type CanaryStep, type CanaryStrategy } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Let the canary grow with its traffic again after setCanaryScale.',
  why: 'From setCanaryScale on, weights move traffic and no pods. A few pods then get the traffic of many, and fail under it.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing'],
  on: canaries,

  *check(strategy) {
    let fixed: Ref<CanaryStep> | undefined
    for (const step of strategy.steps) {
      const scale = step.at('setCanaryScale')
      const set = (['weight', 'replicas', 'matchTrafficWeight'] as const).filter(
        field => scale.at(field).value !== undefined && scale.at(field).value !== false,
      )
      if (set.length > 1)
        yield {
          at: scale.key(),
          message: `setCanaryScale of ${strategy.rollout.title} takes one of weight, replicas and matchTrafficWeight, and has ${set.join(' and ')}: all but one are ignored. Keep that one.`,
        }
      if (scale.exists) fixed = scale.at('matchTrafficWeight').value === true ? undefined : step
      const problem = fixed && overload(strategy, fixed, step)
      if (!problem) continue
      yield problem
      return
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              trafficRouting: { nginx: { stableIngress: cart } }
              steps:
                - setCanaryScale: { weight: 10 }
                - setWeight: 10
                - pause: {}
                - setWeight: «60»
                - pause: {}
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: 10
          strategy:
            canary:
              trafficRouting: { nginx: { stableIngress: cart } }
              steps:
                - setCanaryScale: { replicas: 1 }
                - setWeight: 10
                - pause: {}
                - setCanaryScale: { matchTrafficWeight: true }
                - setWeight: 60
                - pause: {}
      `,
    },
  ],
})

/** A weight above the share of the pods that are there. How much a number of pods is depends on the replicas. */
function overload({ rollout }: CanaryStrategy, fixed: Ref<CanaryStep>, step: Ref<CanaryStep>): Problem | undefined {
  const scale = fixed.at('setCanaryScale')
  const replicas = rollout.at('spec').at('replicas').value
  const pods = scale.at('replicas').value
  const share = scale.at('weight').value ?? (replicas && pods !== undefined ? (100 * pods) / replicas : undefined)
  const weight = step.at('setWeight')
  if (share === undefined || share < 0 || weight.value === undefined || weight.value <= share) return undefined
  return {
    at: weight,
    message: `The canary of ${rollout.title} gets ${weight.value} % of the traffic with ${Math.round(share)} % of the pods, as setCanaryScale still holds. Put "setCanaryScale: { matchTrafficWeight: true }" before this step.`,
    related: [{ at: scale, message: 'what still holds' }],
  }
}
