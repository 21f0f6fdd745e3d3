import { autoscalersOf } from '../../model/autoscaler.ts'
import { servicesInFront } from '../../model/service.ts'
import { type Workload, workloads } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'A rolling update keeps pods running.',
  why: 'When maxUnavailable is as large as the number of replicas, an update may stop them all at once. When it and maxSurge are both zero no pod can be replaced, and the object is refused.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment'],
  on: workloads,

  *check(workload, { project }) {
    const update = rollingUpdate(workload)
    if (!update || workload.partial) return
    const { unavailable, surge } = update
    if ([unavailable, surge].some(ref => ref.exists && ref.value === undefined)) return
    if (isZero(unavailable.value) && isZero(surge.value)) {
      yield {
        at: unavailable,
        severity: 'error',
        message: `${workload.title} may neither miss a pod nor add one, so it is refused: no update could ever begin. Set maxSurge to 1 or more.`,
        related: [{ at: surge, message: 'no pod may be added' }],
      }
      return
    }
    const minima = project.get(autoscalersOf)(workload).map(autoscaler => autoscaler.at('spec').at('minReplicas').value ?? 1)
    const replicas = minima.length > 0 ? Math.min(...minima) : (workload.replicas ?? 1)
    const missing = share(unavailable.value ?? '25%', replicas, Math.floor)
    const added = share(surge.value ?? '25%', replicas, Math.ceil)
    if (replicas < 1 || missing === undefined || added === undefined) return
    // If neither leaves room after rounding, the controller takes a pod away.
    if ((missing > 0 || added > 0 ? missing : 1) < replicas) return
    if (replicas === 1 && !(workload.pod && project.get(servicesInFront)(workload.pod).length > 0)) return
    yield {
      at: unavailable.exists ? unavailable : surge,
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
        metadata:
          name: checkout
        spec:
          replicas: 2
          strategy:
            rollingUpdate:
              maxUnavailable: «2»
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: cart
        spec:
          replicas: 6
          strategy:
            canary:
              maxUnavailable: «100%»
          template:
            spec:
              containers:
                - name: cart
                  image: shop/cart:2.0.0
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: search
        spec:
          replicas: 3
          strategy:
            rollingUpdate:
              maxUnavailable: «0%»
              maxSurge: 0
          template:
            spec:
              containers:
                - name: search
                  image: shop/search:1.0.3
      `,
    },
    {
      title: 'the only pod goes first when none may be added',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: checkout
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          strategy:
            rollingUpdate: { maxSurge: «0» }
          template:
            metadata:
              labels: { app: checkout }
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
      `,
    },
    {
      title: 'percentages of what may be missing are rounded down, of what may be added up',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          replicas: 3
          strategy:
            rollingUpdate: { maxUnavailable: 99%, maxSurge: 1% }
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
      `,
    },
  ],
})

interface RollingUpdate {
  readonly unavailable: Ref<number | string>
  readonly surge: Ref<number | string>
}

/** Of what updates pod by pod: a Deployment, or a Rollout whose canary takes its share by the number of pods. */
function rollingUpdate(workload: Workload): RollingUpdate | undefined {
  const strategy = workload.at('spec').at('strategy')
  if (workload.kind === 'Deployment' && (strategy.at('type').value ?? 'RollingUpdate') === 'RollingUpdate') return fieldsOf(strategy.at('rollingUpdate'))
  const canary = strategy.follow(['canary'])
  return workload.kind === 'Rollout' && canary.value !== undefined && !canary.follow(['trafficRouting']).exists ? fieldsOf(canary) : undefined
}

function fieldsOf(fields: Ref<unknown>): RollingUpdate {
  return { unavailable: fields.follow(['maxUnavailable']) as Ref<number | string>, surge: fields.follow(['maxSurge']) as Ref<number | string> }
}

function isZero(value: number | string | undefined): boolean {
  return value === 0 || value === '0%' || value === '0'
}

function share(value: number | string, total: number, round: (pods: number) => number): number | undefined {
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(value)?.[1]
  return percent === undefined ? undefined : round((Number(percent) * total) / 100)
}
