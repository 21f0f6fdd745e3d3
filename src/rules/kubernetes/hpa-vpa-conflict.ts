import { actingVerticalAutoscalers, autoscalersOf, controlledBy, utilizations } from '../../model/kubernetes/autoscaler.ts'
import { findWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let one autoscaler act on a resource.',
  why: 'A vertical autoscaler raises the requests under load, and the horizontal one measures the load as a percentage of the requests: it then sees less and takes pods away, just when they are needed.',
  references: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/'],
  on: actingVerticalAutoscalers,

  *check(vertical, { project }) {
    const target = vertical.at('spec').at('targetRef')
    const { kind, name } = target.value ?? {}
    if (typeof kind !== 'string' || typeof name !== 'string') return
    const controlled = controlledBy(vertical)
    for (const workload of findWorkloads(project, kind, name, vertical.namespace)) {
      const clash = project
        .get(autoscalersOf)(workload)
        .flatMap(autoscaler => [...utilizations(autoscaler)].map(({ resource, at }) => ({ autoscaler, resource, at })))
        .find(({ resource }) => controlled.has(resource))
      if (!clash) continue
      yield {
        at: target.at('name'),
        message: `${vertical.title} changes the ${clash.resource} requests of ${workload.title}, by which ${clash.autoscaler.title} scales it, so the two work against each other. Set updateMode to Off, or control other resources.`,
        related: [{ at: clash.at, message: 'what is measured' }],
      }
      return
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: checkout }
        spec:
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: «checkout» }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
          metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
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
      title: 'memory for the one, processors for the other',
      good: yaml`
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: checkout }
        spec:
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          resourcePolicy: { containerPolicies: [{ containerName: '*', controlledResources: [memory] }] }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
          metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
