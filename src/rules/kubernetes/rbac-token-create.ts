import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }]

export default rule({
  severity: 'warning',
  summary: 'Let no account make tokens of others.',
  why: 'A token is the account: whoever makes tokens of any account has the rights of the strongest one within reach.',
  presets: ['recommended', 'security'],
  peers: ['kubescape:rule-can-create-service-account-token'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (!grant) return
    yield {
      at: grant.at,
      message: `${grant.role.title} may ${grant.words}, so it can act as every service account ${grant.role.kind === 'ClusterRole' ? 'of the cluster' : 'of its namespace'}. List the accounts in resourceNames.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: vault }
        rules:
          - { apiGroups: [''], resources: [«serviceaccounts/token»], verbs: [create] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: vault }
        rules:
          - { apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [shop], verbs: [create] }
      `,
    },
  ],
})
