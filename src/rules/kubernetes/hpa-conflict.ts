import { type Autoscaler, autoscalers, scaledBy, targetKind, targetOf } from '../../model/kubernetes/autoscaler.ts'
import { sameDeployment } from '../../model/kubernetes/manifest.ts'
import { grouped } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let one autoscaler scale a workload.',
  why: 'Two autoscalers of one workload each set its replicas from numbers of their own, so the pods come and go every few seconds. That of Kubernetes notices, and then scales nothing (AmbiguousSelector).',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#ambiguous-selectors'],
  on: rivals,

  *check({ autoscaler, first }) {
    const name = targetOf(autoscaler).at('name')
    yield {
      at: name,
      message: `${autoscaler.title} scales ${targetKind(autoscaler)} "${name.value}", which ${first.title} scales, too, so the two undo each other. Keep one, with the metrics of both.`,
      related: [{ at: targetOf(first).at('name'), message: 'the other autoscaler' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout-cpu }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: checkout-queue }
        spec:
          scaleTargetRef: { name: «checkout» }
          maxReplicaCount: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'one each, and the same in two environments',
      good: {
        'base/app.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: checkout }
          spec:
            template:
              spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        `,
        'test/hpa.yaml': yaml`
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: { name: checkout }
          spec:
            scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
            maxReplicas: 2
        `,
        'prod/hpa.yaml': yaml`
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: { name: checkout }
          spec:
            scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
            maxReplicas: 20
        `,
      },
    },
  ],
})

/** Autoscalers of a workload that has another one before them, deployed beside it and of another name. */
function rivals(project: Project): { autoscaler: Autoscaler; first: Autoscaler }[] {
  const scaling = project
    .get(autoscalers)
    .filter(({ partial }) => !partial)
    .flatMap(autoscaler => scaledBy(project, autoscaler).map(workload => [workload, autoscaler] as const))
  const found = [...grouped(scaling).values()].flatMap(([first, ...others]) =>
    others.filter(other => other.name !== first!.name && sameDeployment(other, first!)).map(autoscaler => ({ autoscaler, first: first! })),
  )
  // Two versions of one Deployment are still one autoscaler too many.
  return [...new Map(found.map(rival => [rival.autoscaler, rival])).values()]
}
