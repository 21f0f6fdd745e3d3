import { rollouts } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give a Rollout pods that run until they are replaced.',
  why: 'The controller refuses a Rollout whose pods are to end by themselves, or have no container.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout): Generator<Problem> {
    const pod = rollout.at('spec').at('template').at('spec')
    const [policy, deadline, containers] = [pod.at('restartPolicy'), pod.at('activeDeadlineSeconds'), pod.at('containers')]
    if (policy.value !== undefined && policy.value !== 'Always')
      yield {
        at: policy,
        message: `The pods of ${rollout.title} are to restart "${policy.value}", so the controller refuses it. Write Always, or leave it out.`,
      }
    if (deadline.value !== undefined)
      yield {
        at: deadline,
        message: `The pods of ${rollout.title} are to be killed after ${deadline.value} seconds, so the controller refuses it. Leave activeDeadlineSeconds to Jobs.`,
      }
    const spec = rollout.at('spec')
    if (rollout.partial || !spec.value || spec.at('workloadRef').exists) return
    if (!spec.at('template').exists)
      yield {
        at: spec,
        message: `${rollout.title} has neither a template nor a workloadRef, so the controller refuses it. Write the pods under spec.template${spec.at('selector').exists ? '' : ', and their labels under spec.selector'}.`,
      }
    if (!spec.at('template').value) return
    if (containers.value ? containers.value.length === 0 : !containers.exists)
      yield { at: containers, message: `The pods of ${rollout.title} have no container, so the controller refuses it. Add one under containers.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          template:
            spec:
              restartPolicy: «OnFailure»
              activeDeadlineSeconds: «60»
              «containers»: []
      `,
    },
    {
      title: 'no pods at all',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        «spec»:
          replicas: 3
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          template:
            spec:
              restartPolicy: Always
              containers: [{ name: cart, image: 'shop/cart:2.4.0' }]
      `,
    },
  ],
})
