import { parseGoDuration } from '../../languages/duration.ts'
import { canaries, type CanaryStep, isSet } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** The kinds of which a step may have only one. */
const exclusive = ['setWeight', 'pause', 'analysis', 'experiment']
const kinds = [...exclusive, 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'replicaProgressThreshold', 'plugin']

export default rule({
  severity: 'error',
  summary: 'Write canary steps that the controller can carry out.',
  why: 'The controller refuses the whole Rollout for one step that it does not understand.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const { value: highest = rollout.partial ? Infinity : 100 } = canary.at('trafficRouting').at('maxTrafficWeight')
    for (const step of steps) {
      const written = exclusive.filter(kind => step.follow([kind]).value !== undefined)
      const weight = step.at('setWeight')
      if (!kinds.some(kind => isSet(step, kind)) && !step.at('pause').exists && !isMisnamed(step))
        yield {
          at: step,
          message: `This step of ${rollout.title} does nothing that the controller knows, so it refuses the Rollout. Write one of ${exclusive.join(', ')}.`,
        }
      else if (written.length > 1)
        yield { at: step, message: `This step of ${rollout.title} does ${written.join(' and ')} at once, so the controller refuses it. Make a step of each.` }
      if (weight.value !== undefined && (weight.value < 0 || weight.value > highest))
        yield {
          at: weight,
          message: `Weight ${weight.value} is not between 0 and ${highest}, so the controller refuses ${rollout.title}. Write the share of the traffic in percent.`,
        }
      yield* barePause(step)
      yield* pauseProblem(step)
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
                - «{}»
      `,
    },
    {
      title: 'a bare pause is null, which Kubernetes drops',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              steps:
                - setWeight: 20
                - «pause»:
                - setWeight: 60
                - pause: {}
      `,
    },
    {
      title: 'seconds, hours; a scale and a route in one step; a word that kubernetes/unknown-field reports',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: catalog
        spec:
          strategy:
            canary:
              trafficRouting:
                managedRoutes: [{ name: testers }]
                istio: { virtualService: { name: catalog } }
              steps:
                - setCanaryScale: { weight: 25 }
                  setHeaderRoute: { name: testers }
                - setWeight: 20
                - pause: { duration: 1h30m }
                - pause: { duration: 600 }
                - pause: {}
                - setWieght: 40
      `,
    },
  ],
})

/** Whether it holds a key that is no field of a step, which is told of as such. */
function isMisnamed(step: Ref<CanaryStep>): boolean {
  return Object.keys(step.value ?? {}).some(key => !kinds.includes(key))
}

/** Kubernetes drops a null, and with it a pause that was to last until someone promotes. */
function* barePause(step: Ref<CanaryStep>): Generator<Problem> {
  const pause = step.at('pause')
  if (!pause.exists || isSet(step, 'pause')) return
  const alone = !kinds.some(kind => isSet(step, kind))
  yield {
    at: pause.key(),
    message: `A bare "pause:" is dropped, so ${alone ? 'the step is empty and the controller refuses the Rollout' : 'nothing waits here'}. Write a step "pause: {}" to wait until someone promotes, or give it a duration.`,
  }
}

/** Seconds as a number or a string of digits, or a duration of Go, which has no days. */
function* pauseProblem(step: Ref<CanaryStep>): Generator<Problem> {
  const duration = (step.at('pause') as Ref<{ duration?: string | number }>).at('duration')
  if (duration.value === undefined) return
  const seconds = /^\d+$/.test(String(duration.value)) ? Number(duration.value) : parseGoDuration(String(duration.value))
  if (seconds === undefined || seconds < 0)
    yield {
      at: duration,
      message: `"${duration.value}" is no duration that Argo reads, so the controller refuses the Rollout. Write seconds, or hours, minutes and seconds: 600, 10m, 1h30m.`,
    }
}
