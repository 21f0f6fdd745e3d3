import { roleRules } from '../../model/rbac.ts'
import { rule, yaml } from '../../rule.ts'

/** Verbs that show what is in a Secret; `list` and `watch` do, whatever the answer is used for. */
const reading = new Set(['get', 'list', 'watch', '*'])

export default rule({
  severity: 'warning',
  summary: 'Let accounts read the secrets they need by name.',
  why: 'Whoever takes over the account reads every secret of the namespace, for a ClusterRole of the cluster, service account tokens among them.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:access-to-secrets', 'trivy:KSV-0041', 'trivy:KSV-0113'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#secrets'],
  on: roleRules,

  *check({ role, rule: entry }) {
    const secrets = [...entry.at('resources').each()].find(({ value }) => value === 'secrets')
    // Other API groups call theirs so too.
    const groups = entry.at('apiGroups').value ?? ['']
    if (!secrets || !groups.some(group => group === '' || group === '*') || (entry.at('resourceNames').value ?? []).length > 0) return
    const verbs = (entry.at('verbs').value ?? []).filter(verb => reading.has(verb))
    if (verbs.length === 0) return
    yield {
      at: secrets,
      message: `${role.title} may ${verbs.includes('*') ? 'read and change' : verbs.join(', ')} all secrets of ${role.kind === 'ClusterRole' ? 'the cluster' : 'its namespace'}. List the needed ones in resourceNames with the verb get.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: syncer
        rules:
          - apiGroups: ['']
            resources: [configmaps, «secrets»]
            verbs: [get, list]
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: syncer
        rules:
          - apiGroups: ['']
            resources: [secrets]
            resourceNames: [registry]
            verbs: [get]
          - apiGroups: ['']
            resources: [secrets]
            verbs: [create]
          - apiGroups: [vault.shop.example]
            resources: [secrets]
            verbs: [get, list]
      `,
    },
  ],
})
