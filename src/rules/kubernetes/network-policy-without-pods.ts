import { wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { emptySelectionAt } from '../../model/kubernetes/network/selection.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A network policy selects pods that exist.',
  why: 'A policy that selects no pods is accepted and protects nothing, while everyone believes that it does.',
  peers: ['kube-linter:dangling-networkpolicy', 'kube-score:networkpolicy-targets-pod', 'kubescape:dangling-networkpolicy'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  options: { complete: option(false, 'The files hold all pods: report also a policy for a namespace of which they hold none.') },
  on: wholeNetworkPolicies,

  *check(policy, { options, project }) {
    const found = emptySelectionAt(project, policy, policy.at('spec').at('podSelector'), `${policy.title} protects nothing`, options.complete)
    if (found) yield found
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: shop }
        spec:
          «podSelector»:
            matchLabels: { app: shop, tier: backend }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: workers }
        spec:
          «podSelector»:
            matchExpressions: [{ key: role, operator: In, values: [worker, batch] }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          template:
            metadata:
              labels: { app: shop, tier: back-end }
      `,
    },
    {
      title: 'a namespace that is filled from elsewhere',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: edge, namespace: ingress-nginx }
        spec:
          podSelector:
            matchLabels: { app.kubernetes.io/name: ingress-nginx }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: shop, namespace: shop }
      `,
    },
    {
      title: 'all pods, those of an operator, and labels that controllers add',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: deny }
        spec:
          podSelector: {}
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Alertmanager
        metadata: { name: main }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: alerts }
        spec:
          podSelector:
            matchLabels: { alertmanager: main }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: migrate }
        spec:
          podSelector:
            matchLabels: { job-name: migrate }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: migrate }
        spec:
          template:
            metadata:
              labels: { app: shop }
      `,
    },
  ],
})
