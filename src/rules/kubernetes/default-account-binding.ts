import { bindings } from '../../model/kubernetes/references/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Grant no rights to the default service account.',
  why: 'Every pod of the namespace that names no account runs as it, also the one that someone adds next year.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_K8S_42'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  on: bindings,

  *check(binding) {
    for (const subject of binding.at('subjects').each()) {
      const name = subject.at('name')
      if (subject.at('kind').value !== 'ServiceAccount' || name.value !== 'default') continue
      const namespace = subject.at('namespace').value ?? binding.namespace
      yield {
        at: name,
        message: `${binding.title} gives the rights of "${binding.at('roleRef').at('name').value ?? '?'}" to the account "default", and so to every pod${namespace ? ` of "${namespace}"` : ''} that names no account. Bind an account of the workload's own.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: leases, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases }
        subjects: [{ kind: ServiceAccount, name: «default», namespace: shop }]
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: leases, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases }
        subjects: [{ kind: ServiceAccount, name: checkout, namespace: shop }]
      `,
    },
  ],
})
