import { groupOf } from '../../model/kubernetes/manifest.ts'
import { resolve } from '../../model/kubernetes/references/reference.ts'
import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

/** What the controller can take pods from, with the API versions. Source: controller of Argo Rollouts, "workloadRef". */
const kinds: Readonly<Record<string, string>> = { Deployment: 'apps/v1', ReplicaSet: 'apps/v1', PodTemplate: 'v1' }

export default rule({
  severity: 'warning',
  summary: 'A Rollout takes its pods from a workload that exists.',
  why: 'Without the object that workloadRef names the controller has no pods to start, and marks the Rollout invalid.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout'],
  on: rollouts,

  *check(rollout, { project }) {
    const reference = rollout.at('spec').at('workloadRef')
    const { apiVersion, kind, name } = reference.value ?? {}
    if (!apiVersion || !kind || !name) return
    if (!Object.hasOwn(kinds, kind) || kinds[kind] !== apiVersion) {
      yield {
        at: Object.hasOwn(kinds, kind) ? reference.at('apiVersion') : reference.at('kind'),
        message: `${rollout.title} cannot take its pods from a ${kind} of ${apiVersion}, so the controller refuses it. ${Object.hasOwn(kinds, kind) ? `Write ${kinds[kind]}.` : `Name a ${Object.keys(kinds).join(', ')}.`}`,
      }
      return
    }
    const resolution = resolve(project, { kind, group: groupOf(apiVersion), name }, rollout.namespace, rollout)
    if (resolution.state !== 'missing') return
    yield {
      at: reference.at('name'),
      message: `No ${kind} "${name}" is in the linted files, from which ${rollout.title} takes its pods, so the controller rolls out nothing. ${resolution.similar?.hint ?? `Add the ${kind}, or name it in "external".`}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: «card» }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: «DaemonSet», name: points }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
      `,
    },
  ],
})
