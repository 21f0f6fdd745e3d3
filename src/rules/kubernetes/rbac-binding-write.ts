import { grantOf, isOfCluster, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [
  { groups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'clusterrolebindings'], verbs: ['create', 'update', 'patch'] },
]

export default rule({
  severity: 'info',
  summary: 'Let few accounts hand their rights on.',
  why: 'Whoever may write bindings gives the rights of his own role to any other account, and nobody who reads the manifests sees it.',
  presets: [],
  peers: ['trivy:KSV-0055'],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (!grant || isOfCluster(grant.role.name)) return
    yield {
      at: grant.at,
      message: `${grant.role.title} may ${grant.words}, and so give its own rights to any account. Leave bindings to the pipeline that applies the manifests.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: team-lead }
        rules: [{ apiGroups: [rbac.authorization.k8s.io], resources: [«rolebindings»], verbs: [get, patch] }]
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: team-lead }
        rules: [{ apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [get, list] }]
      `,
    },
  ],
})
