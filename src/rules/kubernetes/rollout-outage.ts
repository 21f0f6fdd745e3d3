import { autoscalersOf, minimumOf } from '../../model/kubernetes/autoscaler.ts'
import { isZero, rollingUpdateOf, roomOf } from '../../model/kubernetes/rolling-update.ts'
import { servicesInFront } from '../../model/kubernetes/network/service.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A rolling update keeps pods running.',
  why: 'When maxUnavailable is as large as the number of replicas, an update may stop them all at once. When it and maxSurge are both zero no pod can be replaced, and the object is refused.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment'],
  on: wholeWorkloads,

  *check(workload, { project }) {
    const update = rollingUpdateOf(workload)
    if (!update) return
    const { maxUnavailable, maxSurge } = update
    if (isZero(maxUnavailable) && isZero(maxSurge)) {
      // Of a Rollout, rollouts/invalid-strategy says it.
      if (workload.kind === 'Rollout') return
      yield {
        at: maxUnavailable,
        severity: 'error',
        message: `${workload.title} may neither miss a pod nor add one, so it is refused: no update could ever begin. Set maxSurge to 1 or more.`,
        related: [{ at: maxSurge, message: 'no pod may be added' }],
      }
      return
    }
    const minima = project.get(autoscalersOf)(workload).map(minimumOf)
    const known = minima.filter(minimum => minimum !== undefined)
    if (known.length < minima.length) return
    const replicas = known.length > 0 ? Math.min(...known) : (workload.replicas ?? 1)
    const room = roomOf(update, replicas)
    if (replicas < 1 || !room || room.missing < replicas) return
    if (replicas === 1 && !(workload.pod && project.get(servicesInFront)(workload.pod).length > 0)) return
    yield {
      at: maxUnavailable.exists ? maxUnavailable : maxSurge,
      message: `An update of ${workload.title} may stop ${replicas > 1 ? `all ${replicas} pods at once` : 'its only pod before the next is ready'}. ${
        replicas > 1 ? `Set maxUnavailable to ${replicas > 2 ? '25%' : 1} or less` : 'Set maxUnavailable to 0 and maxSurge to 1'
      }.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 2
          strategy:
            rollingUpdate:
              maxUnavailable: «2»
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          replicas: 6
          strategy:
            canary:
              maxUnavailable: «100%»
          template:
            spec: { containers: [{ name: cart, image: shop/cart:2.0.0 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: search }
        spec:
          replicas: 3
          strategy:
            rollingUpdate:
              maxUnavailable: «0%»
              maxSurge: 0
          template:
            spec: { containers: [{ name: search, image: shop/search:1.0.3 }] }
      `,
    },
    {
      title: 'the only pod goes first when none may be added',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          strategy:
            rollingUpdate: { maxSurge: «0» }
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'percentages of what may be missing are rounded down, of what may be added up',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          strategy:
            rollingUpdate: { maxUnavailable: 99%, maxSurge: 1% }
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
  ],
})
