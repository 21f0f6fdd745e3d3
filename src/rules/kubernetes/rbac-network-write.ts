import { grantOf, isAggregated, type Power, roleRules, writing } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const verbs = [...writing, 'impersonate']
const powers: readonly Power[] = [
  { groups: [''], resources: ['services', 'services/status', 'endpoints'], verbs },
  { groups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
  { groups: ['networking.k8s.io', 'extensions'], resources: ['networkpolicies', 'ingresses'], verbs },
]

export default rule({
  severity: 'info',
  summary: 'Let few accounts write what leads traffic.',
  why: 'Whoever writes endpoints, Services, Ingresses or network policies leads traffic to a pod of his own, or opens what was closed.',
  presets: ['security'],
  peers: ['trivy:KSV-0056', 'checkov:CKV2_K8S_4'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant && !isAggregated(grant.role))
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, and so lead traffic elsewhere or open what a policy closes. Grant it to the controller or deployer that needs it.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: switcher }
        rules:
          - { apiGroups: [discovery.k8s.io], resources: [«endpointslices»], verbs: [get, update] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: switcher }
        rules:
          - { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [get, list, watch] }
      `,
    },
  ],
})
