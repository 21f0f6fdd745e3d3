import { pods } from '../../model/kubernetes/workload.ts'
import { option, remove, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Name the service account of a pod once.',
  why: 'serviceAccount is the old name of serviceAccountName. Of two values the API server takes the new one, and the pod runs with other rights than someone reads in the old one.',
  peers: ['kube-linter:deprecated-service-account-field', 'kubescape:deprecated-service-account-field', 'kubeaudit:asat'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  options: {
    alone: option(false, 'Also the old name alone, which `kubernetes/deprecated-field` reports.'),
  },
  on: pods,

  *check(pod, { options }) {
    const [older, name] = [pod.at('serviceAccount'), pod.at('serviceAccountName')]
    if (!older.value || older.value === name.value) return
    if (name.value)
      yield {
        at: older,
        message: `${pod.workload.title} has "${older.value}" as serviceAccount and "${name.value}" as serviceAccountName, and runs as "${name.value}". Remove serviceAccount.`,
        fix: remove(older),
      }
    else if (options.alone)
      yield {
        at: older.key(),
        severity: 'info',
        message: `${pod.workload.title} names its account by serviceAccount, which is deprecated. Write serviceAccountName.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccount: «docs»
          serviceAccountName: web
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: web
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'the old name alone',
      options: { alone: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          «serviceAccount»: docs
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'both say the same',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccount: web
          serviceAccountName: web
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
