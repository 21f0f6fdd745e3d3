import { grouped } from '../../grouped.ts'
import { sameNamespace, sameWorld } from '../../model/kubernetes/manifest.ts'
import { type Rollout, type ServiceReference, serviceReferences } from '../../model/rollouts/rollout.ts'
import { findServices } from '../../model/kubernetes/network/service.ts'
import type { Project } from '../../project.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

const annotation = 'argo-rollouts.argoproj.io/managed-by-rollouts'

export default rule({
  severity: 'error',
  summary: 'Give each Rollout Services of its own.',
  why: 'Each Rollout writes the hash of its pods into the selector of its Services. The controller refuses one that names a Service of another.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: serviceReferences,

  *check(reference, { project }): Generator<Problem> {
    const { rollout, at, role } = reference
    // The root is only read.
    if (role === 'rootService') return
    const first = (project.get(claims).get(at.value!) ?? []).find(other => isBeside(other.rollout, rollout))
    if (first && first.rollout !== rollout && first.rollout.name !== rollout.name)
      yield {
        at,
        message: `${first.rollout.title} has Service "${at.value}" already, and each would overwrite the other's selector, so the controller refuses ${rollout.title}. Add a Service of its own.`,
        related: [{ at: first.at, message: 'the other Rollout' }],
      }
    const [service] = findServices(project, at.value!, rollout.namespace)
    const owner = service?.at('metadata').at('annotations').at(annotation)
    if (owner?.value && service && owner.value !== rollout.name && sameWorld(service, rollout))
      yield {
        at: owner,
        message: `Service "${at.value}" says that Rollout "${owner.value}" manages it, so the controller refuses ${rollout.title}. Leave the annotation to the controller.`,
        related: [{ at, message: 'the Rollout' }],
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: shop } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        spec: { strategy: { blueGreen: { activeService: «shop», previewService: checkout-preview } } }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: checkout-preview
          annotations: { argo-rollouts.argoproj.io/managed-by-rollouts: «checkout-old» }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart, namespace: one }
        spec: { strategy: { blueGreen: { activeService: shop } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout, namespace: two }
        spec: { strategy: { blueGreen: { activeService: shop } } }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
          namespace: two
          annotations: { argo-rollouts.argoproj.io/managed-by-rollouts: checkout }
      `,
    },
  ],
})

function claims(project: Project): Map<string, ServiceReference[]> {
  return grouped(project.get(serviceReferences).flatMap(reference => (reference.role === 'rootService' ? [] : [[reference.at.value!, reference] as const])))
}

/** Files of one folder may be alternatives of which one is applied; those of one file, or of one namespace that both name, are not. */
function isBeside(a: Rollout, b: Rollout): boolean {
  return a.source.file === b.source.file ? sameNamespace(a.namespace, b.namespace) : a.namespace !== undefined && a.namespace === b.namespace
}
