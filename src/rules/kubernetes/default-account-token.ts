import { serviceAccounts } from '../../model/kubernetes/references/service-account.ts'
import { rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Take the token from the account "default".',
  why: 'Pods that name no account get its token, whether they talk to the API server or not: whoever breaks into one of them can use it.',
  presets: ['security'],
  unsafeFix: true,
  peers: ['checkov:CKV_K8S_41', 'kubescape:automount-default-service-account'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  on: serviceAccounts,

  *check(account) {
    const token = account.at('automountServiceAccountToken')
    if (account.name !== 'default' || account.partial || token.value === false) return
    yield {
      at: token,
      message: `${account.title} gives its token to every pod that names no account. Set automountServiceAccountToken: false, and give pods that need one an account of their own.`,
      fix: write(token, false),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: default }
        automountServiceAccountToken: «true»
      `,
      fixed: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: default }
        automountServiceAccountToken: false
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: checkout }
      `,
    },
  ],
})
