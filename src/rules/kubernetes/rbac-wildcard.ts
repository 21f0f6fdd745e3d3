import { roleRules } from '../../model/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Grant the verbs and resources that are needed, not "*".',
  why: 'A wildcard grants also what is added to the cluster later; whoever takes over the account has it all, secrets included.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:wildcard-in-rules', 'trivy:KSV-0046', 'checkov:CKV_K8S_49'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  on: roleRules,

  *check({ role, rule: entry }) {
    for (const field of ['verbs', 'resources'] as const) {
      const list = entry.at(field)
      if (!list.value?.includes('*')) continue
      yield {
        at: list,
        message: `${role.title} grants ${field === 'verbs' ? 'every verb' : 'access to every resource'} with "*", also to those that come later. Name the ${field} that are needed.`,
      }
      return
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: deployer
        rules:
          - apiGroups: [apps]
            resources: [deployments]
            «verbs»: ['*']
      `,
    },
    {
      title: 'a sub-resource of everything is not everything',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: scaler
        rules:
          - apiGroups: ['*']
            resources: ['*/scale']
            verbs: [get, update]
      `,
    },
  ],
})
