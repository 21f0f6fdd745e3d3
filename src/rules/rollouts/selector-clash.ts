import { matchesSelector } from '../../languages/label-selector.ts'
import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { type Rollout, rollouts } from '../../model/rollouts/rollout.ts'
import { selectedPods } from '../../model/kubernetes/network/service.ts'
import type { Workload } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

/** Controllers that take over pods by their labels; jobs and StatefulSets make selectors of their own or names. */
const competing = new Set(['Deployment', 'ReplicaSet', 'Rollout', 'DaemonSet'])

export default rule({
  severity: 'error',
  summary: 'Let one controller own a set of pods.',
  why: 'Controllers with overlapping selectors fight over pods: each may take over those of the other, and Services send traffic to both sets whatever the weights say.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/'],
  on: rollouts,

  *check(rollout, { project }) {
    const selector = rollout.at('spec').at('selector')
    // A Rollout with workloadRef shares its pods with that object on purpose; an empty selector has a finding of its own.
    if (!selector.value || Object.keys(selector.value).length === 0 || rollout.partial || rollout.at('spec').at('workloadRef').exists) return
    const rival = selectedPods(project, selector.value.matchLabels ?? {}, rollout.namespace)
      .map(pod => pod.workload)
      .find(workload => competes(workload, rollout) && matchesSelector(selector.value, workload.pod!.labels))
    if (!rival) return
    yield {
      at: selector,
      message: `The selector of ${rollout.title} takes the pods of ${rival.title} for its own, and Services send traffic to both. ${rival.kind === 'Rollout' ? 'Give each labels of its own.' : `Delete the ${rival.kind}, or give one of them other labels.`}`,
      related: [{ at: rival.at('metadata').at('name'), message: `the ${rival.kind}` }],
    }
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

/** Whether a workload is another controller of the same world, that would own the same pods. */
function competes(workload: Workload, rollout: Rollout): boolean {
  // Scaled to zero it waits to be deleted, as a migration does it.
  if (!competing.has(workload.kind) || workload.partial || workload.replicas === 0 || workload.at('metadata').at('ownerReferences').exists) return false
  // The same name again is another version of the same object, not a second one beside it.
  if (workload.kind === rollout.kind && workload.name === rollout.name) return false
  if (workload.kind !== 'Rollout') return sameWorld(workload, rollout)
  const together = workload.namespace !== undefined && workload.namespace === rollout.namespace
  return (together || workload.source.file === rollout.source.file) && isBefore(workload, rollout)
}

/** Of two Rollouts the later one is reported, once. */
function isBefore(a: Workload, b: Rollout): boolean {
  return `${a.source.file}\n${a.name}` < `${b.source.file}\n${b.name}`
}
