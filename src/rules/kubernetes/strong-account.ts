import { type BindingFields, boundRole, type Grant, grantOf, grantsAll, type Power, rulesOf } from '../../model/kubernetes/references/rbac.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { accountNameOf, bindingsOf, mountsToken } from '../../model/kubernetes/references/service-account.ts'
import type { Project } from '../../project.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

/** Any of these leads to all the others. */
const powers: readonly Power[] = [
  { groups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['escalate', 'bind'] },
  { groups: ['', 'authentication.k8s.io'], resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
  { groups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
  { groups: [''], resources: ['serviceaccounts/token', 'pods', 'pods/exec', 'replicationcontrollers', 'persistentvolumes'], verbs: ['create'] },
  { groups: [''], resources: ['nodes/proxy'], verbs: ['get', 'create'] },
  { groups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], verbs: ['create', 'update', 'patch'] },
  { groups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['create', 'update', 'patch'] },
  { groups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] },
  {
    groups: ['admissionregistration.k8s.io'],
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: ['create', 'update', 'patch'],
  },
]

export default rule({
  severity: 'warning',
  summary: 'Let no workload run with rights that take over the cluster.',
  why: 'Whoever breaks into one of its pods finds the token there, and with it has the cluster or the namespace.',
  presets: ['security'],
  peers: ['kubescape:workload-with-cluster-takeover-roles', 'kubescape:workload-with-administrative-roles', 'checkov:CKV2_K8S_1'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  on: pods,

  *check(pod, { project }) {
    const held = bindingsOf(project, pod)
    if (held.length === 0 || !mountsToken(project, pod)) return
    for (const binding of held) {
      const strength = strengthOf(project, binding)
      if (!strength) continue
      const account = accountNameOf(pod)
      yield {
        at: account,
        message: `${pod.workload.title} runs as "${account.value || 'default'}", which ${binding.title} lets ${strength.words}: whoever breaks into it can take over ${binding.kind === 'RoleBinding' ? 'the namespace' : 'the cluster'}. Bind a role with just what is needed.`,
        related: [{ at: strength.at, message: 'granted here' }],
      }
      return
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          serviceAccountName: «agent»
          containers: [{ name: agent, image: shop/agent:2.0.0 }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: agent }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent }
        subjects: [{ kind: ServiceAccount, name: agent, namespace: shop }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: agent }
        rules:
          - { apiGroups: [''], resources: [secrets], verbs: [list] }
      `,
    },
    {
      title: 'rights that take over nothing',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          serviceAccountName: agent
          containers: [{ name: agent, image: shop/agent:2.0.0 }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: agent }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: agent }
        subjects: [{ kind: ServiceAccount, name: agent }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: agent }
        rules: [{ apiGroups: [''], resources: [pods], verbs: [list] }]
      `,
    },
  ],
})

function strengthOf(project: Project, binding: Manifest<BindingFields>): Pick<Grant, 'at' | 'words'> | undefined {
  const name = binding.at('roleRef').at('name')
  if (name.value === 'cluster-admin') return { at: name, words: 'do anything' }
  const role = boundRole(project, binding)
  for (const entry of role ? rulesOf(role) : []) {
    const grant = grantsAll(entry) ? { at: entry.rule.at('verbs').at(0), words: 'do anything' } : grantOf(entry, powers, true)
    if (grant) return grant
  }
  return undefined
}
