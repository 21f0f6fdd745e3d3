import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [
  { groups: ['', 'authentication.k8s.io'], resources: ['users', 'groups', 'serviceaccounts', 'uids', 'userextras'], verbs: ['impersonate'] },
]

export default rule({
  severity: 'warning',
  summary: 'Let no account act as others.',
  why: 'Whoever may impersonate users or groups has all their rights, those of system:masters among them, and the audit log shows them at work.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0043', 'trivy:KSV-0050', 'checkov:CKV2_K8S_3', 'kubescape:rule-can-impersonate-users-groups-v1'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it has the rights of all of them, of cluster admins too. List the few that it may act as in resourceNames.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: support }
        rules:
          - { apiGroups: [''], resources: [«users», groups], verbs: [impersonate] }
      `,
    },
    {
      title: 'one account by name',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: support }
        rules:
          - { apiGroups: [''], resources: [users], resourceNames: [shop-reader], verbs: [impersonate] }
      `,
    },
  ],
})
