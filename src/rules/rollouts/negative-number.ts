import { rollouts, strategyOf } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

/** Of a strategy. */
const times = ['scaleDownDelaySeconds', 'abortScaleDownDelaySeconds', 'autoPromotionSeconds', 'previewReplicaCount', 'minPodsPerReplicaSet']
const fields = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const

export default rule({
  severity: 'error',
  summary: 'Give a Rollout no negative counts and times.',
  why: 'The controller marks the Rollout invalid and rolls out nothing.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    for (const field of fields) {
      const at = rollout.at('spec').at(field)
      if (at.value !== undefined && at.value < 0)
        yield {
          at,
          message: `"${field}: ${at.value}" is negative, so the controller refuses ${rollout.title}. Write 0 or more, or leave it out for the default.`,
        }
    }
    const { canary, blueGreen } = strategyOf(rollout)
    const scales = canary
      .at('steps')
      .each()
      .flatMap(step => ['replicas', 'weight'].map(field => step.follow(['setCanaryScale', field])))
    for (const at of [
      ...times.flatMap(field => [canary.follow([field]), blueGreen.follow([field])]),
      rollout.at('spec').at('rollbackWindow').at('revisions'),
      ...scales,
    ])
      if (typeof at.value === 'number' && at.value < 0)
        yield isCount(String(at.path.at(-1)))
          ? {
              at,
              message: `"${at.path.at(-1)}: ${at.value}" of ${rollout.title} is negative, so the API server refuses what the controller asks for and no update goes on. Write 0 or more.`,
            }
          : { at, severity: 'warning', message: `"${at.path.at(-1)}: ${at.value}" of ${rollout.title} is negative, which counts as 0. Write what is meant.` }
  },

  examples: [
    {
      title: 'counts and times of a strategy',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          rollbackWindow: { revisions: «-2» }
          strategy:
            blueGreen: { activeService: cart, scaleDownDelaySeconds: «-30» }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          strategy:
            canary:
              trafficRouting: { nginx: { stableIngress: points } }
              steps:
                - setCanaryScale: { replicas: «-1» }
      `,
    },
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: «-1»
          minReadySeconds: «-5»
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { replicas: 0, revisionHistoryLimit: 3 }
      `,
    },
  ],
})

function isCount(field: string): boolean {
  return ['replicas', 'weight', 'previewReplicaCount', 'minPodsPerReplicaSet'].includes(field)
}
