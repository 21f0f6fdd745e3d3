import { autoscalersOf, targetOf } from '../../model/kubernetes/autoscaler.ts'
import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave the replicas of an autoscaled workload to its autoscaler.',
  why: 'Each apply sets the written number again: in the middle of a peak it takes away the pods that the autoscaler had added.',
  peers: ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured'],
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling'],
  on: wholeWorkloads,

  *check(workload, { project }) {
    const replicas = workload.at('spec').at('replicas')
    const [autoscaler] = project.get(autoscalersOf)(workload)
    // 0 switches autoscaling off.
    if (!autoscaler || replicas.value === undefined || replicas.value === 0) return
    yield {
      at: replicas,
      message: `Each apply sets ${workload.title} back to ${replicas.value}, whatever ${autoscaler.title} has made of it. Remove replicas, and run "kubectl apply edit-last-applied" before, which keeps the pods.`,
      related: [{ at: targetOf(autoscaler).at('name'), message: 'the autoscaler' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: checkout }
          minReplicas: 3
          maxReplicas: 8
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: checkout }
        spec:
          replicas: «3»
      `,
    },
    {
      title: 'another namespace, and one that is switched off',
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout, namespace: shop }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: staging }
        spec:
          replicas: 1
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          replicas: 0
      `,
    },
  ],
})
