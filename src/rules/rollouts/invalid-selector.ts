import { matchesSelector } from '../../languages/label-selector.ts'
import { rollouts } from '../../model/rollouts/rollout.ts'
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
    const [selector, template] = [spec.at('selector'), spec.at('template')]
    // That all of it is missing, rollouts/invalid-strategy says.
    if (rollout.partial || !spec.exists) return
    if (spec.at('workloadRef').exists) {
      const { labels, annotations } = template.at('metadata').value ?? {}
      // An empty template is what the API server makes of a missing one.
      if (labels || annotations)
        yield {
          at: template,
          severity: 'warning',
          message: `${rollout.title} takes its pods from workloadRef, so its own template is ignored, and Argo's lint refuses it. Keep one of them.`,
        }
      return
    }
    const wanted = Object.keys(selector.at('matchLabels').value ?? {}).length + (selector.at('matchExpressions').value ?? []).length
    const labels = template.at('metadata').at('labels')
    if (!selector.exists)
      yield {
        at: selector,
        message: `${rollout.title} has no selector, so the controller refuses it. Add spec.selector.matchLabels with labels of its template.`,
      }
    else if (selector.value && wanted === 0)
      yield { at: selector, message: `The selector of ${rollout.title} is empty, so the controller refuses it. Select labels of its template.` }
    else if (selector.value && template.value && (labels.value || !labels.exists) && !matchesSelector(selector.value, labels.value))
      yield {
        at: selector,
        message: `The selector of ${rollout.title} does not match the labels of its own template, so the controller refuses it. Make them agree.`,
        related: [{ at: labels, message: 'the labels of the template' }],
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
            metadata:
              labels: { app: points }
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
