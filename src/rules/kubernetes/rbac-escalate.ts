import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['escalate'] }]

export default rule({
  severity: 'warning',
  summary: 'Let no account edit roles beyond its own rights.',
  why: 'The verb "escalate" lifts the check that keeps an account from writing a role with more rights than it has: it can make itself cluster-admin.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0050', 'checkov:CKV_K8S_158', 'kubescape:rule-can-bind-escalate'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it can write a role with more rights than its own, and is as good as cluster-admin. Remove the verb; create and update are enough for roles with rights that it has.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: role-manager }
        rules:
          - { apiGroups: [rbac.authorization.k8s.io], resources: [«clusterroles»], verbs: [create, update, escalate] }
      `,
    },
    {
      title: 'it can only write roles with rights that it has',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: role-manager }
        rules:
          - { apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, roles], verbs: [get, create, update] }
      `,
    },
  ],
})
