import { matchesSelector } from '../../languages/label-selector.ts'
import { sameNamespace } from '../../model/manifest.ts'
import { rollouts } from '../../model/rollout.ts'
import { workloads } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'

/** Controllers that take over pods by their labels; jobs and StatefulSets make selectors of their own or names. */
const competing = new Set(['Deployment', 'ReplicaSet', 'Rollout', 'DaemonSet'])

export default rule({
  severity: 'error',
  summary: 'Let one controller own a set of pods.',
  why: 'Two controllers with one selector count and delete each other’s pods, and Services send traffic to both versions whatever the weights say.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/'],
  on: rollouts,

  *check(rollout, { project }) {
    const selector = rollout.at('spec').at('selector')
    // A Rollout with workloadRef shares its pods with that object on purpose.
    if (!selector.value || rollout.at('spec').at('workloadRef').exists) return
    const rival = project.get(workloads).find(workload => {
      if (!competing.has(workload.kind) || workload.partial || (workload.source === rollout.source && workload.path === rollout.path)) return false
      if (!workload.pod || !sameNamespace(workload.namespace, rollout.namespace)) return false
      // Of two Rollouts the later one is reported, once.
      if (workload.kind === 'Rollout' && !isBefore(workload, rollout)) return false
      return matchesSelector(selector.value, workload.pod.labels)
    })
    if (!rival) return
    yield { at: selector, message: `${rival.title} makes pods that the selector of Rollout "${rollout.name}" takes for its own, so both count and delete them. Delete ${rival.kind} "${rival.name}", or give one of them other labels.`, related: [{ at: rival.at('metadata').at('name'), message: `the ${rival.kind}` }] }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          «selector»:
            matchLabels: { app: orders }
          template:
            metadata:
              labels: { app: orders }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          selector:
            matchLabels: { app: orders }
          template:
            metadata:
              labels: { app: orders }
      `,
    },
    {
      title: 'another namespace, and a Rollout that takes the pods over',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          selector:
            matchLabels: { app: orders }
          workloadRef:
            apiVersion: apps/v1
            kind: Deployment
            name: orders
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: shop
        spec:
          template:
            metadata:
              labels: { app: orders }
      `,
    },
  ],
})

interface Placed {
  readonly source: { readonly file: string }
  locate?: never
  readonly path: readonly (string | number)[]
  readonly name: string | undefined
}

function isBefore(a: Placed, b: Placed): boolean {
  return `${a.source.file} ${a.name}` < `${b.source.file} ${b.name}`
}
