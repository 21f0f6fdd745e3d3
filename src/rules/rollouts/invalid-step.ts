import { parseGoDuration } from '../../languages/duration.ts'
import { canaries, type CanaryStep } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

const kinds = [
  'setWeight',
  'pause',
  'analysis',
  'experiment',
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'replicaProgressThreshold',
  'plugin',
] as const
/** The kinds of which a step may have only one. */
const exclusive = ['setWeight', 'pause', 'analysis', 'experiment'] as const
/** Steps that only a traffic router can carry out. */
const routed = ['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute'] as const

export default rule({
  severity: 'error',
  summary: 'Write canary steps that the controller can carry out.',
  why: 'The controller refuses the whole Rollout for one step that it does not understand.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const highest = maxWeight(canary.follow(['trafficRouting', 'maxTrafficWeight']).value)
    for (const step of steps) {
      const written = exclusive.filter(kind => step.follow([kind]).exists)
      const weight = step.at('setWeight')
      if (!kinds.some(kind => step.follow([kind]).exists))
        yield {
          at: step,
          message: `This step of ${rollout.title} does nothing that the controller knows, so it refuses the Rollout. Write one of ${exclusive.join(', ')}.`,
        }
      else if (written.length > 1)
        yield { at: step, message: `This step of ${rollout.title} does ${written.join(' and ')} at once, so the controller refuses it. Make a step of each.` }
      else if (weight.value !== undefined && (weight.value < 0 || weight.value > highest))
        yield { at: weight, message: `Weight ${weight.value} is not between 0 and ${highest}, so the controller refuses the Rollout.` }
      else yield* pauseProblem(step)
      const unrouted = routed.find(kind => step.follow([kind]).exists)
      if (unrouted && !canary.at('trafficRouting').exists)
        yield {
          at: step.follow([unrouted]).key(),
          message: `"${unrouted}" needs a traffic router, and ${rollout.title} has none, so the controller refuses it. Add trafficRouting, or leave the step out.`,
        }
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
                - «setWeight: 20»
                  pause: {}
                - setWeight: «120»
                - pause: { duration: «ten» }
                - «setCanaryScale»: { replicas: 1 }
                - «wait: 10m»
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
              trafficRouting:
                nginx: { stableIngress: catalog }
              steps:
                - setCanaryScale: { weight: 25 }
                - setWeight: 20
                - pause: { duration: 1h30m }
                - pause: { duration: 600 }
                - pause: {}
      `,
    },
  ],
})

function maxWeight(value: unknown): number {
  return typeof value === 'number' ? value : 100
}

function* pauseProblem(step: Ref<CanaryStep>): Generator<{ at: Ref<unknown>; message: string }> {
  const duration = step.at('pause').at('duration' as never) as Ref<string | number>
  const seconds =
    typeof duration.value === 'number'
      ? duration.value
      : duration.value === undefined
        ? 0
        : /^\d+$/.test(duration.value)
          ? Number(duration.value)
          : parseGoDuration(duration.value)
  if (seconds === undefined || seconds < 0)
    yield { at: duration, message: `"${duration.value}" is no duration, so the controller refuses the Rollout. Write seconds or units: 10m, 1h30m.` }
}
