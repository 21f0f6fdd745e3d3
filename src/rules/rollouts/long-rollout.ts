import { parseGoDuration } from '../../languages/duration.ts'
import { canaries, type CanaryStep } from '../../model/rollouts/rollout.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Finish a rollout while its author is still there.',
  why: 'The longer a rollout takes, the more changes wait behind it, and the later somebody finds out what an incident of today has to do with the version of yesterday.',
  presets: [],
  options: { hours: option(2, 'The longest time that all pauses of a canary may take together, in hours.') },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/best-practices/'],
  on: canaries,

  *check({ rollout, canary, steps }, { options }) {
    const seconds = steps.reduce((sum, step) => sum + lengthOf(step), 0)
    if (seconds <= options.hours * 3600) return
    yield {
      at: canary.at('steps'),
      message: `The pauses of ${rollout.title} take ${Math.round(seconds / 360) / 10} hours together. Shorten them to ${options.hours} hours, and let an analysis look instead.`,
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
              «steps»: [{ setWeight: 20 }, { pause: { duration: 90m } }, { setWeight: 60 }, { pause: { duration: 3600 } }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: 30m } }, { setWeight: 60 }, { pause: {} }] } } }
      `,
    },
  ],
})

/** Seconds of a pause; 0 where there is none, or one without an end. */
function lengthOf(step: Ref<CanaryStep>): number {
  const written = String((step.at('pause') as Ref<{ duration?: string | number }>).at('duration').value ?? '0')
  return /^\d+$/.test(written) ? Number(written) : (parseGoDuration(written) ?? 0)
}
