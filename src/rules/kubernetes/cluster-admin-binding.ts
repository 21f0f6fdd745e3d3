import { bindings } from '../../model/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not bind cluster-admin.',
  why: 'The account may do anything in the whole cluster: whoever takes over one of its pods owns the cluster.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:cluster-admin-role-binding', 'trivy:KSV-0111'],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  on: bindings,

  *check(binding) {
    const name = binding.at('roleRef').at('name')
    if (name.value !== 'cluster-admin') return
    const subjects = (binding.at('subjects').value ?? []).map(subject => `${subject.kind} "${subject.name}"`).join(', ')
    yield {
      at: name,
      message: `${binding.title} makes ${subjects || 'its subjects'} cluster-admin${binding.kind === 'RoleBinding' ? ' of the namespace' : ', who may do anything in the cluster'}. Bind a role with just what is needed.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: deployer
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: «cluster-admin»
        subjects:
          - kind: ServiceAccount
            name: deployer
            namespace: shop
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: viewer
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: view
        subjects:
          - kind: Group
            name: developers
      `,
    },
  ],
})
