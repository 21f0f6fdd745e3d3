import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: [''], resources: ['nodes/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'] }]

export default rule({
  severity: 'warning',
  summary: 'Keep roles away from the proxy of the nodes.',
  why: 'The kubelet behind it runs commands in every pod of the node, and neither admission nor the audit log sees them.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0047', 'kubescape:rule-can-access-proxy-subresource', 'checkov:CKV2_K8S_2'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, and so run commands in every pod of every node, past admission and audit. Grant nodes/metrics or nodes/stats to read metrics.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: scraper }
        rules:
          - { apiGroups: [''], resources: [nodes/metrics, «nodes/proxy»], verbs: [get] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: scraper }
        rules:
          - { apiGroups: [''], resources: [nodes/metrics], verbs: [get] }
      `,
    },
  ],
})
