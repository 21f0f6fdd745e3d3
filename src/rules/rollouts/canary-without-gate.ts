import { canaries, isGate } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Stop between the steps of a canary, to look.',
  why: 'Without a pause or an analysis the steps run through within seconds: every user gets the new version before anyone knows that it works.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  on: canaries,

  *check({ rollout, canary, steps }) {
    const weights = steps.filter(step => step.at('setWeight').exists)
    // An analysis in the background watches all the steps; that of a patched Rollout may stand in the base.
    if (weights.length === 0 || rollout.partial || canary.at('analysis').exists || steps.some(isGate)) return
    yield {
      at: canary.at('steps'),
      message: `The canary of ${rollout.title} raises its weight without a pause or an analysis, so all traffic moves within seconds. Put a pause with a duration, or an analysis, after each weight.`,
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
              «steps»:
                - setWeight: 20
                - setWeight: 60
      `,
    },
    {
      title: 'Kubernetes drops a pause that is null',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec: { strategy: { canary: { «steps»: [{ setWeight: 20 }, { pause: null }, { setWeight: 60 }] } } }
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
              steps:
                - setWeight: 20
                - pause: {}
                - setWeight: 60
      `,
    },
  ],
})
