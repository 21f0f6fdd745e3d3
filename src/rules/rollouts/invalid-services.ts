import { missingLabels } from '../../languages/label-selector.ts'
import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { podLabels, serviceReferences } from '../../model/rollouts/rollout.ts'
import { controllerLabels, findServices } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

/** The roles whose Services must select the Rollout's pods, and which of two equal ones is reported. */
const roles: Readonly<Record<string, 'first' | 'second'>> = {
  activeService: 'first',
  previewService: 'second',
  canaryService: 'first',
  stableService: 'second',
  pingService: 'first',
  pongService: 'second',
}

export default rule({
  severity: 'error',
  summary: 'Give a Rollout two Services that select its pods.',
  why: 'The controller refuses a Rollout whose two versions share a Service, or whose Service selects other pods.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: serviceReferences,

  *check({ rollout, role, at, partner }, { project }) {
    if (partner?.name === at.value) {
      if (roles[role] !== 'second') return
      yield {
        at,
        message: `${rollout.title} names "${at.value}" as ${partner!.role} and as ${role}, so the controller refuses it: it could not tell the versions apart. Add a second Service.`,
      }
      return
    }
    const services = findServices(project, at.value!, rollout.namespace)
    const labels = podLabels(project, rollout)
    // Two Services of that name may belong to two worlds; only one that is clear is judged.
    if (!roles[role] || services.length !== 1 || !labels || rollout.partial || services[0]!.partial || !sameWorld(services[0]!, rollout)) return
    // Labels that do not conform are unknown, not missing.
    if (labels.exists && !labels.value) return
    const selector = services[0]!.at('spec').at('selector')
    const wanted = Object.fromEntries(
      Object.entries(selector.value ?? {}).filter(([label, value]) => typeof value === 'string' && !controllerLabels.has(label)),
    )
    const [difference] = missingLabels(wanted, labels.value)
    if (!difference) return
    yield {
      at,
      message: `Service "${at.value}" selects ${difference.key}=${difference.wanted}, which the pods of ${rollout.title} do not have, so the controller refuses it. Make them agree.`,
      related: [{ at: selector, message: 'the selector of the Service' }],
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
