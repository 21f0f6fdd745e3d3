import { grouped } from '../../grouped.ts'
import { autoscalers, targetKind, targetOf } from '../../model/kubernetes/autoscaler.ts'
import { sameNamespace, sameWorld } from '../../model/kubernetes/manifest.ts'
import { type Rollout, rollouts } from '../../model/rollouts/rollout.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let an autoscaler scale the Rollout, not the Deployment it takes its pods from.',
  why: 'The Deployment is scaled up again beside the Rollout, or stays at zero, while the Rollout that takes the traffic keeps its replicas.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout'],
  on: autoscalers,

  *check(autoscaler, { project }) {
    const target = targetOf(autoscaler)
    const [kind, name] = [targetKind(autoscaler), target.at('name').value]
    const rollout = (project.get(byWorkload).get(`${kind}/${name}`) ?? []).find(
      candidate => sameNamespace(candidate.namespace, autoscaler.namespace) && sameWorld(candidate, autoscaler),
    )
    if (!rollout) return
    yield {
      at: target.at('kind').exists ? target.at('kind') : target.at('name'),
      message: `${rollout.title} takes its pods from ${kind} "${name}" and runs them itself, so ${autoscaler.title} scales pods that are to go, and the Rollout not at all. Target apiVersion argoproj.io/v1alpha1, kind Rollout, name ${rollout.name}.`,
      related: [{ at: rollout.at('spec').at('workloadRef'), message: 'the Rollout' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: cart }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: «Deployment», name: cart }
          maxReplicas: 5
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
      `,
    },
    {
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: cart }
        spec:
          scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: cart }
          maxReplicas: 5
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
      `,
    },
  ],
})

function byWorkload(project: Project): Map<string, Rollout[]> {
  return grouped(
    project.get(rollouts).flatMap(rollout => {
      const { kind, name } = rollout.at('spec').at('workloadRef').value ?? {}
      return kind && name ? [[`${kind}/${name}`, rollout] as const] : []
    }),
  )
}
