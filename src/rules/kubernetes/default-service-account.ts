import { accountNameOf, mountsToken } from '../../model/kubernetes/references/service-account.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give each workload a service account of its own.',
  why: 'All pods that name none share the account "default": rights that one of them is given, all of them have.',
  presets: ['security'],
  peers: ['kube-linter:default-service-account', 'kubeaudit:asat', 'kubesec:ServiceAccountName'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  on: pods,

  *check(pod, { project }) {
    const name = accountNameOf(pod)
    // Without its token the account is of no use to anyone.
    if ((name.value && name.value !== 'default') || pod.workload.partial || !mountsToken(project, pod)) return
    yield {
      at: name,
      message: `${pod.workload.title} runs as the service account "default", which other pods of the namespace share. Set serviceAccountName to one of its own, or automountServiceAccountToken: false if it does not talk to the API server.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: «default»
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'no token, no rights',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          automountServiceAccountToken: false
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'the account says so',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: shop/web:1.4.0 }]
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: default }
        automountServiceAccountToken: false
      `,
    },
  ],
})
