import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { rollouts } from '../../model/rollouts/rollout.ts'
import { findWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

const ways = ['progressively', 'onsuccess', 'never']

export default rule({
  severity: 'warning',
  summary: 'Scale down the Deployment that a Rollout takes its pods from.',
  why: 'The Rollout starts pods of its own beside those of the Deployment, and Services send traffic to both: an update of the Deployment reaches users at once, whatever the steps say.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout'],
  on: rollouts,

  *check(rollout, { project }) {
    const reference = rollout.at('spec').at('workloadRef')
    const { kind, name } = reference.value ?? {}
    const scaleDown = reference.at('scaleDown')
    if (scaleDown.value && !ways.includes(scaleDown.value)) {
      yield {
        at: scaleDown,
        message: `"${scaleDown.value}" is no way to scale the ${kind ?? 'workload'} down, so its pods stay beside those of ${rollout.title}. Write ${ways.join(', ')}.`,
      }
      return
    }
    if (rollout.partial || !kind || !name || (scaleDown.exists && scaleDown.value !== 'never')) return
    const [workload, ...others] = findWorkloads(project, kind, name, rollout.namespace)
    if (!workload || others.length > 0 || workload.partial || !sameWorld(workload, rollout) || !workload.replicas) return
    const replicas = workload.at('spec').at('replicas')
    yield {
      at: scaleDown.exists ? scaleDown : reference.key(),
      message: `${workload.title} keeps ${workload.replicas === 1 ? 'its pod' : `its ${workload.replicas} pods`} beside those of ${rollout.title}, and updates reach them without any step. Set scaleDown: progressively, or replicas: 0 in the ${kind}.`,
      related: [{ at: replicas, message: 'its replicas' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          «workloadRef»: { apiVersion: apps/v1, kind: Deployment, name: cart }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec: { replicas: 3 }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points, scaleDown: «onSuccess» }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: cart, scaleDown: onsuccess }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec: { replicas: 3 }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: points }
        spec: { replicas: 0 }
      `,
    },
  ],
})
