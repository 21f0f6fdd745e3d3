import { bindings, boundRole, grantOf, isOfCluster, type Power, rulesOf } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: [''], resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] }]

export default rule({
  severity: 'warning',
  summary: 'Bind no role that opens running containers.',
  why: 'Who is bound to it gets a shell in every container within reach, with the secrets and the service account that are there.',
  // The role is a finding of its own.
  presets: [],
  peers: [
    'polaris:clusterrolebindingPodExecAttach',
    'polaris:rolebindingClusterRolePodExecAttach',
    'polaris:rolebindingRolePodExecAttach',
    'kubescape:exec-into-container-v1',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  options: {
    missing: option(false, 'Also roles that are not among the files.'),
  },
  on: bindings,

  *check(binding, { options, project }) {
    const name = binding.at('roleRef').at('name')
    if (isOfCluster(binding.name) || name.value === undefined) return
    const role = boundRole(project, binding)
    const grant = role && firstGrant(rulesOf(role))
    if (grant)
      yield {
        at: name,
        message: `${binding.title} binds ${role.title}, which may ${grant.words}: a shell in every container within reach. Bind a role without it.`,
        related: [{ at: grant.at, message: 'granted here' }],
      }
    else if (!role && options.missing && name.value !== 'view')
      yield { at: name, message: `${binding.title} binds "${name.value}", which is not among these files and may open every container. Add the role.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: debugger, namespace: shop }
        rules: [{ apiGroups: [''], resources: ['*'], verbs: [create] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: debugger, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «debugger» }
        subjects: [{ kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'what is not among the files is unknown',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: reader, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'unless that is asked for',
      options: { missing: true },
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: reader, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «reader» }
        subjects: [{ kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
  ],
})

function firstGrant(rules: ReturnType<typeof rulesOf>): ReturnType<typeof grantOf> {
  for (const entry of rules) {
    const grant = grantOf(entry, powers, true)
    if (grant) return grant
  }
  return undefined
}
