import { disruptionBudgets } from '../../model/kubernetes/disruption-budget.ts'
import { insert, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let pods that never became healthy be evicted.',
  why: 'By default a budget also protects pods that crash in a loop: as long as too few are healthy none may be evicted, so a broken deployment blocks the drain of its nodes.',
  presets: [],
  peers: ['kube-linter:pdb-unhealthy-pod-eviction-policy'],
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy'],
  on: disruptionBudgets,

  *check(budget) {
    const policy = budget.at('spec').at('unhealthyPodEvictionPolicy')
    if (policy.exists || budget.apiVersion === 'policy/v1beta1') return
    yield {
      at: policy,
      message: `${budget.title} protects pods that crash in a loop, too, so they block node drains. Set unhealthyPodEvictionPolicy to AlwaysAllow.`,
      fix: insert(policy, 'AlwaysAllow'),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        «spec»:
          maxUnavailable: 1
          selector: { matchLabels: { app: checkout } }
      `,
      fixed: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { app: checkout } }
          unhealthyPodEvictionPolicy: AlwaysAllow
      `,
    },
    {
      good: yaml`
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: quorum }
        spec:
          maxUnavailable: 1
          selector: { matchLabels: { app: quorum } }
          unhealthyPodEvictionPolicy: IfHealthyBudget
      `,
    },
  ],
})
