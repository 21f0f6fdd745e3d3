import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Bind roles that exist.',
  why: 'A binding to a role that is not there is accepted and grants nothing: whoever relies on it is refused. A ClusterRole may come from elsewhere, so of these only what is plainly a slip is reported by default.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  options: { complete: option(false, 'The files hold every ClusterRole: report also what resembles none of them.') },
  on: linksTo('Role', 'ClusterRole'),

  *check(link, { options, project }) {
    // The schema of a ClusterRoleBinding takes a ClusterRole alone.
    if (link.owner.kind === 'ClusterRoleBinding' && link.target.kind === 'Role') return
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: read-pods, namespace: shop }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: monitor, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «pod-reader» }
        subjects: [{ kind: User, name: monitor, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'a slip in the name of a role for the whole cluster',
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: node-inspector }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: inspect }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: «node-inspecter» }
        subjects: [{ kind: Group, name: sre, apiGroup: rbac.authorization.k8s.io }]
      `,
    },
    {
      title: 'roles of the cluster itself, and one from elsewhere',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: auth, namespace: kube-system }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: auth }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:auth-delegator }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: scrape }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus }
      `,
    },
  ],
})
