import { bindings } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

/** Whom a request without credentials counts as. */
const anonymous = new Set(['system:anonymous', 'system:unauthenticated'])

export default rule({
  severity: 'error',
  summary: 'Grant nothing to requests without credentials.',
  why: 'Whoever reaches the API server has these rights, without a name and without a trace in the audit log.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0122', 'kubescape:anonymous-access-enabled', 'kubesec:BindingsToSystemAnonymous'],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests'],
  options: {
    allow: option(
      ['system:public-info-viewer', 'system:discovery', 'kubeadm:bootstrap-signer-clusterinfo'],
      'Roles that may be public; by default those that clusters come with: version, health, and what a node needs to join.',
    ),
  },
  on: bindings,

  *check(binding, { options }) {
    const role = binding.at('roleRef').at('name').value ?? ''
    if (options.allow.includes(role)) return
    for (const subject of binding.at('subjects').each()) {
      const name = subject.at('name')
      if (!anonymous.has(name.value ?? '')) continue
      yield {
        at: name,
        message: `${binding.title} gives the rights of "${role}" to "${name.value}", that is to everyone who reaches the API server, without credentials. Name the accounts that need them.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: dashboards }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
        subjects:
          - { kind: User, name: «system:anonymous», apiGroup: rbac.authorization.k8s.io }
          - { kind: Group, name: dashboards, apiGroup: rbac.authorization.k8s.io }
      `,
    },
    {
      title: 'what every cluster shows: its version and health',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: system:public-info-viewer }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:public-info-viewer }
        subjects: [{ kind: Group, name: system:unauthenticated, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
  ],
})
