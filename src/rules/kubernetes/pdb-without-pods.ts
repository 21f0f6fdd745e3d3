import { disruptionBudgets } from '../../model/kubernetes/disruption-budget.ts'
import { emptySelectionAt } from '../../model/kubernetes/network/selection.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A disruption budget selects pods that exist.',
  why: 'A budget that selects no pods is accepted and protects nothing: draining a node takes all replicas at once.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  on: disruptionBudgets,

  *check(budget, { project }) {
    const found = emptySelectionAt(project, budget, budget.at('spec').at('selector'), `${budget.title} protects nothing when a node is drained`)
    if (found) yield found
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec:
          minAvailable: 1
          «selector»:
            matchLabels: { app: shop }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          template:
            metadata:
              labels: { app.kubernetes.io/name: shop }
      `,
    },
    {
      title: 'the labels come from a patch, or a kustomization puts them on',
      good: {
        'budget.yaml': yaml`
          apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata: { name: shop }
          spec:
            minAvailable: 1
            selector:
              matchLabels: { app: shop, stage: production }
        `,
        'shop.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: shop }
          spec:
            template:
              metadata:
                labels: { app: shop }
        `,
        'kustomization.yaml': yaml`
          resources: [budget.yaml, shop.yaml]
          labels:
            - pairs: { stage: production }
              includeTemplates: true
        `,
      },
    },
  ],
})
