import { isZero } from '../../model/kubernetes/rolling-update.ts'
import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write how many pods an update may add and take as a number or a percentage.',
  why: 'The controller counts maxSurge and maxUnavailable as 0 when it cannot read one of them, and then replaces no pod. Its lint lets most of these pass.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/#maxsurge'],
  on: canaries,

  *check({ rollout, canary }) {
    const [surge, unavailable] = [canary.at('maxSurge'), canary.at('maxUnavailable')] as Ref<number | string>[]
    // With a router pods come and go by weight. That both are 0, rollouts/invalid-strategy says.
    if (canary.at('trafficRouting').exists || (isZero(surge!) && isZero(unavailable!))) return
    for (const at of [surge!, unavailable!]) {
      const { value } = at
      const field = String(at.path.at(-1))
      if (typeof value === 'number' && value < 0)
        yield { at, message: `"${field}: ${value}" is negative, so ${rollout.title} cannot tell how many pods an update may touch. Write 0 or more.` }
      else if (typeof value === 'string' && !/^\d+%$/.test(value))
        yield {
          at,
          message: `"${value}" is neither a number nor a percentage, so the controller counts maxSurge and maxUnavailable as 0 and ${rollout.title} replaces no pod. ${/^\d+$/.test(value) ? `Write ${value} without quotes.` : 'Write 1 or 25%.'}`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec: { strategy: { canary: { maxSurge: «'2'», maxUnavailable: «25.5%» } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec: { strategy: { canary: { maxSurge: «-1» } } }
      `,
    },
    {
      title: 'a null is left out; a router moves traffic by weight',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec: { strategy: { canary: { maxSurge: 150%, maxUnavailable: null } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec: { strategy: { canary: { maxSurge: '2', trafficRouting: { nginx: { stableIngress: points } } } } }
      `,
    },
  ],
})
