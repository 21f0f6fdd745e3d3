import { matchesPattern } from '../../languages/name-pattern.ts'
import { bindings, boundRole, grantsAll, rulesOf } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not bind cluster-admin.',
  why: 'The account may do anything in the whole cluster: whoever takes over one of its pods owns the cluster.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:cluster-admin-role-binding',
    'trivy:KSV-0111',
    'polaris:clusterrolebindingClusterAdmin',
    'polaris:rolebindingClusterAdminClusterRole',
    'polaris:rolebindingClusterAdminRole',
    'kubescape:rule-list-all-cluster-admins-v1',
  ],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  options: {
    roles: option(['cluster-admin'], 'Roles that nobody is to be bound to.'),
    except: option(['system:*', 'gce:*'], 'Bindings that are not looked at; by default those that a cluster keeps itself.'),
    exceptSubjects: option(
      [
        'User/system:anonymous',
        'Group/system:unauthenticated',
        'Group/system:authenticated',
        'Group/system:serviceaccounts',
        'Group/system:masters',
        'ServiceAccount/default',
      ],
      'Subjects that do not count, as `Kind/name`; by default those that rules of their own report.',
    ),
    missing: option<string[]>([], 'Kinds of roles that may be as strong where they are not among the files: `Role`, `ClusterRole`.'),
  },
  on: bindings,

  *check(binding, { options, project }) {
    const reference = binding.at('roleRef')
    const name = reference.at('name')
    if (options.except.some(pattern => matchesPattern(pattern, binding.name ?? '')) || name.value === undefined) return
    const role = boundRole(project, binding)
    const listed = options.roles.includes(name.value)
    const unknown = !role && !standard.has(name.value) && options.missing.includes(reference.at('kind').value ?? '')
    if (!listed && !unknown && !(role && rulesOf(role).some(grantsAll))) return
    const bound = binding.at('subjects').value ?? []
    const counted = bound.filter(({ kind, name }) => !options.exceptSubjects.includes(`${kind}/${name}`))
    if (bound.length > 0 && counted.length === 0) return
    const subjects = counted.map(subject => `${subject.kind} "${subject.name}"`).join(', ') || 'its subjects'
    const reach = binding.kind === 'RoleBinding' ? ' of the namespace' : ', who may do anything in the cluster'
    yield {
      at: name,
      message: unknown
        ? `${binding.title} binds "${name.value}", which is not among these files, so nobody sees what ${subjects} may do. Add the role.`
        : `${binding.title} makes ${subjects} ${role && !listed ? 'as good as ' : ''}${listed ? name.value : 'cluster-admin'}${reach}. Bind a role with just what is needed.`,
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
      title: 'by another name',
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: operator }
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: operator, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: «operator» }
        subjects: [{ kind: ServiceAccount, name: operator, namespace: shop }]
      `,
    },
    {
      title: 'other strong roles, and unknown ones',
      options: { roles: ['cluster-admin', 'admin'], missing: ['Role'] },
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: owner, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: «admin» }
        subjects: [{ kind: Group, name: shop-owners, apiGroup: rbac.authorization.k8s.io }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: operator, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «operator» }
        subjects: [{ kind: Group, name: shop-owners, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'a lesser role, and a subject that kubernetes/default-account-binding reports',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: everything }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
        subjects: [{ kind: ServiceAccount, name: default, namespace: shop }]
        ---
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

/** Roles that every cluster has. */
const standard = new Set(['view', 'edit', 'admin', 'cluster-admin'])
