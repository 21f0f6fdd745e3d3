import { grantOf, isOfCluster, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let accounts read the secrets they need by name.',
  why: 'Whoever takes over the account reads every secret of the namespace, for a ClusterRole of the cluster, service account tokens among them.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:access-to-secrets', 'trivy:KSV-0041', 'trivy:KSV-0113', 'kubescape:rule-can-list-get-secrets-v1', 'checkov:CKV2_K8S_5'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#secrets'],
  options: {
    verbs: option<string[]>(['get', 'list', 'watch'], 'Verbs that count; list and watch show what is in a Secret as well.'),
    wildcards: option(false, 'Also where "*" stands for the resource, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const secrets = [{ groups: [''], resources: ['secrets'], verbs: options.verbs }]
    const grant = grantOf(entry, secrets, true)
    // Other API groups call theirs so too.
    if (!grant || isOfCluster(grant.role.name) || (grant.at.value === '*' && !options.wildcards)) return
    yield {
      at: grant.at,
      message: `${grant.role.title} may ${grant.words}: all secrets of ${grant.role.kind === 'ClusterRole' ? 'the cluster' : 'its namespace'}. List the needed ones in resourceNames with the verb get.`,
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
