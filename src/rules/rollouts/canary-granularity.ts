import { autoscalersOf } from '../../model/kubernetes/autoscaler.ts'
import { isZero } from '../../model/kubernetes/rolling-update.ts'
import { canaries } from '../../model/rollouts/rollout.ts'
import { findWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** Points of percent between the weight and what the pods make of it that nobody minds. */
const tolerance = 20

export default rule({
  severity: 'info',
  summary: 'Ask for shares of the traffic that the pods can give.',
  why: 'Without a traffic router the share of the new version is its share of the pods. A small weight of few pods gives it far more users than it says.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }, { project }) {
    const { value: replicas } = rollout.at('spec').at('replicas')
    if (!replicas || rollout.partial || canary.at('trafficRouting').exists) return
    const scaled = findWorkloads(project, 'Rollout', rollout.name ?? '', rollout.namespace).some(workload => project.get(autoscalersOf)(workload).length > 0)
    if (scaled) return
    const surges = !isZero(canary.at('maxSurge') as Ref<number | string>)
    for (const step of steps) {
      const weight = step.at('setWeight')
      const { pods, total } = nearestShare(weight.value ?? 0, replicas, surges)
      const share = Math.round((100 * pods) / total)
      if (!weight.value || weight.value >= 100 || share - weight.value < tolerance) continue
      yield {
        at: weight,
        message: `Without a traffic router ${weight.value} % is ${pods} of ${total} ${total === 1 ? 'pod' : 'pods'} at the least, so ${share} % of the users of ${rollout.title} get the new version. Add trafficRouting, or more pods, or write ${share}.`,
      }
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
          replicas: 3
          strategy:
            canary:
              steps: [{ setWeight: «5» }, { pause: {} }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: 5
          strategy:
            canary:
              steps: [{ setWeight: 20 }, { pause: {} }]
      `,
    },
  ],
})

/**
 * The pods of the new version that come nearest to a weight; at least one. With a surge there may be one pod more in all.
 * Source: approximateWeightedCanaryStableReplicaCounts in utils/replicaset of Argo Rollouts.
 */
function nearestShare(weight: number, replicas: number, surges: boolean): { pods: number; total: number } {
  const wanted = (replicas * weight) / 100
  const counts = [Math.ceil(wanted), Math.max(Math.floor(wanted), 1)]
  const options = (surges ? [replicas, replicas + 1] : [replicas]).flatMap(total => counts.map(pods => ({ pods, total })))
  const possible = options.filter(({ pods, total }) => pods < total || !surges)
  const distance = ({ pods, total }: { pods: number; total: number }): number => Math.abs(weight - (100 * pods) / total)
  return possible.toSorted((a, b) => distance(a) - distance(b))[0] ?? { pods: 1, total: replicas }
}
