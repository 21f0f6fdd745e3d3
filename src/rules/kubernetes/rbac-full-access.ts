import { grantsAll, isOfCluster, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write no second cluster-admin.',
  why: 'A role with every verb on everything is cluster-admin under a name that no review looks for.',
  // What it finds is a wildcard as well.
  presets: [],
  peers: ['trivy:KSV-0044'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  on: roleRules,

  *check(entry) {
    const { role } = entry
    if (!grantsAll(entry) || role.name === 'cluster-admin' || isOfCluster(role.name)) return
    yield {
      at: entry.rule.at('resources').at(0),
      message: `${role.title} grants everything on everything${role.kind === 'Role' ? ' in its namespace' : ' in the cluster'}, as cluster-admin does. Name the resources and verbs that are needed.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: operator }
        rules: [{ apiGroups: ['*'], resources: [«'*'»], verbs: ['*'] }]
      `,
    },
    {
      title: 'everything may be read, or one group be managed',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: auditor }
        rules:
          - { apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch] }
          - { apiGroups: [shop.example], resources: ['*'], verbs: ['*'] }
      `,
    },
  ],
})
