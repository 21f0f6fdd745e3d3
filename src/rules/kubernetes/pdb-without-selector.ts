import { disruptionBudgets } from '../../model/kubernetes/disruption-budget.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Say which pods a disruption budget protects.',
  why: 'A budget without a selector is taken and protects no pod: a drain of nodes evicts all pods that it was written for at once.',
  peers: ['kube-linter:pdb-min-available'],
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget'],
  on: disruptionBudgets,

  *check(budget) {
    const spec = budget.at('spec')
    // Without a number it protects nothing either way, which kubernetes/pdb-protects-nothing says.
    if (spec.at('selector').exists || (!spec.at('minAvailable').exists && !spec.at('maxUnavailable').exists)) return
    yield { at: spec.at('selector'), message: `${budget.title} has no selector, so it protects no pod. Select the labels of the pods.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        «spec»:
          minAvailable: 1
      `,
    },
    {
      title: 'all pods of the namespace',
      good: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          maxUnavailable: 1
          selector: {}
      `,
    },
  ],
})
