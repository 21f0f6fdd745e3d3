import { type LabelSelector, matchesSelector } from '../../languages/label-selector.ts'
import { type Rollout, rollouts } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

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
    // That all of it is missing, rollouts/invalid-strategy says; that the template is, rollouts/invalid-pod-template.
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
    if (!selector.exists && !template.exists) return
    if (!selector.exists)
      yield {
        at: selector,
        message: `${rollout.title} has no selector, so the controller refuses it. Add spec.selector.matchLabels with labels of its template.`,
      }
    else if (selector.value && wanted === 0)
      yield { at: selector, message: `The selector of ${rollout.title} is empty, so the controller refuses it. Select labels of its template.` }
    else if (selector.value && isUnreadable(selector.value)) yield* badRequirements(rollout, selector as Ref<LabelSelector>)
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
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          selector:
            matchExpressions:
              - { key: app, operator: «In» }
              - { key: tier, operator: «Exists», values: [web] }
          template: { metadata: { labels: { app: cart, tier: web } } }
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

const operators: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist']

/** Operators that there are not, and values where they do not belong. Source: `ValidateLabelSelector` of k8s.io/apimachinery. */
function isUnreadable({ matchExpressions }: LabelSelector): boolean {
  return (matchExpressions ?? []).some(({ operator, values }) => !operators.includes(operator) || wantsValues(operator) !== Boolean(values?.length))
}

function wantsValues(operator: string): boolean {
  return operator === 'In' || operator === 'NotIn'
}

function* badRequirements(rollout: Rollout, selector: Ref<LabelSelector>): Generator<Problem> {
  for (const requirement of selector.at('matchExpressions').each()) {
    const operator = requirement.at('operator')
    const values = requirement.at('values')
    // Another operator is for the schema to report.
    if (
      !operator.value ||
      !operators.includes(operator.value) ||
      (values.exists && !values.value) ||
      wantsValues(operator.value) === Boolean(values.value?.length)
    )
      continue
    yield {
      at: operator,
      message: `"${operator.value}" ${wantsValues(operator.value) ? 'needs values' : 'takes no values'}, so the controller refuses ${rollout.title}. ${wantsValues(operator.value) ? 'List them, or write Exists.' : 'Leave them out, or write In.'}`,
    }
  }
}
