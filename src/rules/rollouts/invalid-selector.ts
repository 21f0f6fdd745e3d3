import { matchesSelector } from '../../languages/label-selector.ts'
import { rollouts } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the selector of a Rollout match its own pods.',
  why: 'The controller refuses a Rollout without a selector, with an empty one, or with one that its pods do not match.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const spec = rollout.at('spec')
    const [selector, template, workload] = [spec.at('selector'), spec.at('template'), spec.at('workloadRef')]
    if (workload.exists) {
      // The pods are those of the object that workloadRef names, and so is the selector.
      if (template.value && Object.keys(template.value).length > 0)
        yield { at: template, message: `${rollout.title} takes its pods from workloadRef and has a template too, so the controller refuses it. Keep one.` }
      return
    }
    const { matchLabels = {}, matchExpressions = [] } = selector.value ?? {}
    if (!selector.exists)
      yield {
        at: selector,
        message: `${rollout.title} has no selector, so the controller refuses it. Add spec.selector.matchLabels with labels of its template.`,
      }
    else if (Object.keys(matchLabels).length + matchExpressions.length === 0) {
      if (selector.value)
        yield { at: selector, message: `The selector of ${rollout.title} is empty, so the controller refuses it. Select labels of its template.` }
    } else if (template.value && !matchesSelector(selector.value, template.at('metadata').at('labels').value)) {
      yield {
        at: selector,
        message: `The selector of ${rollout.title} does not match the labels of its own template, so the controller refuses it. Make them agree.`,
        related: [{ at: template.at('metadata').at('labels'), message: 'the labels of the template' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          «selector»:
            matchLabels: { app: orders }
          template:
            metadata:
              labels: { app: order }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points }
          «template»:
            spec: {}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: edge
        spec:
          «selector»: {}
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          selector:
            matchLabels: { app: orders }
            matchExpressions:
              - { key: tier, operator: Exists }
          template:
            metadata:
              labels: { app: orders, tier: web }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: points }
      `,
    },
  ],
})
