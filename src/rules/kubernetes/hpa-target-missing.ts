import { type Autoscaler, autoscalers, scaledBy, targetKind, targetOf } from '../../model/kubernetes/autoscaler.ts'
import { groupOf, sameWorld } from '../../model/kubernetes/manifest.ts'
import { absenceOf, resolve } from '../../model/kubernetes/references/reference.ts'
import { findWorkloads, type Workload } from '../../model/kubernetes/workload.ts'
import type { Project } from '../../project.ts'
import { insert, type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Autoscalers scale something that exists.',
  why: 'An autoscaler without a target is accepted and does nothing: the workload keeps its replicas while the load grows.',
  peers: ['kube-linter:dangling-horizontalpodautoscaler', 'kube-score:horizontalpodautoscaler-has-target', 'kubescape:hpa-has-target'],
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  on: autoscalers,

  *check(autoscaler, { project }) {
    const target = targetOf(autoscaler)
    const kind = targetKind(autoscaler)
    const name = target.at('name').value
    if (!kind || !name) return
    const workloads = scaledBy(project, autoscaler)
    if (workloads.length > 0) {
      yield* wrongGroup(autoscaler, workloads)
      return
    }
    const { value: apiVersion } = target.at('apiVersion')
    const group = apiVersion && groupOf(apiVersion)
    const resolution = resolve(project, { kind, group, name }, autoscaler.namespace, autoscaler)
    if (resolution.state !== 'missing') return
    const namesake = resolution.similar ? undefined : namesakeOf(project, autoscaler, name)
    const there = resolution.similar?.manifest ?? namesake
    const advice = namesake
      ? `There is a ${namesake.kind} of that name: write apiVersion: ${namesake.apiVersion} and kind: ${namesake.kind}.`
      : 'Correct the name, or name the workload in "external".'
    yield {
      at: namesake && target.at('kind').exists ? target.at('kind') : target.at('name'),
      message: absenceOf({ kind, name }, resolution.similar, `${autoscaler.title} scales nothing`, advice),
      ...(there && { related: [{ at: there.follow(['metadata', 'name']), message: 'what is there' }] }),
    }
  },

  examples: [
    {
      title: 'a name that is nearly right',
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: «chekout»
          maxReplicas: 8
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
      title: 'a Deployment that has become a Rollout',
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: «Deployment»
            name: checkout
          maxReplicas: 8
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
      `,
    },
    {
      title: 'without the API group there is no Deployment',
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          «scaleTargetRef»:
            kind: Deployment
            name: checkout
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
      `,
      fixed: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef:
            kind: Deployment
            name: checkout
            apiVersion: apps/v1
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
      `,
    },
    {
      title: 'a Rollout, an object of an operator, and KEDA, which takes a Deployment for granted',
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: checkout }
          maxReplicas: 8
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: stream }
        spec:
          scaleTargetRef: { apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, name: stream }
          maxReplicas: 4
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: mailer }
        spec:
          scaleTargetRef: { name: mailer }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer }
      `,
    },
  ],
})

/** A workload of the name that is meant, but of another kind: a Deployment that has become a Rollout, say. */
function namesakeOf(project: Project, autoscaler: Autoscaler, name: string): Workload | undefined {
  return ['Rollout', 'Deployment', 'StatefulSet']
    .flatMap(kind => findWorkloads(project, kind, name, autoscaler.namespace))
    .find(workload => sameWorld(workload, autoscaler))
}

/** An HPA looks the kind up in the group of its reference alone, where a missing apiVersion means the core group. */
function* wrongGroup(autoscaler: Autoscaler, workloads: readonly Workload[]): Generator<Problem> {
  const written = targetOf(autoscaler).at('apiVersion')
  const [workload] = workloads
  if (!workload || autoscaler.kind === 'ScaledObject' || autoscaler.partial || (written.exists && written.value === undefined)) return
  if (workloads.some(({ group }) => group === groupOf(written.value ?? ''))) return
  const { apiVersion } = workload
  yield {
    at: written,
    message: `${autoscaler.title} looks for its target in ${written.value ? `"${written.value}"` : 'the core API group'}, but ${workload.title} is of ${apiVersion}, so nothing is scaled. Write apiVersion: ${apiVersion}.`,
    fix: written.exists ? replace(written, apiVersion) : insert(written, apiVersion),
  }
}
