import { mismatches, serviceReferences } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

/** Of two roles that name one Service, those that are reported. */
const laterRoles = new Set(['previewService', 'stableService', 'pongService'])

export default rule({
  severity: 'error',
  summary: 'Give a Rollout two Services that select its pods.',
  why: 'The controller refuses a Rollout whose two versions share a Service, or whose Service selects other pods.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: serviceReferences,

  *check(reference, { project }) {
    const { rollout, role, at, partner } = reference
    if (partner?.name === at.value) {
      if (!laterRoles.has(role)) return
      yield {
        at,
        message: `${rollout.title} names "${at.value}" as ${partner!.role} and as ${role}, so the controller refuses it: it could not tell the versions apart. Add a second Service.`,
      }
      return
    }
    const mismatch = project.get(mismatches).get(reference)
    if (!mismatch) return
    yield {
      at,
      message: `Service "${at.value}" selects ${mismatch.wanted}, which the pods of ${rollout.title} do not have, so the controller refuses it. Make them agree.`,
      related: [{ at: mismatch.service.at('spec').at('selector'), message: 'the selector of the Service' }],
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
            canary:
              canaryService: orders
              stableService: «orders»
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          strategy:
            blueGreen:
              activeService: «points»
          template:
            metadata:
              labels: { app: points }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: points
        spec:
          selector: { app: point }
      `,
    },
    {
      title: 'the pods of another object, and the hash that the controller adds',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          strategy:
            blueGreen:
              activeService: points
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: points
        spec:
          template:
            metadata:
              labels: { app: points }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: points
        spec:
          selector: { app: points, rollouts-pod-template-hash: 6f9c }
      `,
    },
  ],
})
