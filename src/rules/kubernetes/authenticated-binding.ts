import { bindings, isOfCluster } from '../../model/kubernetes/references/rbac.ts'
import { rule, yaml } from '../../rule.ts'

/** Groups that hold every account, with who that is. */
const everyone: Readonly<Record<string, string>> = {
  'system:authenticated': 'to everyone who can log in, every service account among them; on GKE to anyone with a Google account',
  'system:serviceaccounts': 'to every service account of the cluster, that is to every pod',
}

export default rule({
  severity: 'warning',
  summary: 'Grant rights to named accounts, not to all of them.',
  why: 'Every pod has an account: whoever takes over any of them has these rights too.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-01011'],
  references: ['https://cloud.google.com/kubernetes-engine/docs/best-practices/rbac#default-roles-groups'],
  on: bindings,

  *check(binding) {
    const role = binding.at('roleRef').at('name').value ?? '?'
    // Those that clusters come with let every account see what it may do.
    if (isOfCluster(role)) return
    for (const subject of binding.at('subjects').each()) {
      const name = subject.at('name')
      if (subject.at('kind').value !== 'Group' || name.value === undefined || !Object.hasOwn(everyone, name.value)) continue
      yield { at: name, message: `${binding.title} gives the rights of "${role}" ${everyone[name.value]}. Name the accounts that need them.` }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: readers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: config-reader }
        subjects: [{ kind: Group, name: «system:authenticated», apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'one namespace is not all of them',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: config-reader }
        subjects: [{ kind: Group, name: system:serviceaccounts:shop, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
  ],
})
