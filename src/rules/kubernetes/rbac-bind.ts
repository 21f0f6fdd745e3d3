import { grantOf, type Power, type RoleRule, roleRules, rulesOf } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const groups = ['rbac.authorization.k8s.io']
/** The verb is asked for on roles; people write it on bindings as well. */
const bind: readonly Power[] = [{ groups, resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'], verbs: ['bind'] }]
const create: readonly Power[] = [{ groups, resources: ['rolebindings', 'clusterrolebindings'], verbs: ['create', 'update', 'patch'] }]

export default rule({
  severity: 'warning',
  summary: 'Let no account bind roles beyond its own rights.',
  why: 'The verb "bind" lifts the check that keeps an account from handing out a role with more rights than it has: it can bind cluster-admin to itself.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_K8S_157', 'kubescape:rule-can-bind-escalate', 'trivy:KSV-0050', 'trivy:KSV-0051', 'trivy:KSV-0052'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb'],
  options: {
    alone: option(true, 'Also where the same role does not let the account write bindings; another one may.'),
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, bind, options.wildcards)
    if (!grant || !(options.alone || writesBindings(entry, options.wildcards))) return
    yield {
      at: grant.at,
      message: `${grant.role.title} may ${grant.words}, so it can bind any of them to itself, cluster-admin too. List the roles that it hands out in resourceNames.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: tenant-manager }
        rules:
          - { apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create] }
          - { apiGroups: [rbac.authorization.k8s.io], resources: [«clusterroles»], verbs: [bind] }
      `,
    },
    {
      title: 'the roles by name',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: tenant-manager }
        rules:
          - { apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create] }
          - { apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [tenant], verbs: [bind] }
      `,
    },
    {
      title: 'one half of it',
      options: { alone: false },
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: binder }
        rules: [{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind] }]
      `,
    },
  ],
})

function writesBindings({ role }: RoleRule, wildcards: boolean): boolean {
  return rulesOf(role).some(entry => grantOf(entry, create, wildcards) !== undefined)
}
