import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

/** `approve` on a signer does nothing without these. */
const powers: readonly Power[] = [{ groups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] }]

export default rule({
  severity: 'warning',
  summary: 'Let few accounts approve certificates.',
  why: 'Whoever approves certificate requests can have one signed for any user of the cluster, a node or a cluster admin too, and it cannot be revoked.',
  presets: ['security'],
  peers: ['checkov:CKV_K8S_156', 'kubescape:rule-can-approve-cert-signing-request'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it can have certificates for other users signed, cluster admins among them. Grant it to the approver alone.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: approver }
        rules:
          - { apiGroups: [certificates.k8s.io], resources: [«certificatesigningrequests/approval»], verbs: [update] }
      `,
    },
    {
      title: 'it may ask',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: asker }
        rules:
          - { apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create, get] }
      `,
    },
  ],
})
