import { grantOf, type Power, roleRules, writing } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const resources = [
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
]
const powers: readonly Power[] = [{ groups: ['admissionregistration.k8s.io'], resources, verbs: [...writing, 'impersonate'] }]

export default rule({
  severity: 'warning',
  summary: 'Let few accounts write admission webhooks and policies.',
  why: 'A webhook sees everything that is written to the cluster, secrets included, and may change or refuse it; a policy that is deleted holds nothing back.',
  presets: ['security'],
  peers: ['trivy:KSV-0114', 'checkov:CKV_K8S_155', 'kubescape:rule-can-modify-admission-webhooks'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it can read and change whatever is written to the cluster. List the configurations that it keeps in resourceNames.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: injector }
        rules:
          - { apiGroups: [admissionregistration.k8s.io], resources: [«mutatingwebhookconfigurations»], verbs: [get, patch] }
      `,
    },
    {
      title: 'one by name',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: injector }
        rules:
          - { apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], resourceNames: [shop-injector], verbs: [get, patch] }
      `,
    },
  ],
})
