import { resolve } from '../../model/kubernetes/references/reference.ts'
import { serviceReferences } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'The Services that a Rollout switches exist.',
  why: 'The controller marks the Rollout invalid and starts no pod until the Service is there.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: serviceReferences,

  *check({ rollout, role, at }, { project }) {
    const resolution = resolve(project, { kind: 'Service', group: '', name: at.value! }, rollout.namespace, rollout)
    if (resolution.state !== 'missing') return
    yield {
      at,
      message: `The ${role} of ${rollout.title}, "${at.value}", is not in the linted files, so nothing is rolled out. ${resolution.similar?.hint ?? 'Add the Service, or name it in "external".'}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              activeService: «orders-active»
              previewService: orders-preview
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders-preview
      `,
    },
    {
      title: 'outside the tree, by its name',
      config: { external: ['Service/orders-*'] },
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary:
              canaryService: orders-canary
              stableService: orders-stable
      `,
    },
  ],
})
