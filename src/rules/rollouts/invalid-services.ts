import { missingLabels } from '../../languages/label-selector.ts'
import { controllerLabels, findServices } from '../../model/service.ts'
import { serviceReferences } from '../../model/rollout.ts'
import { findWorkloads, podsOf } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'

/** The two roles that must not be one Service, the second of which is reported. */
const opposite: Readonly<Record<string, string>> = { previewService: 'activeService', stableService: 'canaryService', pongService: 'pingService' }

export default rule({
  severity: 'error',
  summary: 'Give a Rollout two Services that select its pods.',
  why: 'The controller refuses a Rollout whose two versions share a Service, or whose Service selects other pods.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: serviceReferences,

  *check({ rollout, role, at }, { project }) {
    const other = project.get(serviceReferences).find(reference => reference.rollout === rollout && reference.role === opposite[role])
    if (other?.at.value === at.value) {
      yield {
        at,
        message: `${rollout.title} names "${at.value}" as ${other!.role} and as ${role}, so the controller refuses it: it could not tell the versions apart. Add a second Service.`,
      }
      return
    }
    const services = findServices(project, at.value!, rollout.namespace)
    const [workload] = findWorkloads(project, 'Rollout', rollout.name ?? '', rollout.namespace)
    const pod = workload && podsOf(project, workload)
    // Two Services of that name may belong to two worlds; only one that is clear is judged.
    if (services.length !== 1 || !pod) return
    const selector = services[0]!.at('spec').at('selector')
    const wanted = Object.fromEntries(Object.entries(selector.value ?? {}).filter(([label]) => !controllerLabels.has(label)))
    const [difference] = missingLabels(wanted, pod.labels)
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
