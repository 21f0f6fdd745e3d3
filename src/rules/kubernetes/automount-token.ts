import { accountNameOf, bindingsOf, mountsToken } from '../../model/kubernetes/references/service-account.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Mount the token of the service account only where it is used.',
  why: 'The token is the account: whoever breaks into the pod talks to the API server with it. Most programs never do.',
  presets: ['security'],
  unsafeFix: true,
  peers: [
    'trivy:KSV-0036',
    'checkov:CKV_K8S_38',
    'polaris:automountServiceAccountToken',
    'kubescape:automount-service-account',
    'kubesec:AutomountServiceAccountToken',
  ],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  options: {
    account: option(true, 'The account may have it off as well.'),
    bound: option(false, 'Also where a binding gives rights to the account.'),
  },
  on: pods,

  *check(pod, { options, project }) {
    const token = pod.at('automountServiceAccountToken')
    const mounts = options.account ? mountsToken(project, pod) : token.value !== false
    const isBound = bindingsOf(project, pod).length > 0
    if (!mounts || pod.workload.partial || (!options.bound && isBound)) return
    yield {
      at: token,
      message: `${pod.workload.title} gets the token of the service account "${accountNameOf(pod).value || 'default'}", which whoever breaks in has too. Set automountServiceAccountToken: false, unless the program talks to the API server.`,
      // Rights are there to be used.
      ...(!isBound && { fix: write(token, false) }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: web
          automountServiceAccountToken: «true»
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: web
          automountServiceAccountToken: false
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'an account with rights is there to be used',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: web
          containers: [{ name: web, image: shop/web:1.4.0 }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: web }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases }
        subjects: [{ kind: ServiceAccount, name: web }]
      `,
    },
    {
      title: 'the account has it off',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          serviceAccountName: web
          containers: [{ name: web, image: shop/web:1.4.0 }]
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: web }
        automountServiceAccountToken: false
      `,
    },
  ],
})
