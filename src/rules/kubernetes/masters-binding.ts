import { bindings } from '../../model/kubernetes/references/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not build on system:masters.',
  why: 'Its members may do anything, whatever the roles say, and nobody can take that from them: a certificate with the group is valid until it expires.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0123'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  on: bindings,

  *check(binding) {
    // This one every cluster has.
    if (binding.name === 'cluster-admin' && binding.kind === 'ClusterRoleBinding') return
    for (const subject of binding.at('subjects').each()) {
      const name = subject.at('name')
      if (name.value === 'system:masters')
        yield {
          at: name,
          message: `${binding.title} binds "system:masters", whose members may do anything already and cannot be stopped by taking the binding away. Bind a group of your own.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: deployers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects: [{ kind: Group, name: «system:masters», apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: deployers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects: [{ kind: Group, name: shop-deployers, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
  ],
})
